import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';

import { openApp } from '../../../../harness/app.ts';
import type { Fields, TestApp } from '../../../../harness/app.ts';
import { InvalidInputError } from '../../../../lib/protiv/values/invalid-input.ts';
import { LeftOut } from '../../../../lib/zapier/contact/left-out.ts';
import type { Contact } from '../../../../sandbox/world.ts';
import { newTrace } from '../../../../zap-runner/platform.ts';

let app: TestApp;
let count = 0;

beforeAll(async () => {
  app = await openApp({ contacts: 1, rateLimit: false });
});

afterEach(() => {
  app.sandbox.clearFaults();
  app.clearRequests();
});

afterAll(async () => {
  await app.close();
});

const world = () => app.sandbox.world.location(app.location.id);

const held = ({ id }: Fields) => world().contacts.get(String(id));

/** Nobody has this yet. */
const someone = (): { email: string; firstName: string } => {
  count += 1;
  return { email: `lead${count}@example.com`, firstName: 'Dana' };
};

const add = (contact: Partial<Contact> = {}): string =>
  app.sandbox.world.addContact(app.location.id, { ...someone(), ...contact }).id;

const STEPS = ['create_contact', 'upsert_contact', 'update_contact'] as const;

/** What says of whom a step speaks. */
const whom = (step: string): Fields =>
  step === 'update_contact' ? { contactId: add() } : someone();

const notesOf = (id: unknown): string[] =>
  [...world().notes.values()].filter(({ contactId }) => contactId === id).map(({ body }) => body);

/** A step whose values are mapped from an earlier one, as they nearly always are. */
const mapped = (step: string, input: Fields, moment = {}): Promise<unknown> =>
  app.platform.call(
    `creates.${step}.operation.perform`,
    {
      authData: app.authData,
      inputData: input,
      inputDataRaw: Object.fromEntries(Object.keys(input).map((key) => [key, `{{1__${key}}}`])),
      moment,
    },
    newTrace(),
  );

describe.each(STEPS)('%s with a value that cannot be used', (step) => {
  it.each<[string, Fields, string]>([
    ['a country', { country: 'Neverland' }, 'Country'],
    ['a birth date', { dateOfBirth: 'last spring' }, 'Date of Birth'],
    ['a time zone', { timezone: 'Moon/Tranquility' }, 'Time Zone'],
    ['a yes or no', { dnd: 'perhaps' }, 'Do Not Disturb'],
    ['a list for a text', { state: ['NY', 'NJ'] }, 'State'],
    ['a phone', { phone: 'n/a' }, 'Phone'],
  ])('writes the rest without %s', async (_what, bad, label) => {
    const result = await app.create(step, { ...whom(step), city: 'Salem', ...bad });
    expect(result).toMatchObject({
      city: 'Salem',
      ignoredFields: [label],
      ignoredReasons: expect.stringMatching(new RegExp(`^“${label}” .*\\.$`)),
    });
    expect(held(result)).toMatchObject({ city: 'Salem' });
    for (const value of Object.values(bad).flat()) {
      expect(result['ignoredReasons']).not.toContain(String(value));
    }
  });

  it.each<[string, string, unknown]>([
    ['a number', 'Lead Score', 'about 20'],
    ['an option', 'Stage', 'Maybe'],
    ['a date', 'Wanted By', 'soon'],
    ['a phone', 'Second Phone', 'call me'],
  ])('writes the rest without %s in a custom field', async (_what, name, bad) => {
    const input = { ...whom(step), city: 'Salem', [app.inputFor(name)]: bad };
    const result = await app.create(step, { ...input, [app.inputFor('Project')]: 'Kitchen' });
    expect(result).toMatchObject({
      city: 'Salem',
      customFields: { project: 'Kitchen' },
      ignoredFields: [name],
      ignoredReasons: expect.any(String),
    });
  });

  it('writes the rest without an owner who has left, when mapped', async () => {
    const input = { ...whom(step), city: 'Salem', assignedTo: 'gone@example.com' };
    expect(await mapped(step, input)).toMatchObject({
      city: 'Salem',
      ignoredFields: ['Assigned User'],
    });
  });

  it('stops for an owner who does not exist, when typed by the maker', async () => {
    const input = { ...whom(step), city: 'Salem', assignedTo: 'No Such Person' };
    const failure = await app.failure(() => app.create(step, input));
    expect(failure).toMatchObject({
      kind: 'halted',
      message: expect.stringMatching(/“Assigned User”.*“No Such Person”/),
    });
    expect(app.writesSent).toEqual([]);
  });

  it('takes an owner by name or e-mail', async () => {
    const [user] = world().users;
    for (const assignedTo of [user?.name, user?.email]) {
      const result = await app.create(step, { ...whom(step), assignedTo });
      expect(result).toMatchObject({ assignedTo: user?.id, assignedToName: user?.name });
    }
  });

  it('notes what was typed where the step says so, once', async () => {
    const input = { ...whom(step), city: 'Salem', country: 'Neverland', ifUnusable: 'note' };
    const result = await app.create(step, input);
    expect(result).toMatchObject({ ignoredFields: ['Country'] });
    const notes = notesOf(result['id']);
    expect(notes).toEqual([expect.stringContaining('Country: Neverland')]);
    if (step === 'create_contact') return;
    await app.create(step, input);
    expect(notesOf(result['id'])).toEqual(notes);
  });

  it('does not fail for a note that cannot be added', async () => {
    app.sandbox.addFault({ kind: 'status', status: 500, match: { path: '/notes$' } });
    const input = { ...whom(step), city: 'Salem', country: 'Neverland', ifUnusable: 'note' };
    expect(await app.create(step, input)).toMatchObject({ city: 'Salem' });
  });

  it.each<[string, Fields, object]>([
    ['the step says so', { ifUnusable: 'stop' }, {}],
    ['somebody is trying it', {}, { isLoadingSample: true }],
  ])('stops for all of them when %s', async (_what, choice, moment) => {
    const input = { ...whom(step), ...choice, city: 'Salem', country: 'Neverland', dnd: 'perhaps' };
    const failure = await app.failure(() => mapped(step, { ...input, phone: 'n/a' }, moment));
    expect(failure.kind).toBe('halted');
    for (const label of ['“Phone”', '“Country”', '“Do Not Disturb”']) {
      expect(failure.message).toContain(label);
    }
    expect(app.writesSent).toEqual([]);
  });

  it('leaves out what HighLevel itself refuses, and tries once more', async () => {
    app.sandbox.addFault({
      kind: 'status',
      status: 422,
      body: { statusCode: 422, message: ['phone must be a valid phone number'] },
      times: 1,
      match: {
        method: step === 'update_contact' ? 'PUT' : 'POST',
        path: '/contacts/(upsert|\\w{20})?$',
      },
    });
    const input = { ...whom(step), city: 'Salem', phone: '+12025550160' };
    const result = await app.create(step, input);
    expect(result).toMatchObject({
      city: 'Salem',
      ignoredFields: ['Phone'],
      ignoredReasons: 'HighLevel did not accept what “Phone” holds.',
    });
    expect(held(result)).toMatchObject({ city: 'Salem' });
    expect(app.writesSent).toHaveLength(2);
  });
});

describe('with nothing left', () => {
  it.each<[string, Fields]>([
    ['upsert_contact', { phone: 'n/a', firstName: 'Dana' }],
    ['upsert_contact', { email: 'dana at example', phone: '-' }],
    ['create_contact', { phone: 'n/a' }],
    ['update_contact', { country: 'Neverland' }],
  ])('%s stops: %j', async (step, input) => {
    const contactId = step === 'update_contact' ? { contactId: add() } : {};
    const failure = await app.failure(() => app.create(step, { ...input, ...contactId }));
    expect(failure).toMatchObject({ kind: 'halted', message: expect.stringMatching(/^“/) });
    expect(app.writesSent).toEqual([]);
  });

  it('an update stops when HighLevel refuses the only value', async () => {
    app.sandbox.addFault({
      kind: 'status',
      status: 422,
      body: { message: ['email must be an email'] },
      match: { method: 'PUT' },
    });
    const input = { contactId: add(), email: 'odd@example.com' };
    const failure = await app.failure(() => app.create('update_contact', input));
    expect(failure).toMatchObject({ kind: 'halted' });
  });
});

it('an update goes on without an email that is another contact’s', async () => {
  const { email } = someone();
  add({ email });
  const result = await app.create('update_contact', { contactId: add(), email, city: 'Salem' });
  expect(result).toMatchObject({
    city: 'Salem',
    changed: ['city'],
    ignoredFields: ['Email'],
    ignoredReasons: '“Email” belongs to another contact.',
  });
});

describe('the reasons', () => {
  const reasonsOf = (...reasons: string[]): string | undefined => {
    const leftOut = new LeftOut(false);
    for (const reason of reasons) {
      leftOut.attempt('A Custom Field', () => {
        throw new InvalidInputError(reason);
      });
    }
    return leftOut.reasons;
  };

  it.each([
    [
      '“St. Albans” is not an option of “Town” in HighLevel. Use one of: A, B.',
      '“St. Albans” is not an option of “Town” in HighLevel.',
    ],
    ['“ana@example.com” is not an option of “Stage”.', '“…” is not an option of “Stage”.'],
    ['“Score” takes a number, but got “(202) 555-0147”.', '“Score” takes a number, but got “…”.'],
    ['“Due” takes a date, but got “2026-13-45”.', '“Due” takes a date, but got “2026-13-45”.'],
    [
      '“Score” takes a number such as 12.5, but got “x”. Try.',
      '“Score” takes a number such as 12.5, but got “x”.',
    ],
  ])('of %s hold nobody’s data', (reason, kept) => {
    expect(reasonsOf(reason)).toBe(kept);
  });

  it('are each said once, and there are none of nothing', () => {
    expect(reasonsOf('Too long.', 'Too long.', 'Too short.')).toBe('Too long. Too short.');
    expect(reasonsOf()).toBeUndefined();
  });
});
