import { describe, expect, it } from '@jest/globals';

import { styleRules, zapierRules } from '../../../scripts/lint-zapier/rules.ts';
import { hook, soundApp } from './sound-app.ts';
import type { OperationParts, Parts } from './sound-app.ts';

const rules = [...zapierRules, ...styleRules];

/** Everything that is wrong with an app: rule, place and words. */
const findingsIn = (breakIt?: (parts: Parts) => void): string[] => {
  const app = soundApp(breakIt);
  return rules.flatMap(({ id, check }) => {
    const result = check(app);
    return Array.isArray(result) ? result.map(({ at, what }) => `${id} ${at}: ${what}`) : [];
  });
};

const inputs = ({ operation }: OperationParts): Record<string, unknown>[] =>
  operation.inputFields.filter((field) => typeof field === 'object');

/** Changes an input field. */
const input = (parts: OperationParts, key: string, changes: Record<string, unknown>): void => {
  const field = inputs(parts).find((candidate) => candidate['key'] === key);
  if (!field) throw new Error(`No input ${key}.`);
  Object.assign(field, changes);
};

const addInput = (parts: OperationParts, field: Record<string, unknown>): void => {
  parts.operation.inputFields.push({ label: 'Color', ...field });
};

/** Adds a value to the sample and to what the operation gives, with its output field. */
const give = (
  parts: OperationParts,
  field: { key: string } & Record<string, unknown>,
  value: unknown,
): void => {
  parts.operation.outputFields.push({ label: 'More', type: 'string', ...field });
  parts.operation.sample = { ...parts.operation.sample, [field.key]: value };
  parts.live = parts.live.map((record) => ({ ...record, [field.key]: value }));
};

const helpText = (text: string) => (parts: Parts) => {
  input(parts.create, 'email', { helpText: text });
};

const description = (text: string) => (parts: Parts) => {
  parts.create.display = { ...parts.create.display, description: text };
};

const LONG_LABEL = `Color ${'of the Roof '.repeat(4)}`.trim();

/** Each rule, with small flaws that it catches: the app that has one has nothing else to find. */
const FLAWS: readonly [flaw: string, breakIt: (parts: Parts) => void, finding: string][] = [
  [
    'a public operation that is gone',
    (parts) => {
      parts.published = { 'triggers.old_contact': { inputs: [], sample: [] } };
    },
    'C001 triggers.old_contact: Zaps use it, but it is gone.',
  ],
  [
    'a public operation that is hidden',
    (parts) => {
      parts.published = { 'triggers.new_contact': { inputs: [], sample: [] } };
      parts.trigger.display = { ...parts.trigger.display, hidden: true };
    },
    'C001 triggers.new_contact: Zaps use it, but it is gone.',
  ],
  [
    'a public input key that is gone',
    (parts) => {
      parts.published = { 'creates.create_contact': { inputs: ['mail'], sample: [] } };
    },
    'C002 creates.create_contact: The input mail is gone.',
  ],
  [
    'a public sample key that is gone',
    (parts) => {
      parts.published = { 'creates.create_contact': { inputs: ['email'], sample: ['mail'] } };
    },
    'C003 creates.create_contact: The sample key mail is gone.',
  ],
  [
    'an API key asked for in an action',
    (parts) => addInput(parts.create, { key: 'api_key' }),
    'D001 creates.create_contact api_key: Belongs into the authentication.',
  ],
  [
    'a password asked for in an action',
    (parts) => addInput(parts.create, { key: 'pin', type: 'password' }),
    'D001 creates.create_contact pin: Belongs into the authentication.',
  ],
  [
    'a credential without a link to it',
    (parts) => {
      parts.authentication.fields.push({ key: 'pin', label: 'PIN' });
    },
    'D002 authentication pin: Its help text has no link.',
  ],
  [
    'a connection label that is always the same',
    (parts) => {
      parts.authentication.connectionLabel = 'Acme';
    },
    'D003 authentication connectionLabel: Is the same for every connection.',
  ],
  [
    'a connection label that shows a token',
    (parts) => {
      parts.authentication.connectionLabel = '{{access_token}}';
    },
    'D003 authentication connectionLabel: Shows a secret.',
  ],
  [
    'an ID to type in',
    (parts) => addInput(parts.create, { key: 'ownerId' }),
    'D004 creates.create_contact ownerId: Has no dropdown.',
  ],
  [
    'a dropdown of a trigger that is not there',
    (parts) => addInput(parts.create, { key: 'owner', dynamic: 'list_users.id.name' }),
    'D005 creates.create_contact owner: There is no trigger list_users.',
  ],
  [
    'an instant trigger without a list',
    (parts) => {
      const trigger = hook();
      delete trigger.operation['performList'];
      parts.more.triggers = { contact_removed: trigger };
    },
    'D006 triggers.contact_removed: Has no performList.',
  ],
  [
    'an http URL',
    (parts) => {
      parts.create.operation['perform'] = { url: 'http://example.com/contacts' };
    },
    'D007 creates.create_contact.operation.perform.url: Holds an http URL.',
  ],
  [
    'a bare URL in a help text',
    helpText('See https://example.com for more.'),
    'D008 creates.create_contact email: Its help text holds a bare or broken link.',
  ],
  [
    'a broken link in a help text',
    helpText('See the [page(here) for more.'),
    'D008 creates.create_contact email: Its help text holds a bare or broken link.',
  ],
  [
    'a bare URL in a description',
    description('Creates a new contact as www.example.com does.'),
    'D008 creates.create_contact description: Holds a bare or broken link.',
  ],
  [
    'a bare URL in the authentication',
    (parts) => {
      Object.assign(parts.authentication.fields[0] ?? {}, {
        helpText: 'Look it up at https://example.com.',
      });
    },
    'D008 authentication access: Its help text holds a bare or broken link.',
  ],
  [
    'a search without a field',
    (parts) => {
      parts.search.operation.inputFields = [];
    },
    'D009 searches.find_contact: Has no input field.',
  ],
  [
    'a polled sample without an id',
    (parts) => {
      const { id: _id, ...rest } = parts.trigger.operation.sample ?? {};
      parts.trigger.operation.sample = rest;
    },
    'D010 triggers.new_contact: Lacks the key id.',
  ],
  [
    'a polled sample without the key that stands for the id',
    (parts) => {
      give(parts.trigger, { key: 'number', type: 'integer', primary: true }, 7);
      const { number: _number, ...rest } = parts.trigger.operation.sample ?? {};
      parts.trigger.operation.sample = rest;
    },
    'D010 triggers.new_contact: Lacks the key number.',
  ],
  [
    'a help text that repeats the label',
    (parts) =>
      addInput(parts.create, {
        key: 'color',
        label: 'Color of the Rooftop',
        helpText: 'Color of the rooftop.',
      }),
    'D011 creates.create_contact color: Its help text repeats the label.',
  ],
  [
    'an operation without a sample',
    (parts) => {
      parts.trigger.operation.sample = undefined;
    },
    'D012 triggers.new_contact: Has no sample.',
  ],
  [
    'a search step that is not there',
    (parts) => input(parts.create, 'businessId', { search: 'find_business.id' }),
    'D013 creates.create_contact businessId: There is no search find_business.',
  ],
  [
    'a search step without a dropdown',
    (parts) => addInput(parts.create, { key: 'owner', search: 'find_contact.id' }),
    'D014 creates.create_contact owner: Zapier shows no search step for it.',
  ],
  [
    'a search step for a list',
    (parts) => input(parts.create, 'businessId', { list: true }),
    'D014 creates.create_contact businessId: Zapier shows no search step for it.',
  ],
  [
    'a search-or-create whose action is not there',
    (parts) => {
      parts.searchOrCreate.create = 'add_contact';
    },
    'D015 searchOrCreates.find_contact: Joins find_contact and add_contact.',
  ],
  [
    'an app that is a static webhook and nothing else',
    (parts) => {
      const trigger = hook();
      delete trigger.operation['performSubscribe'];
      parts.more.triggers = { contact_removed: trigger };
      parts.without = ['trigger', 'search', 'create', 'searchOrCreate'];
    },
    'D016 triggers.contact_removed: Is all there is; Webhooks by Zapier can do that already.',
  ],
  [
    'a static webhook',
    (parts) => {
      const trigger = hook();
      delete trigger.operation['performUnsubscribe'];
      parts.more.triggers = { contact_removed: trigger };
    },
    'D017 triggers.contact_removed: Is a static webhook.',
  ],
  [
    'a label in lower case',
    (parts) => {
      parts.trigger.display = { ...parts.trigger.display, label: 'New contact' };
    },
    'D018 triggers.new_contact: Should read “New Contact”.',
  ],
  [
    'a label with a small word in capitals',
    (parts) => {
      parts.searchOrCreate.display = {
        ...parts.searchOrCreate.display,
        label: 'Find Or Create Contact',
      };
    },
    'D018 searchOrCreates.find_contact: Should read “Find or Create Contact”.',
  ],
  [
    'a trigger that says something else',
    (parts) => {
      parts.trigger.display = {
        ...parts.trigger.display,
        description: 'Triggers whenever there is a new contact.',
      };
    },
    'D021 triggers.new_contact: Reads “Triggers whenever there is a new contact.”.',
  ],
  [
    'an action with none but fields of one account',
    (parts) => {
      parts.create.operation.inputFields = ['$func$2$f$'];
    },
    'D022 creates.create_contact: Has no static input field.',
  ],
  [
    'a date for people in a sample',
    (parts) => {
      give(parts.create, { key: 'born' }, 'someday');
      parts.create.operation.sample = { ...parts.create.operation.sample, born: '01 Aug 2023' };
    },
    'D023 creates.create_contact: born is not.',
  ],
  [
    'a sample of another type',
    (parts) => {
      parts.create.operation.sample = { ...parts.create.operation.sample, name: 5 };
    },
    'D024 creates.create_contact: name is no string.',
  ],
  [
    'a sample without a required field',
    (parts) => {
      parts.create.operation.outputFields.push({
        key: 'phone',
        label: 'Phone',
        type: 'string',
        required: true,
      });
      parts.create.live = parts.create.live.map((record) => ({ ...record, phone: '+12125550123' }));
    },
    'D024 creates.create_contact: phone is missing.',
  ],
  [
    'a URL that runs code',
    (parts) => {
      parts.create.operation['perform'] = { url: 'javascript:alert(1)' };
    },
    'D025 creates.create_contact.operation.perform.url: Holds a dangerous URL.',
  ],
  [
    'a domain asked for',
    (parts) => {
      parts.authentication.fields.push({
        key: 'subdomain',
        label: 'Subdomain',
        helpText: 'As in [your page](https://example.com).',
      });
    },
    'D026 authentication subdomain: Has to be checked against a pattern in code, which a definition does not show.',
  ],
  [
    'blank values that are cleaned out',
    (parts) => {
      parts.create.operation['cleanInputData'] = true;
    },
    'D028 creates.create_contact: cleanInputData is not false.',
  ],
  [
    'an app without a category',
    (parts) => {
      delete parts.listing.category;
    },
    'M001 listing category: Is missing.',
  ],
  [
    'an app that does not say what it is',
    (parts) => {
      parts.listing.description = 'Brings contacts into the other apps that you work with.';
    },
    'M002 listing description: Does not begin “Acme is a …”.',
  ],
  [
    'an app that says too much',
    (parts) => {
      parts.listing.description = `Acme is a connector ${'for contacts '.repeat(12)}.`;
    },
    'M002 listing description: Has 177 characters, not 40 to 140.',
  ],
  [
    'an app that speaks of syncing',
    (parts) => {
      parts.listing.description = 'Acme is a connector that syncs contacts with other apps.';
    },
    'M002 listing description: Speaks of Zapier or of syncing.',
  ],
  [
    'an app of somebody else',
    (parts) => {
      parts.listing.role = 'user';
    },
    'M003 listing role: Must be employee or contractor.',
  ],
  [
    'an operation that fails',
    (parts) => {
      parts.create.live = [];
      parts.create.failure = 'HighLevel refused it.';
    },
    'T001 creates.create_contact: HighLevel refused it.',
  ],
  [
    'an operation that gives nothing',
    (parts) => {
      parts.search.live = [];
    },
    'T001 searches.find_contact: Gave nothing.',
  ],
  [
    'a polled record without an id',
    (parts) => {
      parts.trigger.live.push({ name: 'Ben Ortiz' });
    },
    'T002 triggers.new_contact: A record lacks the key id.',
  ],
  [
    'a live date without its offset',
    (parts) => {
      parts.create.live.push({ name: '2023-08-01T06:50:30' });
    },
    'T003 creates.create_contact: name is not.',
  ],
  [
    'a sample with a key that the live record lacks',
    (parts) => {
      parts.create.operation.outputFields.push({ key: 'phone', label: 'Phone', type: 'string' });
      parts.create.operation.sample = { ...parts.create.operation.sample, phone: '+12125550123' };
    },
    'T004 creates.create_contact: Only the sample has phone.',
  ],
  [
    'a live value of another type',
    (parts) => {
      parts.create.live.push({ name: 5 });
    },
    'T005 creates.create_contact: name is no string.',
  ],
  [
    'a list of an instant trigger with a key that its payload lacks',
    (parts) => {
      const trigger = hook();
      trigger.payload = { id: trigger.live[0]?.['id'], name: 'Ana', email: 'ana@example.com' };
      parts.more.triggers = { contact_removed: trigger };
    },
    'T006 triggers.contact_removed: Only the list has dateAdded.',
  ],
  [
    'an instant trigger without a payload to compare',
    (parts) => {
      const { payload: _payload, ...trigger } = hook();
      parts.more.triggers = { contact_removed: trigger };
    },
    'T006 triggers.contact_removed: Was not compared.',
  ],
  [
    'a list of an instant trigger with a value of another type',
    (parts) => {
      const trigger = hook();
      trigger.live.push({ name: 5 });
      parts.more.triggers = { contact_removed: trigger };
    },
    'Z001 triggers.contact_removed: name is no string.',
  ],
  [
    'a label without a verb',
    (parts) => {
      parts.create.display = { label: 'Contact Creation', description: 'Contacts a new contact.' };
    },
    'verb-first creates.create_contact: “Contact” is no verb for it.',
  ],
  [
    'a noun in the plural',
    (parts) => {
      parts.create.noun = 'Contacts';
    },
    'noun creates.create_contact: The noun is not in the singular.',
  ],
  [
    'a noun in lower case',
    (parts) => {
      parts.create.noun = 'contact';
    },
    'noun creates.create_contact: The noun is not in title case.',
  ],
  [
    'a field in lower case',
    (parts) => addInput(parts.create, { key: 'color', label: 'Favorite color' }),
    'input-labels creates.create_contact color: Should read “Favorite Color”.',
  ],
  [
    'a field that asks for an ID',
    (parts) => input(parts.create, 'businessId', { label: 'Business ID' }),
    'input-labels creates.create_contact businessId: Asks for an ID.',
  ],
  [
    'a field that ends with a question mark',
    (parts) => addInput(parts.create, { key: 'color', label: 'Which Color?' }),
    'input-labels creates.create_contact color: Ends with a punctuation mark.',
  ],
  [
    'a long label',
    (parts) => addInput(parts.create, { key: 'color', label: LONG_LABEL }),
    'input-labels creates.create_contact color: Is longer than 45 characters.',
  ],
  [
    'one field with two names',
    (parts) => addInput(parts.create, { key: 'source', label: 'Origin' }),
    'one-name creates.create_contact source: Is “Origin” here and “Source” elsewhere.',
  ],
  [
    'a value with two names',
    (parts) => {
      give(parts.create, { key: 'color', label: 'Color' }, 'red');
      give(parts.search, { key: 'color', label: 'Paint' }, 'red');
    },
    'one-name creates.create_contact color: Is “Color” here and “Paint” elsewhere.',
  ],
  [
    'a field that comes out under another name',
    (parts) => {
      addInput(parts.create, { key: 'color', label: 'Color' });
      give(parts.create, { key: 'color', label: 'Paint' }, 'red');
    },
    'names-in-and-out creates.create_contact color: Comes out as “Paint” and goes in as “Color”.',
  ],
  [
    'a trigger for any update at all',
    (parts) => {
      parts.trigger.display = { ...parts.trigger.display, label: 'Contact Updated' };
      parts.trigger.operation.inputFields = [];
    },
    'generic-updates triggers.new_contact: Fits no purpose in particular.',
  ],
  [
    'a description that names an app',
    description('Creates a new contact in HighLevel.'),
    'descriptions creates.create_contact: Names an app.',
  ],
  [
    'a description with a capital',
    description('Creates a new Contact for you.'),
    'descriptions creates.create_contact: “Contact” has a capital.',
  ],
  [
    'a description of two sentences',
    description('Creates a new contact. 2 of them.'),
    'descriptions creates.create_contact: Is not one sentence with a period.',
  ],
  [
    'a long description',
    description(`Creates a new contact ${'and another one '.repeat(6)}again.`),
    'descriptions creates.create_contact: Is longer than 110 characters.',
  ],
  [
    'a description with another verb than the label',
    description('Adds a new contact.'),
    'description-verbs creates.create_contact: Reads “Adds a new contact.”.',
  ],
  [
    'a help text that is no sentence',
    helpText('the address that they read'),
    'help-texts creates.create_contact email: Is not made of sentences.',
  ],
  [
    'a help text that says next to nothing',
    helpText('Any address.'),
    'help-texts creates.create_contact email: Has 12 characters, not 20 to 300.',
  ],
  [
    'a help text with a long sentence',
    helpText(`The address ${'of the other person '.repeat(8)}here.`),
    'help-texts creates.create_contact email: “The address of the …” is a long sentence.',
  ],
  [
    'jargon in a help text',
    helpText('The address that the API knows.'),
    'plain-words creates.create_contact email: “API” is jargon.',
  ],
  [
    'jargon in a choice',
    (parts) => addInput(parts.create, { key: 'color', choices: { none: 'Null' } }),
    'plain-words creates.create_contact color: “Null” is jargon.',
  ],
  [
    'jargon in an output label',
    (parts) => give(parts.create, { key: 'color', label: 'Color String' }, 'red'),
    'plain-words creates.create_contact color: “String” is jargon.',
  ],
  [
    'a true-or-false field that does not say what True does',
    (parts) =>
      addInput(parts.create, {
        key: 'color',
        type: 'boolean',
        helpText: 'Whether it has a color.',
      }),
    'true-or-false creates.create_contact color: Does not say what True or False does.',
  ],
  [
    'a date that does not say whose clock counts',
    (parts) =>
      addInput(parts.create, {
        key: 'color',
        type: 'datetime',
        helpText: 'When it got its color.',
      }),
    'times creates.create_contact color: Does not say in which time zone it is read.',
  ],
  [
    'a list with commas asked for',
    (parts) =>
      addInput(parts.create, { key: 'color', helpText: 'One or more, with commas between.' }),
    'lists creates.create_contact color: Should take a list.',
  ],
  [
    'a choice in lower case',
    (parts) => addInput(parts.create, { key: 'color', choices: { red: 'red' } }),
    'choices creates.create_contact color: “red” is written otherwise.',
  ],
  [
    'a required field below an optional one',
    (parts) => addInput(parts.create, { key: 'color', required: true }),
    'required-first creates.create_contact color: Stands after an optional field.',
  ],
  [
    'two fields with one label',
    (parts) => {
      addInput(parts.create, { key: 'color' });
      addInput(parts.create, { key: 'paint' });
    },
    'unique-labels creates.create_contact paint: Another one is “Color” too.',
  ],
  [
    'two values with one label',
    (parts) => {
      give(parts.create, { key: 'color', label: 'Color' }, 'red');
      give(parts.create, { key: 'paint', label: 'Color' }, 'red');
    },
    'unique-labels creates.create_contact paint: Another one is “Color” too.',
  ],
  [
    'a default that is no choice',
    (parts) => addInput(parts.create, { key: 'color', choices: { red: 'Red' }, default: 'blue' }),
    'defaults creates.create_contact color: Its default does not fit.',
  ],
  [
    'a default that is no number',
    (parts) => addInput(parts.create, { key: 'color', type: 'integer', default: 'many' }),
    'defaults creates.create_contact color: Its default does not fit.',
  ],
  [
    'many defaults',
    (parts) => {
      for (const color of ['Red', 'Green', 'Blue', 'White', 'Black', 'Gray']) {
        addInput(parts.create, { key: color.toLowerCase(), label: color, default: 'dark' });
      }
    },
    'defaults creates.create_contact: Has too many defaults.',
  ],
  [
    'a long form without groups',
    (parts) => {
      for (const color of ['Red', 'Green', 'Blue', 'White', 'Black', 'Gray', 'Pink', 'Teal']) {
        addInput(parts.create, { key: color.toLowerCase(), label: color });
      }
    },
    'grouped-fields creates.create_contact: Has many fields and no group.',
  ],
  [
    'a group in two places',
    (parts) => {
      addInput(parts.create, { key: 'red', label: 'Red', group: 'warm' });
      addInput(parts.create, { key: 'blue', label: 'Blue', group: 'cold' });
      addInput(parts.create, { key: 'pink', label: 'Pink', group: 'warm' });
    },
    'grouped-fields creates.create_contact warm: Its fields do not follow one another.',
  ],
  [
    'a delete without a warning',
    (parts) => {
      parts.create.display = { label: 'Delete Contact', description: 'Deletes a contact.' };
      addInput(parts.create, { key: 'note', type: 'copy', helpText: 'Think twice about it.' });
    },
    'delete-warnings creates.create_contact: Does not warn.',
  ],
  [
    'a value without an output field',
    (parts) => {
      parts.create.live.push({ color: 'red' });
    },
    'labelled-outputs creates.create_contact color: Has no output field.',
  ],
  [
    'an output field without a label',
    (parts) => give(parts.create, { key: 'color', label: undefined }, 'red'),
    'labelled-outputs creates.create_contact color: Has no label or no type.',
  ],
  [
    'line items without output fields',
    (parts) => {
      parts.create.live.push({ tasks: [{ title: 'Call back' }] });
    },
    'labelled-outputs creates.create_contact tasks[]title: Has no output field.',
  ],
  [
    'a date that comes out as text',
    (parts) => give(parts.create, { key: 'born' }, '1985-07-24'),
    'typed-dates creates.create_contact born: Holds a date.',
  ],
  [
    'an ID that comes out under the name of something else',
    (parts) => give(parts.create, { key: 'owner', label: 'Owner' }, 'y0BeYjuRIlDwsDcOHOJo'),
    'labelled-ids creates.create_contact owner: Holds an ID that its label does not speak of.',
  ],
  [
    'a sample with a made-up ID',
    (parts) => {
      parts.create.operation.sample = { ...parts.create.operation.sample, id: 'abc-1' };
    },
    'real-samples creates.create_contact: id does not look like an ID of HighLevel.',
  ],
  [
    'a sample with a placeholder',
    (parts) => {
      parts.create.operation.sample = { ...parts.create.operation.sample, name: 'Test' };
    },
    'real-samples creates.create_contact: name is a placeholder.',
  ],
  [
    'a sample with an empty value',
    (parts) => {
      parts.create.operation.sample = { ...parts.create.operation.sample, name: '' };
    },
    'real-samples creates.create_contact: name is empty.',
  ],
  [
    'a sample with an email that may be real',
    (parts) => {
      parts.create.operation.sample = { ...parts.create.operation.sample, email: 'ana@acme.com' };
    },
    'real-samples creates.create_contact: email may be someone’s email.',
  ],
  [
    'a sample with a phone that may be real',
    (parts) => give(parts.create, { key: 'phone', label: 'Phone' }, '+12124567890'),
    'real-samples creates.create_contact: phone may be someone’s phone.',
  ],
  [
    'a sample with a custom field',
    (parts) => give(parts.create, { key: 'customFields__score', type: 'number' }, 70),
    'real-samples creates.create_contact: customFields__score is not everyone’s.',
  ],
];

describe('the rules', () => {
  it('find nothing in a sound app, nor in one with a sound instant trigger', () => {
    expect(findingsIn()).toEqual([]);
    expect(
      findingsIn((parts) => {
        parts.more.triggers = { contact_removed: hook() };
      }),
    ).toEqual([]);
  });

  it.each(FLAWS)('find %s, and nothing else', (_flaw, breakIt, finding) => {
    expect(findingsIn(breakIt)).toEqual([finding]);
  });

  it('are each proved by a flaw, unless they are not decidable here', () => {
    const proved = new Set(FLAWS.map(([, , finding]) => finding.split(' ')[0]));
    const decidable = rules.filter(({ check }) =>
      Array.isArray(check({ ...soundApp(), published: {} })),
    );
    expect(decidable.map(({ id }) => id).filter((id) => !proved.has(id))).toEqual([]);
    expect(new Set(rules.map(({ id }) => id)).size).toBe(rules.length);
  });
});
