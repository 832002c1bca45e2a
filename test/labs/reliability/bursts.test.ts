import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { Bundle, ZObject } from 'zapier-platform-core';

import { openApp } from '../../../harness/app.ts';
import type { Fields, TestApp } from '../../../harness/app.ts';
import { factsOf } from '../../../harness/facts.ts';
import definition from '../../../index.ts';
import { betweenPolls } from '../../../labs/reliability/bursts/between-polls.ts';
import { complaintsAbout } from '../../../labs/reliability/bursts/complaints.ts';
import { quiet } from '../../../labs/reliability/bursts/quiet.ts';
import { clock } from '../../../lib/ghl/client/clock.ts';
import type { Contact, Opportunity } from '../../../sandbox/world.ts';
import { Connection } from '../../../zap-runner/connection.ts';
import { primaryKey } from '../../../zap-runner/dedupe.ts';
import { newTrace } from '../../../zap-runner/platform.ts';
import { replaceAlong } from '../../../zap-runner/tokens.ts';
import { createZap } from '../../../zap-runner/zap.ts';

/** What Zapier takes as the result of a poll, in bytes of JSON. */
const LIMIT = 6_291_456;

const MINUTE_MS = 60_000;
const NOON = Date.parse('2026-03-02T12:00:00Z');

let app: TestApp;
let now: number;

beforeEach(async () => {
  now = NOON;
  jest.spyOn(clock, 'now').mockImplementation(() => now);
  app = await openApp({ contacts: 0, now: () => now });
});

afterEach(async () => {
  jest.restoreAllMocks();
  await app.close();
});

const passMinutes = (minutes: number): void => {
  now += minutes * MINUTE_MS;
};

const iso = (moment: number): string => new Date(moment).toISOString();

const location = () => app.sandbox.world.location(app.location.id);
const addContact = (contact: Partial<Contact> = {}) =>
  app.sandbox.world.addContact(app.location.id, contact);

const customField = (name: string): string =>
  location().customFields.find((field) => field.name === name)?.id ?? '';

const times = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(index));

/** 60 of these are more than Zapier takes; the last word tells them apart. */
const longText = (index: number): string => `${'A long story. '.repeat(9_000)}${index}`;

const OLD = '2026-01-02T03:04:05.000Z';

interface Burst {
  input: () => Fields;
  /** Makes record number `index`; the whole record has `text` at the end of `place`. */
  add: (index: number, text: string) => void;
  place: (record: Fields) => unknown;
}

const contactBurst = (how: Partial<Contact> = {}): Burst => ({
  input: () => ({}),
  add: (index, text) =>
    addContact({
      firstName: `No ${index}`,
      customFields: [{ id: customField('Site Notes'), value: text }],
      ...how,
    }),
  place: (record) => Object(record['customFields'])['site_notes'],
});

const updated = { dateAdded: OLD, dateUpdated: iso(NOON - MINUTE_MS) };

const taskBurst = (how: { completed?: boolean; dueIn?: number; dateAdded?: string }): Burst => ({
  input: () => ({}),
  add: (index, text) =>
    app.sandbox.world.addTask(app.location.id, {
      contactId: contactId(),
      title: `No ${index}`,
      body: text,
      completed: how.completed ?? false,
      dueDate: iso(now + (how.dueIn ?? 60) * MINUTE_MS),
      ...(how.dateAdded !== undefined && { dateAdded: how.dateAdded }),
    }),
  place: (record) => record['notes'],
});

const appointmentBurst = (input: Fields = {}): Burst => ({
  input: () => ({ calendarId: calendarId(), ...input }),
  add: (index, text) =>
    app.sandbox.world.addAppointment(app.location.id, {
      contactId: contactId(),
      calendarId: calendarId(),
      title: `No ${index}`,
      appointmentStatus: 'confirmed',
      description: text,
      startTime: iso(now + index * MINUTE_MS),
      endTime: iso(now + (index + 1) * MINUTE_MS),
    }),
  place: (record) => record['notes'],
});

const opportunityBurst = (how: Partial<Opportunity> = {}): Burst => ({
  input: () => ({}),
  add: (_index, text) =>
    app.sandbox.world.addOpportunity(app.location.id, {
      contactId: contactId(),
      customFields: [{ id: customField('Roof Material'), value: text }],
      ...how,
    }),
  place: (record) => Object(record['customFields'])['roof_material'],
});

/** What an opportunity from long ago looks like that has just moved. */
const moved = { createdAt: OLD, updatedAt: iso(NOON) };

const contactId = (): string => [...location().contacts.keys()][0] ?? addContact(updated).id;
const calendarId = (): string => location().calendars[0]?.id ?? '';

const BURSTS: Readonly<Record<string, Burst>> = {
  new_contact: contactBurst(),
  contact_updated: contactBurst(updated),
  new_or_updated_contact: contactBurst(),
  contact_tagged: { ...contactBurst({ tags: ['vip'] }), input: () => ({ tags: ['vip'] }) },
  contact_enters_filter: {
    ...contactBurst({ tags: ['vip'] }),
    input: () => ({ field1: 'tags', comparison1: 'is', value1: 'vip' }),
  },
  new_task: taskBurst({}),
  task_updated: taskBurst({ dateAdded: OLD }),
  task_completed: taskBurst({ completed: true }),
  task_due_soon: {
    ...taskBurst({}),
    input: () => ({ timeBefore: '2', timeUnit: 'hours' }),
  },
  task_overdue: taskBurst({ dueIn: -1 }),
  new_note: {
    input: () => ({ contactId: contactId() }),
    add: (_index, text) =>
      app.sandbox.world.addNote(app.location.id, { contactId: contactId(), body: text }),
    place: (record) => record['body'],
  },
  new_inbound_message: {
    input: () => ({}),
    add: (_index, text) =>
      app.sandbox.world.addMessage(app.location.id, { contactId: contactId(), body: text }),
    place: (record) => record['body'],
  },
  new_opportunity: opportunityBurst(),
  new_or_updated_opportunity: opportunityBurst(),
  opportunity_stage_changed: opportunityBurst({ ...moved, lastStageChangeAt: iso(NOON) }),
  opportunity_status_changed: opportunityBurst({ ...moved, lastStatusChangeAt: iso(NOON) }),
  new_appointment: appointmentBurst(),
  new_or_rescheduled_appointment: appointmentBurst(),
  appointment_reached_status: appointmentBurst({ status: 'confirmed' }),
};

/** What a Zap finds in a record: Zapier merges what it hydrates into it. */
const inAZap = async (record: Fields): Promise<Fields> =>
  Object(
    await replaceAlong(record, 'any', (value) =>
      new Connection(app.platform, app.authData).hydrate(value, newTrace()),
    ),
  );

const keysOf = (trigger: string): string[] => {
  const entry = app.platform.definition.triggers?.[trigger];
  if (!entry) throw new Error(`No trigger ${trigger}.`);
  return primaryKey(entry);
};

const keyOf = (trigger: string, record: Fields): string =>
  JSON.stringify(keysOf(trigger).map((part) => record[part]));

const bytesOf = (records: readonly unknown[]): number => Buffer.byteLength(JSON.stringify(records));

it('there is a burst for every trigger', () => {
  const triggers = Object.keys(app.platform.definition.triggers ?? {});
  const inPages = triggers.filter((trigger) => !('not' in (factsOf(trigger).poll?.many ?? {})));
  expect(inPages.filter((trigger) => !(trigger in BURSTS))).toEqual([]);
  expect(Object.keys(BURSTS).filter((trigger) => !triggers.includes(trigger))).toEqual([]);
});

describe.each(Object.entries(BURSTS))('a burst for %s', (trigger, burst) => {
  const COUNT = 60;

  const poll = () => app.poll(trigger, burst.input());

  it('that Zapier would not take is remembered by priming, all there, slim, and whole in a Zap', async () => {
    burst.add(0, 'short');
    const [whole = {}] = await poll();
    times(COUNT, (index) => burst.add(index + 1, longText(index)));
    passMinutes(1);
    const primed = await app.poll(trigger, burst.input(), { isPopulatingDedupe: true });
    const records = await poll();

    expect(records).toHaveLength(COUNT + 1);
    const keys = new Set(records.map((record) => keyOf(trigger, record)));
    expect(keys.size).toBe(COUNT + 1);
    expect(bytesOf(primed)).toBeLessThan(LIMIT / 100);
    expect(new Set(primed.map((record) => keyOf(trigger, record)))).toEqual(keys);
    expect(bytesOf(records)).toBeLessThanOrEqual(LIMIT);
    expect(app.logCodes).toEqual(['poll.slimmed']);

    const slim = records.filter((record) => '$HOIST$' in record);
    expect(slim.length).toBeGreaterThan(3);
    expect(slim.length).toBeLessThan(COUNT);
    const [last = {}] = slim;
    expect(burst.place(last)).toBeUndefined();
    const complete = await inAZap(last);
    expect(burst.place(complete)).toMatch(/^A long story\..*\d$/);
    expect(complete).toMatchObject(without(last, '$HOIST$'));
    expect(new Set(Object.keys(complete))).toEqual(new Set(Object.keys(whole)));
  });
});

const without = (record: Fields, key: string): Fields =>
  Object.fromEntries(Object.entries(record).filter(([name]) => name !== key));

describe('in a burst, a Zap', () => {
  const zapOn = (operation: string, fields: Record<string, string | string[]>) =>
    createZap(
      {
        key: 'burst',
        title: 'Watch a burst',
        description: 'Watches a burst.',
        variations: [],
        steps: [
          { kind: 'trigger', id: 'trigger', operation, fields },
          {
            kind: 'filter',
            id: 'filter',
            title: 'Only with a story',
            conditions: [
              {
                value: '{{trigger.customFields__site_notes}}',
                rule: '(Text) Contains',
                to: 'story',
              },
            ],
          },
          {
            kind: 'otherApp',
            id: 'sheet',
            app: 'Google Sheets',
            action: 'Create Spreadsheet Row',
            chooses: [],
            fields: { Story: '{{trigger.customFields__site_notes}}', City: '{{trigger.city}}' },
          },
        ],
      },
      new Connection(app.platform, app.authData),
    );

  it('filters by and hands on the fields of slim records where they always are', async () => {
    const zap = await zapOn('new_contact', {});
    await zap.prime();
    times(8, (index) =>
      addContact({
        city: 'Salem',
        customFields: [{ id: customField('Site Notes'), value: longText(index).repeat(10) }],
      }),
    );
    const { runs } = await zap.poll();
    expect(runs.filter(({ record }) => '$HOIST$' in record)).toHaveLength(4);
    expect(runs).toHaveLength(8);
    for (const { outcome, steps } of runs) {
      expect(outcome).toBe('finished');
      expect(steps.at(-1)).toMatchObject({
        input: { City: 'Salem', Story: expect.stringMatching(/story\. \d/) },
      });
    }
    expect((await zap.poll()).runs).toEqual([]);
  });

  it('stops with a sentence where the contact was deleted before its run began', async () => {
    const zap = await zapOn('new_contact', {});
    await zap.prime();
    const added = times(8, (index) =>
      addContact({
        dateAdded: iso(now - 10 * MINUTE_MS + index),
        customFields: [{ id: customField('Site Notes'), value: longText(index).repeat(10) }],
      }),
    );
    location().contacts.delete(added[0]?.id ?? '');
    const { runs } = await zap.poll();
    expect(runs[0]).toMatchObject({ outcome: 'failed', record: { id: added[0]?.id } });
    expect(runs[0]?.steps.at(-1)).toMatchObject({
      failure: {
        kind: 'halted',
        message: expect.stringMatching(/^HighLevel has no contact with this ID/),
      },
    });
  });

  it('gets the details that its trigger brings along by the same pointer', async () => {
    const { id } = addContact({
      ...updated,
      customFields: [{ id: customField('Site Notes'), value: longText(0).repeat(30) }],
    });
    const others = times(3, () =>
      addContact({
        ...updated,
        dateUpdated: iso(now),
        customFields: [{ id: customField('Site Notes'), value: longText(0).repeat(30) }],
      }),
    );
    app.sandbox.world.addTask(app.location.id, { contactId: id, title: 'Call back' });
    const records = await app.poll('contact_updated', { include: ['tasks'] });
    expect(records).toHaveLength(others.length + 1);
    const slim = records.find((record) => record['id'] === id) ?? {};
    expect(JSON.stringify(slim).match(/hydrate\|\|\|/g)).toHaveLength(1);
    expect(await inAZap(slim)).toMatchObject({
      customFields: { site_notes: expect.stringContaining('story') },
      details: { tasks: [{ title: 'Call back' }] },
    });
  });
});

/** The app with one trigger only, whose polls go through `poll` on their way. */
const appWith = (
  trigger: string,
  poll: (records: () => Promise<Fields[]>) => Promise<Fields[]>,
) => {
  const own = Object(definition.triggers)[trigger];
  const perform = (z: ZObject, bundle: Bundle) => poll(() => own.operation.perform(z, bundle));
  return {
    ...definition,
    triggers: { [trigger]: { ...own, operation: { ...own.operation, perform } } },
  };
};

describe('over several polls', () => {
  it('no contact and no task is lost or doubled, whatever happens between and during them', async () => {
    const { failures, rows } = await betweenPolls('decisive');
    expect(failures).toEqual([]);
    const tried = rows.map(([name = '']) => /`(\w+)`/.exec(name)?.[1]);
    // Facts say why the records of another one do not become many.
    const many = Object.keys(definition.triggers ?? {}).filter((key) => {
      const { poll } = factsOf(key);
      return poll !== undefined && !('not' in poll.many);
    });
    expect(new Set(tried)).toEqual(new Set(many));
    expect(many.length).toBeGreaterThan(8);
  });

  it('a record that is lost is noticed', async () => {
    const forgetful = appWith('new_contact', async (records) => (await records()).slice(0, 100));
    const { failures } = await betweenPolls('decisive', forgetful);
    expect(failures).toEqual([
      '`new_contact`, one timestamp, edits: 600 were lost.',
      '`new_contact`, no poll for ten hours: 600 were lost.',
    ]);
  });

  it('a trigger that never shows the last state is noticed', async () => {
    const stale = appWith('contact_updated', async (records) =>
      (await records()).map((record) => ({ ...record, city: 'Portland' })),
    );
    const { failures } = await betweenPolls('decisive', stale);
    expect(failures).toContain(
      '`contact_updated`, one timestamp, edits: 10 did not fire for their last state.',
    );
  });

  it('what fires too often, or for no reason, is noticed', () => {
    const expected = new Map([
      ['a', 1],
      ['b', 2],
    ]);
    const fired = (...ids: string[]): Fields[] => ids.map((id) => ({ id }));
    expect(complaintsAbout(expected, fired('a', 'b', 'b'))).toEqual([]);
    expect(complaintsAbout(expected, fired('a', 'a', 'b'))).toEqual(['1 fired too often']);
    expect(complaintsAbout(expected, fired('a', 'b', 'c'))).toEqual(['1 fired that should not']);
  });

  it('what came during an outage is caught up on once, and later polls are short again', async () => {
    const zap = { id: '7' };
    await app.poll('new_contact', {}, { isPopulatingDedupe: true, zap });
    await app.poll('new_contact', {}, { zap });
    passMinutes(60);
    times(700, () => addContact());
    // Nobody adds anything for three hours before the polls go on.
    passMinutes(180);
    // Once more by the next two polls, for a result can get lost.
    for (let poll = 0; poll < 3; poll += 1) {
      expect(await app.poll('new_contact', {}, { zap })).toHaveLength(700);
      passMinutes(10);
    }

    app.sandbox.clearRequests();
    await app.poll('new_contact', {}, { zap });
    expect(app.sandbox.requests).toHaveLength(1);
  });
});

describe('in a quiet location', () => {
  it('each trigger’s polls cost what is said of them', async () => {
    const { failures, rows } = await quiet(5_000);
    expect(failures).toEqual([]);
    const tried = rows.map(([trigger = '']) => trigger.replaceAll('`', ''));
    expect(new Set(tried)).toEqual(new Set(Object.keys(definition.triggers ?? {})));
  });

  it('a poll that costs more is noticed', async () => {
    const wasteful = appWith('contact_updated', async (records) => {
      await records();
      return records();
    });
    expect((await quiet(500, wasteful)).failures).toEqual([
      '`contact_updated`: polls cost 2, 2, 2 requests, not 1 each and 0 more at the first.',
    ]);
  });
});
