import type { Fields } from './app.ts';
import type { Input, Mistake, There } from './facts.ts';
import { CONTACT, FOREIGN } from './lab/records.ts';

const NO_EMAIL =
  '“Email” does not hold one email address. Give it an address such as ana@example.com, or leave it blank.';

const NO_PHONE =
  '“Phone” does not hold one phone number. Give it a number with its country code, such as +1 212 555 0123, or leave it blank.';

/** What a required field that came empty says. */
export const emptyField = (label: string): string =>
  `“${label}” is empty. Fill it in; if it is mapped from an earlier step, check that the step found something.`;

const NO_CONTACT =
  'HighLevel has no contact with this ID in the connected sub-account. It may have been deleted, or it belongs to another sub-account. Choose the contact from the list, or add a Find Contact step before this one and map its Contact ID.';

const NO_ID =
  '“Contact” does not hold an ID that HighLevel could have given. Choose the record from the list, or map the ID field of an earlier step.';

/** What a record says that the connection may not open. */
export const FOREIGN_RECORD =
  'This HighLevel connection may not open that record: it belongs to another sub-account. Choose a record of the connected sub-account, or choose the connection of the other one.';

/**
 * Of an action that changes the contact whose id it is given.
 *
 * @param rest what it needs besides
 */
export const unknownContactMistakes = (rest: Fields): readonly Mistake[] => {
  const of = (what: string, contactId: unknown, says: string): Mistake => ({
    what,
    input: { ...rest, contactId },
    says,
  });
  return [
    of('an id that does not exist', 'noSuchContact', NO_CONTACT),
    of('an id that is a path', '..', NO_ID),
    of('a word of HighLevel’s own paths', 'business', NO_ID),
    of('an id far too long', 'x'.repeat(300), NO_ID),
    of('an id of half a character', '\uD83C', NO_ID),
    of('a mapped id that came empty', ' ', emptyField('Contact')),
    of('a contact of another sub-account', FOREIGN.contactId, FOREIGN_RECORD),
    of(
      'a list for an id',
      ['a', 'b'],
      '“Contact” takes a single text, but got a list. Map one value to it.',
    ),
  ];
};

/**
 * Of an action that writes the fields of a contact, and is asked to stop at what cannot be used.
 *
 * @param others what it needs besides
 */
export const contactMistakes = (others: Fields): readonly Mistake[] => {
  const rest = { ...others, ifUnusable: 'stop' };
  const of = (what: string, field: Fields, says: string): Mistake => ({
    what,
    input: { ...rest, ...field },
    says,
  });
  const custom = (what: string, name: string, value: unknown, says: string): Mistake => {
    const input: Input = ({ inputFor }: There) => ({ ...rest, [inputFor(name)]: value });
    return { what, input, says };
  };
  return [
    of('an email without a host', { email: 'dana@' }, NO_EMAIL),
    of('an email without a dot', { email: 'dana@example' }, NO_EMAIL),
    of('two emails', { email: 'a@example.com, b@example.com' }, NO_EMAIL),
    of('a name and an email without a host', { email: 'Dana <dana@>' }, NO_EMAIL),
    of('a word for a phone', { phone: 'call me' }, NO_PHONE),
    of('too few digits', { phone: '12' }, NO_PHONE),
    of('two phones', { phone: '+12025550147 / +12025550148' }, NO_PHONE),
    of(
      'a country that is none',
      { country: 'Atlantis' },
      "“Atlantis” is not a country that HighLevel knows. Give “Country” a two-letter code such as US, or the country's name.",
    ),
    of(
      'a birthday that is none',
      { dateOfBirth: '2026-02-31' },
      '“Date of Birth” takes a date such as 1990-09-25 (year-month-day).',
    ),
    of(
      'a time zone that is none',
      { timezone: 'Mars/Olympus' },
      '“Mars/Olympus” is not a time zone. Give “Time Zone” a name such as America/New_York or Europe/Berlin.',
    ),
    of(
      'neither yes nor no',
      { dnd: 'perhaps' },
      '“Do Not Disturb” takes True or False, but got “perhaps”.',
    ),
    of(
      'a NUL character',
      { firstName: 'Da\0na' },
      '“First Name” contains a NUL character, which HighLevel cannot store. Remove it (it often comes from copied file contents) and run the step again.',
    ),
    of(
      'a group of values for a text',
      { city: { name: 'Salem' } },
      '“City” takes a single text, but got a group of values. Map one value to it.',
    ),
    custom(
      'a word for a number of a custom field',
      'Lead Score',
      'high',
      '“Lead Score” takes a number such as 70 or 12.5, but got “high”.',
    ),
    custom(
      'a word for a date of a custom field',
      'Wanted By',
      'soon',
      '“Wanted By” takes a date such as 1990-09-25 (year-month-day), but got “soon”.',
    ),
    custom(
      'a phone of a custom field that is none',
      'Second Phone',
      'ask Ben',
      NO_PHONE.replace('Phone', 'Second Phone'),
    ),
    custom(
      'a choice that a custom field does not have',
      'Stage',
      'Maybe',
      '“Maybe” is not an option of “Stage” in HighLevel. Use one of: “New”, “Quoted”, “Won”, “Lost”.',
    ),
    custom(
      'one of several choices that a custom field does not have',
      'Interested In',
      ['Roof', 'Garden'],
      '“Garden” is not an option of “Interested In” in HighLevel. Use one of: “Roof”, “Windows”, “Solar”.',
    ),
    custom(
      'a list for a text of a custom field',
      'Project',
      ['a', 'b'],
      '“Project” takes a single text, but got a list. Map one value to it.',
    ),
  ];
};

/**
 * Of an action that puts a contact into a workflow or a campaign, or takes it out.
 *
 * @param kind such as `workflow`
 * @param id of one that there is
 */
export const automationMistakes = (
  kind: 'workflow' | 'campaign',
  id: string,
): readonly Mistake[] => {
  const key = `${kind}Id`;
  const label = kind === 'workflow' ? 'Workflow' : 'Campaign';
  return [
    ...unknownContactMistakes({ [key]: id }),
    {
      what: `a ${kind} that came empty`,
      input: { contactId: CONTACT, [key]: ' ' },
      says: emptyField(label),
    },
    {
      what: `a name that no ${kind} has`,
      input: { contactId: CONTACT, [key]: 'Nothing like it' },
      says: `“${label}” holds “Nothing like it”, but there is no such ${kind} in the connected sub-account. Choose one from the list, or give the name or the ID of one.`,
    },
  ];
};
