import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { openApp } from '../../harness/app.ts';
import type { Fields, TestApp } from '../../harness/app.ts';
import { callInstant, hook as hookOf, instantApp } from '../../harness/relay/instant-app.ts';
import { passMinutes } from '../../harness/time.ts';
import { clock } from '../../lib/ghl/client/clock.ts';
import { DAY_MS } from '../../lib/protiv/values/dates.ts';
import type { SandboxOptions } from '../../sandbox/index.ts';
import { Failure } from '../../zap-runner/failure.ts';
import { handlerFor } from '../../zap-runner/handler.ts';

let app: TestApp;

const open = async (options: SandboxOptions = {}): Promise<void> => {
  await app.close();
  app = await openApp({ contacts: 3, now: () => clock.now(), ...options });
};

beforeEach(async () => {
  app = await openApp({ contacts: 3, now: () => clock.now() });
});

afterEach(() => app.close());

const world = () => app.sandbox.world;
const here = (): string => app.location.id;

const hook = (key: string, event: Fields, inputData: Fields = {}): Promise<readonly Fields[]> =>
  hookOf(app, key, event, inputData);

/** What the app threw, by its kind. */
const failed = async (work: () => Promise<unknown>): Promise<Failure> => {
  try {
    await work();
  } catch (error) {
    if (error instanceof Failure) return error;
    throw error;
  }
  throw new Error('It did not fail.');
};

const addContact = (contact: Fields = {}) =>
  world().addContact(here(), {
    firstName: 'Grace',
    lastName: 'Hopper',
    email: 'grace@example.com',
    phone: '+12025550143',
    tags: ['vip', 'lead'],
    source: 'website form',
    assignedTo: world().location(here()).users[0]?.id ?? '',
    customFields: [{ id: app.customFieldId('Lead Score'), value: 80 }],
    ...contact,
  });

const addAppointment = (appointment: Fields = {}) => {
  const calendarId = world().location(here()).calendars[0]?.id ?? '';
  return world().addAppointment(here(), {
    calendarId,
    contactId: addContact().id,
    startTime: new Date(clock.now() + 2 * DAY_MS).toISOString(),
    endTime: new Date(clock.now() + 3 * DAY_MS).toISOString(),
    ...appointment,
  });
};

/** For each hook trigger: something happens, the event of it, and what the Zap asked for. */
const HAPPENINGS: readonly {
  key: string;
  inputData?: () => Fields;
  happen: () => Fields;
}[] = [
  {
    key: 'new_contact',
    happen: () => ({ type: 'ContactCreate', recordId: addContact().id }),
  },
  {
    key: 'new_contact',
    inputData: () => ({
      tags: ['VIP'],
      source: 'website form',
      assignedTo: world().location(here()).users[0]?.id,
      customFieldId: app.customFieldId('Lead Score'),
      customFieldComparison: 'atLeast',
      customFieldValue: '70',
    }),
    happen: () => ({ type: 'ContactTagUpdate', recordId: addContact().id }),
  },
  ...['contact_updated', 'new_or_updated_contact'].map((key) => ({
    key,
    inputData: () => ({ tags: ['vip'] }),
    happen: () => {
      const { id } = addContact({ dateAdded: '2026-01-02T03:04:05.000Z' });
      world().changeContact(here(), id, { city: 'Rome' });
      return { type: 'ContactUpdate', recordId: id };
    },
  })),
  {
    key: 'new_task',
    happen: () => {
      const contactId = addContact().id;
      const assignedTo = world().location(here()).users[0]?.id ?? '';
      const task = world().addTask(here(), { contactId, assignedTo, body: 'Text' });
      // As HighLevel tells of it: without its contact.
      return { type: 'TaskCreate', recordId: task.id };
    },
  },
  {
    key: 'task_completed',
    inputData: () => ({ assignedTo: world().location(here()).users[0]?.id }),
    happen: () => {
      const contactId = addContact().id;
      const assignedTo = world().location(here()).users[0]?.id ?? '';
      const { id } = world().addTask(here(), { contactId, assignedTo });
      world().changeTask(here(), id, { completed: true });
      return { type: 'TaskComplete', recordId: id, contactId };
    },
  },
  {
    key: 'new_note',
    happen: () => {
      const contactId = addContact().id;
      const userId = world().location(here()).users[0]?.id ?? '';
      const note = world().addNote(here(), { contactId, userId, title: 'Title' });
      return { type: 'NoteCreate', recordId: note.id, contactId };
    },
  },
  {
    key: 'new_appointment',
    inputData: () => ({ calendarId: world().location(here()).calendars[0]?.id }),
    happen: () => {
      const { id, contactId } = addAppointment();
      return { type: 'AppointmentCreate', recordId: id, contactId };
    },
  },
];

describe('an instant trigger', () => {
  it.each(HAPPENINGS)('gives what a poll gives: $key', async ({ key, inputData, happen }) => {
    const event = happen();
    const input = inputData?.() ?? {};
    const rows = await hook(key, event, input);
    const polled = (await app.poll(key, input)).filter(({ id }) => id === event['recordId']);
    expect(rows).toHaveLength(1);
    expect(rows).toEqual(polled);
  });

  it.each(HAPPENINGS)(
    'makes a Zap run once for a change: $key',
    async ({ key, inputData, happen }) => {
      const event = happen();
      const input = inputData?.() ?? {};
      expect(await hook(key, event, input)).toHaveLength(1);
      expect(await hook(key, event, input)).toEqual([]);
      // Another Zap on the same trigger.
      expect(await hook(key, { ...event, subscriptionId: 'subscription2' }, input)).toHaveLength(1);
    },
  );

  it.each(HAPPENINGS)('makes up for an outage once: $key', async ({ key, inputData, happen }) => {
    const since = new Date(clock.now() - 60_000).toISOString();
    const event = happen();
    const input = inputData?.() ?? {};
    passMinutes(1);
    const until = new Date(clock.now()).toISOString();
    const caughtUp = await hook(key, { type: 'CatchUp', since, until }, input);
    expect(caughtUp.map(({ id }) => id)).toContain(event['recordId']);
    expect(await hook(key, event, input)).toEqual([]);
    const before = new Date(clock.now() - 3_600_000).toISOString();
    expect(await hook(key, { type: 'CatchUp', since: before, until: since }, input)).toEqual([]);
  });

  it.each(HAPPENINGS)('gives nothing of a record that is gone: $key', async ({ key, happen }) => {
    const event = happen();
    for (const { contacts } of [world().location(here())]) {
      for (const id of contacts.keys()) world().location(here()).deleteContact(id);
    }
    passMinutes(10);
    const timestamp = new Date(clock.now() - 9 * 60_000).toISOString();
    expect(await hook(key, { ...event, timestamp })).toEqual([]);
  });

  it('gives nothing of a probe, of another sub-account, or of what it cannot read', async () => {
    const { id } = addContact();
    expect(await hook('new_contact', { type: 'Probe' })).toEqual([]);
    const event = { type: 'ContactCreate', recordId: id };
    expect(await hook('new_contact', { ...event, locationId: 'another' })).toEqual([]);
    expect(await hook('new_contact', { ...event, recordId: 7 })).toEqual([]);
  });

  it('gives nothing of a contact that does not match', async () => {
    const { id } = addContact({ tags: [] });
    const event = { type: 'ContactCreate', recordId: id };
    expect(await hook('new_contact', event, { tags: ['vip'] })).toEqual([]);
    // A workflow tags it a moment later.
    world().changeContact(here(), id, { tags: ['vip'] });
    const tagged = { type: 'ContactTagUpdate', recordId: id };
    expect(await hook('new_contact', tagged, { tags: ['vip'] })).toHaveLength(1);
  });

  it('does not take an old contact that starts to match for a new one', async () => {
    const { id } = addContact({ dateAdded: new Date(clock.now() - 90_000_000).toISOString() });
    const event = { type: 'ContactTagUpdate', recordId: id };
    expect(await hook('new_contact', event, { tags: ['vip'] })).toEqual([]);
  });

  it('waits until search shows the contact as it is', async () => {
    await open({ searchLagMs: 30_000 });
    const { id } = addContact();
    const event = { type: 'ContactCreate', recordId: id };
    const tried = await failed(() => hook('new_contact', event, { tags: ['vip'] }));
    expect(tried.kind).toBe('throttled');
    passMinutes(1);
    expect(await hook('new_contact', event, { tags: ['vip'] })).toHaveLength(1);
  });

  it.each([429, 500])('is tried again while HighLevel answers %i', async (status) => {
    const { id } = addContact();
    app.sandbox.addFault({ kind: 'status', status, match: { path: '^/contacts/' } });
    const event = { type: 'ContactCreate', recordId: id };
    const tried = await failed(() => hook('new_contact', event));
    expect(tried.kind).toBe('throttled');
    app.sandbox.clearFaults();
    expect(await hook('new_contact', event)).toHaveLength(1);
  });

  it('is not held up by Zapier for longer than five minutes', async () => {
    app.sandbox.limits.leaveToday(here(), 0);
    const { id } = addContact();
    const tried = await failed(() => hook('new_contact', { type: 'ContactCreate', recordId: id }));
    expect(tried).toMatchObject({ kind: 'throttled', retryAfter: 300 });
  });

  it('brings details along, as the poll does', async () => {
    const { id } = addContact({ dateAdded: '2026-01-02T03:04:05.000Z' });
    world().changeContact(here(), id, { city: 'Rome' });
    const [row] = await hook(
      'contact_updated',
      { type: 'ContactUpdate', recordId: id },
      {
        include: ['tasks'],
      },
    );
    expect(String(row?.['details'])).toMatch(/^hydrate\|\|\|/);
  });

  it('runs for as many an hour as its owner allows', async () => {
    const contacts = Array.from({ length: 5 }, () =>
      addContact({ email: undefined, phone: undefined }),
    );
    const fired = async ({ id }: { id: string }) =>
      (await hook('new_contact', { type: 'ContactCreate', recordId: id }, { mostRunsAnHour: 3 }))
        .length;
    const counts = [];
    for (const contact of contacts) counts.push(await fired(contact));
    expect(counts).toEqual([1, 1, 1, 0, 0]);
    expect(app.trace.log.join()).toContain('hook.dropped');
    passMinutes(60);
    expect(await fired(addContact({ email: undefined, phone: undefined }))).toBe(1);
  });

  it('tells of what only a relay can tell of', async () => {
    const { id } = addContact({ dnd: true });
    const timestamp = '2026-03-02T15:04:05.000Z';
    const changed = await hook('do_not_disturb_changed', {
      type: 'ContactDndUpdate',
      recordId: id,
      timestamp,
    });
    expect(changed).toMatchObject([{ id, dnd: true, dateChanged: timestamp }]);
    const deleted = { type: 'ContactDelete', recordId: 'contact1', timestamp };
    expect(await hook('contact_deleted', deleted)).toEqual([
      { id: 'contact1', contactId: 'contact1', dateDeleted: timestamp },
    ]);
    expect(await hook('contact_deleted', deleted)).toEqual([]);
  });

  it('shows samples in the editor', async () => {
    const contactId = addContact().id;
    for (const key of Object.keys(instantApp.triggers)) {
      const { type } = Object(Reflect.get(instantApp.triggers, key)).operation;
      if (type !== 'hook') continue;
      const method = `triggers.${key}.operation.performList`;
      const rows = await callInstant(app, method, { inputData: { contactId } });
      expect([key, Array.isArray(rows)]).toEqual([key, true]);
    }
  });
});

describe('the app with a relay', () => {
  it('is valid by core’s own schema', async () => {
    const handler = await handlerFor(instantApp);
    await expect(handler({ command: 'validate', bundle: {} })).resolves.toMatchObject({
      results: [],
    });
  });

  it('has the same triggers, of which these are instant, and two more', () => {
    const kinds = Object.entries(instantApp.triggers).map(([key, { operation }]) => [
      key,
      Object(operation).type,
    ]);
    const instant = kinds.filter(([, type]) => type === 'hook').map(([key]) => key);
    expect(new Set(instant)).toEqual(
      new Set([
        'new_contact',
        'contact_updated',
        'new_or_updated_contact',
        'new_task',
        'task_completed',
        'new_appointment',
        'new_note',
        'new_or_updated_note',
        'contact_deleted',
        'do_not_disturb_changed',
      ]),
    );
  });
});
