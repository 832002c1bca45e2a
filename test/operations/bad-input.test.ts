import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';

import { openApp } from '../../harness/app.ts';
import type { Fields, TestApp } from '../../harness/app.ts';
import { holdClock } from '../../harness/time.ts';
import {
  CONTACT,
  FOREIGN_CONTACT,
  WORKING_INPUT,
  addNamedRecords,
} from '../../harness/working-input.ts';
import definition from '../../index.ts';
import type { Fault } from '../../sandbox/index.ts';
import type { FailureKind } from '../../zap-runner/failure.ts';

let app: TestApp;

beforeAll(async () => {
  app = await openApp({ contacts: 5, rateLimit: false });
  addNamedRecords(app);
});

afterAll(async () => {
  await app.close();
});

afterEach(() => {
  jest.restoreAllMocks();
  app.sandbox.clearFaults();
  app.connect(({ scopes }) => scopes.includes('contacts.write'));
});

const operations = Object.entries({
  triggers: definition.triggers,
  searches: definition.searches,
  creates: definition.creates,
}).flatMap(([registry, entries]) => Object.keys(entries ?? {}).map((key) => `${registry}.${key}`));

/** Those that read nothing before they write, so that half an answer comes too late to stop them. */
const WRITES_AT_ONCE = /delete_/;

const RECONNECT =
  'Reconnect HighLevel: in Zapier open Apps, choose Protiv and press Reconnect, then run the Zap again.';

const NO_CONTACT =
  'HighLevel has no contact with this ID in the connected sub-account. It may have been deleted, or it belongs to another sub-account. Choose the contact from the list, or add a Find Contact step before this one and map its Contact ID.';

const NO_ID =
  'This is not an ID that HighLevel could have given. Choose the record from the list, or map the ID field of an earlier step.';

const NO_CONTACT_GIVEN =
  '“Contact” is empty. Fill it in; if it is mapped from an earlier step, check that the step found something.';

const NO_EMAIL =
  '“Email” does not hold one email address. Give it an address such as ana@example.com, or leave it blank.';

const NO_PHONE =
  '“Phone” does not hold one phone number. Give it a number with its country code, such as +1 212 555 0123, or leave it blank.';

const FOREIGN =
  'This HighLevel connection may not open that record: it belongs to another sub-account. Choose a record of the connected sub-account, or choose the connection of the other one.';

const READ_ONLY =
  'This HighLevel connection is read only, so it is not allowed to change contacts. Add a new connection for Protiv, choose “Read and write” as its access, and select it in this step.';

interface Case {
  what: string;
  operation: string;
  input: Fields | (() => Fields);
  /** What goes wrong on the way, with every request. */
  fault?: Fault;
  /** What is wrong with the connection. */
  connect?: () => void;
  kind: FailureKind;
  message: string;
  retryAfter?: number;
  /** That no write was even tried. */
  sendsNoWrite?: boolean;
}

/** A function where the input names what only the sandbox knows. */
type Mistake = [what: string, operation: string, input: Case['input'], message: string];

const MISTAKES: readonly Mistake[] = [
  ...['update_contact', 'add_tags', 'remove_tags'].flatMap((key): Mistake[] => {
    const rest = { tags: ['x'], city: 'Nowhere' };
    const step = `creates.${key}`;
    return [
      ['an id that does not exist', step, { ...rest, contactId: 'noSuchContact' }, NO_CONTACT],
      ['an id that is a path', step, { ...rest, contactId: '..' }, NO_ID],
      ['a word of HighLevel’s own paths', step, { ...rest, contactId: 'business' }, NO_ID],
      ['an id far too long', step, { ...rest, contactId: 'x'.repeat(300) }, NO_ID],
      ['an id of half a character', step, { ...rest, contactId: '\uD83C' }, NO_ID],
      ['a mapped id that came empty', step, { ...rest, contactId: ' ' }, NO_CONTACT_GIVEN],
      ['a contact of another sub-account', step, { ...rest, contactId: FOREIGN_CONTACT }, FOREIGN],
      [
        'a list for an id',
        step,
        { ...rest, contactId: ['a', 'b'] },
        '“Contact” takes a single text, but got a list. Map one value to it.',
      ],
    ];
  }),
  ...['add_tags', 'remove_tags'].map((key): Mistake => [
    'no tags',
    `creates.${key}`,
    { contactId: CONTACT, tags: ['', ' , '] },
    '“Tags” is empty. Fill it in; if it is mapped from an earlier step, check that the step found something.',
  ]),
  ...['create_contact', 'upsert_contact', 'update_contact'].flatMap((key): Mistake[] => {
    const step = `creates.${key}`;
    const own = (input: Fields): Fields => ({
      ...(key === 'update_contact' ? { contactId: CONTACT } : { email: 'd@example.com' }),
      ...input,
    });
    return [
      ['an email without a host', step, own({ email: 'dana@' }), NO_EMAIL],
      ['an email without a dot', step, own({ email: 'dana@example' }), NO_EMAIL],
      ['two emails', step, own({ email: 'a@example.com, b@example.com' }), NO_EMAIL],
      ['an email with a name', step, own({ email: 'Dana <a@example.com>' }), NO_EMAIL],
      ['a word for a phone', step, own({ phone: 'call me' }), NO_PHONE],
      ['too few digits', step, own({ phone: '12' }), NO_PHONE],
      ['two phones', step, own({ phone: '+12025550147 / +12025550148' }), NO_PHONE],
      [
        'a country that is none',
        step,
        own({ country: 'Atlantis' }),
        "“Atlantis” is not a country that HighLevel knows. Give “Country” a two-letter code such as US, or the country's name in English.",
      ],
      [
        'a birthday that is none',
        step,
        own({ dateOfBirth: '2026-02-31' }),
        '“Date of Birth” takes a date such as 1990-09-25 (year-month-day), but got “2026-02-31”.',
      ],
      [
        'a time zone that is none',
        step,
        own({ timezone: 'Mars/Olympus' }),
        '“Mars/Olympus” is not a time zone. Give “Time Zone” a name such as America/New_York or Europe/Berlin.',
      ],
      [
        'neither yes nor no',
        step,
        own({ dnd: 'perhaps' }),
        '“Do Not Disturb” takes True or False, but got “perhaps”.',
      ],
      [
        'a NUL character',
        step,
        own({ firstName: 'Da\0na' }),
        '“First Name” contains a NUL character, which HighLevel cannot store. Remove it (it often comes from copied file contents) and run the step again.',
      ],
      [
        'a group of values for a text',
        step,
        own({ city: { name: 'Salem' } }),
        '“City” takes a single text, but got a group of values. Map one value to it.',
      ],
      [
        'a word for a number of a custom field',
        step,
        () => own({ [app.inputFor('Lead Score')]: 'high' }),
        '“Lead Score” takes a number such as 70 or 12.5, but got “high”.',
      ],
      [
        'a word for a date of a custom field',
        step,
        () => own({ [app.inputFor('Wanted By')]: 'soon' }),
        '“Wanted By” takes a date such as 1990-09-25 (year-month-day), but got “soon”.',
      ],
      [
        'a phone of a custom field that is none',
        step,
        () => own({ [app.inputFor('Second Phone')]: 'ask Ben' }),
        NO_PHONE.replace('Phone', 'Second Phone'),
      ],
      [
        'a choice that a custom field does not have',
        step,
        () => own({ [app.inputFor('Stage')]: 'Maybe' }),
        '“Maybe” is not an option of “Stage” in HighLevel. Use one of: “New”, “Quoted”, “Won”, “Lost”.',
      ],
      [
        'one of several choices that a custom field does not have',
        step,
        () => own({ [app.inputFor('Interested In')]: ['Roof', 'Garden'] }),
        '“Garden” is not an option of “Interested In” in HighLevel. Use one of: “Roof”, “Windows”, “Solar”.',
      ],
      [
        'a list for a text of a custom field',
        step,
        () => own({ [app.inputFor('Project')]: ['a', 'b'] }),
        '“Project” takes a single text, but got a list. Map one value to it.',
      ],
    ];
  }),
  [
    'nobody',
    'creates.create_contact',
    { city: 'Salem', tags: ['x'] },
    'Fill in at least an Email, a Phone, a name or a Company Name, so that the contact can be found again.',
  ],
  [
    'a field that is both filled in and to be cleared',
    'creates.update_contact',
    { contactId: CONTACT, city: 'Salem', fieldsToClear: ['city'] },
    '“City” is filled in and also chosen in Fields to Clear. Leave it blank, or take it out of Fields to Clear.',
  ],
  [
    'a field that cannot be cleared',
    'creates.update_contact',
    { contactId: CONTACT, fieldsToClear: ['dateAdded'] },
    '“dateAdded” in Fields to Clear is not a field that can be cleared. Choose fields from the list.',
  ],
  [
    'an email that another contact has',
    'creates.update_contact',
    () => {
      const [first, second] = [...app.sandbox.world.location(app.location.id).contacts.values()];
      return { contactId: first?.id, email: second?.email };
    },
    'HighLevel already has a contact with this email address, and the sub-account does not allow duplicates. Use the Create or Update Contact action instead, or change the value.',
  ],
  ['an email that is none', 'searches.find_contact', { email: 'dana' }, NO_EMAIL],
  ['a phone that is none', 'searches.find_contact', { phone: 'dana' }, NO_PHONE],
  [
    'a group of values for a phone, whatever is in it',
    'searches.find_duplicate_contact',
    { phone: { toString: 'x', valueOf: 'y' } },
    '“Phone” takes a single text, but got a group of values. Map one value to it.',
  ],
];

interface Trouble {
  what: string;
  fault?: Omit<Fault, 'match'>;
  connect?: () => void;
  kind: FailureKind;
  message: string | ((operation: string) => string);
  retryAfter?: number;
  sendsNoWrite?: boolean;
  /** The operations that this can happen to; all by default. */
  happensTo?: (operation: string) => boolean;
}

const UNREACHABLE =
  'HighLevel did not answer in time. Zapier tries this step again by itself in a minute or so; if it keeps failing, check status.gohighlevel.com.';
const UNREADABLE =
  'HighLevel sent an answer that could not be read, which usually means it is down for a moment. Zapier tries this step again by itself in a minute or so; if it keeps failing, check status.gohighlevel.com.';
const SERVER_TROUBLE =
  'HighLevel has trouble right now and could not carry out this step. Zapier tries this step again by itself in a minute or so; if it keeps failing, check status.gohighlevel.com.';

/** What the first request of an operation needs permission for. */
const firstNeed = (operation: string): string => {
  if (/find_free_slots|book_appointment/.test(operation)) return 'read calendars';
  if (operation.includes('appointment')) return 'read appointments';
  return /^triggers\..*task|find_many_tasks/.test(operation) ? 'read tasks' : 'read contacts';
};

const withAuthData = (changes: Fields) => () => {
  app.authData = { ...app.authData, ...changes };
};

const TROUBLE: readonly Trouble[] = [
  {
    what: 'an expired or revoked token, which Zapier then renews',
    connect: withAuthData({ access_token: 'spent' }),
    kind: 'refresh',
    message: '',
  },
  {
    what: 'a connection without a permission',
    connect: withAuthData({ scope: 'campaigns.readonly' }),
    kind: 'halted',
    message: (operation) =>
      `This HighLevel connection is not allowed to ${firstNeed(operation)}. ${RECONNECT} When HighLevel asks for permissions, allow all of them.`,
    happensTo: (operation) => !WRITES_AT_ONCE.test(operation),
  },
  {
    what: 'a connection without a sub-account',
    connect: withAuthData({ locationId: '' }),
    kind: 'reconnect',
    message: `This connection does not name a HighLevel sub-account. ${RECONNECT}`,
  },
  {
    what: 'a record that the token may not open',
    fault: {
      kind: 'status',
      status: 403,
      body: { statusCode: 403, message: 'The token does not have access to this location.' },
    },
    kind: 'halted',
    message: FOREIGN,
  },
  {
    what: 'HTML instead of JSON',
    fault: { kind: 'html', status: 200 },
    kind: 'throttled',
    message: UNREADABLE,
    retryAfter: 60,
  },
  {
    what: 'an HTML page that refuses',
    fault: { kind: 'html', status: 403 },
    kind: 'throttled',
    message: UNREADABLE,
    retryAfter: 60,
  },
  {
    what: 'an HTML page of a gateway',
    fault: { kind: 'html', status: 502 },
    kind: 'throttled',
    message: SERVER_TROUBLE,
    retryAfter: 60,
  },
  {
    what: 'an empty body',
    fault: { kind: 'emptyBody' },
    kind: 'throttled',
    message: UNREADABLE,
    retryAfter: 60,
    happensTo: (operation) => !WRITES_AT_ONCE.test(operation),
  },
  {
    what: 'JSON that is not what was asked for',
    fault: { kind: 'status', status: 200, body: ['odd'] },
    kind: 'throttled',
    message: UNREADABLE,
    retryAfter: 60,
  },
  {
    what: 'half a body',
    fault: { kind: 'halfBody' },
    kind: 'throttled',
    message: UNREACHABLE,
    retryAfter: 60,
    happensTo: (operation) => !WRITES_AT_ONCE.test(operation),
  },
  {
    what: 'no answer',
    fault: { kind: 'timeoutBefore' },
    kind: 'throttled',
    message: UNREACHABLE,
    retryAfter: 60,
  },
  {
    what: 'a broken connection',
    fault: { kind: 'resetBefore' },
    kind: 'throttled',
    message: UNREACHABLE,
    retryAfter: 60,
  },
  {
    what: 'trouble at HighLevel',
    fault: { kind: 'status', status: 500 },
    kind: 'throttled',
    message: SERVER_TROUBLE,
    retryAfter: 60,
  },
  {
    what: 'a burst of requests',
    fault: {
      kind: 'status',
      status: 429,
      headers: { 'X-RateLimit-Interval-Milliseconds': '10000' },
    },
    kind: 'throttled',
    message:
      'HighLevel takes no more requests for a few seconds. Zapier tries this step again by itself.',
    retryAfter: 10,
  },
  {
    what: 'the day’s allowance used up',
    fault: { kind: 'status', status: 429, headers: { 'X-RateLimit-Daily-Remaining': '0' } },
    kind: 'throttled',
    message:
      'HighLevel’s allowance of requests for today is used up. Zapier tries this step again later; to use fewer requests, narrow the Zap’s filters.',
    retryAfter: 3600,
  },
  {
    what: 'a redirect',
    fault: { kind: 'redirect', location: 'https://example.com/elsewhere' },
    kind: 'halted',
    message:
      'HighLevel’s answer pointed to another address, which Protiv does not follow to keep your connection safe. Try again later; if it goes on, send the time of this run to whoever invited you to Protiv.',
  },
  {
    what: 'an answer that nobody expected',
    fault: { kind: 'status', status: 418, body: { message: 'I am a teapot' } },
    kind: 'halted',
    message:
      'HighLevel refused this step: “I am a teapot”. Check the fields of the step and try again.',
  },
  {
    what: 'a read-only connection',
    sendsNoWrite: true,
    connect: () => app.connect(({ scopes }) => !scopes.includes('contacts.write')),
    kind: 'halted',
    message: (operation) =>
      operation.includes('appointment') ? READ_ONLY.replace('contacts', 'appointments') : READ_ONLY,
    happensTo: (operation) => operation.startsWith('creates.'),
  },
];

const cases: readonly Case[] = [
  ...MISTAKES.map(([what, operation, input, message]): Case => ({
    what,
    operation,
    input,
    kind: 'halted',
    message,
  })),
  ...Object.entries(WORKING_INPUT).flatMap(([operation, input]) =>
    TROUBLE.filter(({ happensTo }) => happensTo?.(operation) ?? true).map(
      ({ happensTo: _happensTo, message, ...trouble }): Case => ({
        ...trouble,
        operation,
        input,
        message: typeof message === 'string' ? message : message(operation),
      }),
    ),
  ),
];

describe('bad input', () => {
  it.each(cases)('$operation: $what', async (row) => {
    const { what: _what, operation, input, fault, connect, sendsNoWrite, ...expected } = row;
    holdClock();
    connect?.();
    const given = typeof input === 'function' ? input() : input;
    if (fault) app.sandbox.addFault(fault);
    app.clearRequests();
    const writesBefore = app.sandbox.writes;

    const failure = await app.failure(() => app.call(`${operation}.operation.perform`, given));

    expect(failure.toJSON()).toEqual(expected);
    expect(app.sandbox.writes).toBe(writesBefore);
    expect(sendsNoWrite ? app.writesSent : []).toEqual([]);
    expect(failure.message).not.toMatch(/[\w.]+@(?!example\.com, or)[\w.]+|undefined|null|NaN/);
  });

  it('leaves every location as it was', () => {
    expect(app.sandbox.writes).toBe(0);
  });
});

describe('good input', () => {
  it('is known of every operation', () => {
    expect(operations.filter((operation) => !Object.hasOwn(WORKING_INPUT, operation))).toEqual([]);
  });

  it.each(Object.entries(WORKING_INPUT))('of %s makes it send a request', async (key, input) => {
    app.clearRequests();
    await app.call(`${key}.operation.perform`, input);
    expect(app.sandbox.requests.length).toBeGreaterThan(0);
    expect(app.writesSent.length > 0).toBe(key.startsWith('creates.'));
  });
});
