import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { openApp } from '../../harness/app.ts';
import type { Fields, TestApp } from '../../harness/app.ts';
import {
  callInstant,
  hook as hookOf,
  instantApp,
  instantPlatformOf,
} from '../../harness/relay/instant-app.ts';
import { passMinutes } from '../../harness/time.ts';
import { clock } from '../../lib/ghl/client/clock.ts';
import { DAY_MS } from '../../lib/protiv/values/dates.ts';
import type { SandboxOptions } from '../../sandbox/index.ts';
import type { Message, Opportunity } from '../../sandbox/world.ts';
import { Connection } from '../../zap-runner/connection.ts';
import { Failure } from '../../zap-runner/failure.ts';
import { handlerFor } from '../../zap-runner/handler.ts';
import { newTrace } from '../../zap-runner/platform.ts';
import type { Platform } from '../../zap-runner/platform.ts';

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
    businessId: world().location(here()).businesses[0]?.id ?? '',
    customFields: [{ id: app.customFieldId('Lead Score'), value: 80 }],
    ...contact,
  });

/** The contact whose note was added last. */
let noted = '';

const addNote = (): Fields => {
  noted = addContact().id;
  const userId = world().location(here()).users[0]?.id ?? '';
  const { id } = world().addNote(here(), { contactId: noted, userId, title: 'Title' });
  return { recordId: id, contactId: noted };
};

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

const addOpportunity = (opportunity: Partial<Opportunity> = {}): Opportunity => {
  const [owner] = world().location(here()).users;
  return world().addOpportunity(here(), {
    contactId: addContact().id,
    name: 'New roof',
    monetaryValue: 12_500.5,
    source: 'referral',
    customFields: [{ id: app.customFieldId('Roof Size'), value: 120 }],
    ...(owner && { assignedTo: owner.id }),
    ...opportunity,
  });
};

/** An opportunity that was there for long, and that something becomes of. */
const changeOpportunity = (changes: Partial<Opportunity>): Fields => {
  const { id } = addOpportunity({ createdAt: '2026-01-02T03:04:05.000Z' });
  world().changeOpportunity(here(), id, changes);
  return { recordId: id };
};

/** The stages of the first pipeline. */
const stages = () => world().location(here()).pipelines[0]?.stages ?? [];

const addMessage = (message: Partial<Message> = {}): Fields => {
  const contactId = addContact().id;
  return { recordId: world().addMessage(here(), { contactId, ...message }).id, contactId };
};

const EMAIL = {
  messageType: 'TYPE_EMAIL',
  emailMessageId: 'emailOfGrace00000001',
  subject: 'Question',
  body: '<p>When can you <b>begin</b>?</p>',
  from: 'grace@example.com',
} as const;

/** For each hook trigger: something happens, the event of it, and what the Zap asked for. */
const HAPPENINGS: readonly {
  what: string;
  key: string;
  inputData?: () => Fields;
  happen: () => Fields;
}[] = [
  {
    what: 'a contact',
    key: 'new_contact',
    happen: () => ({ type: 'ContactCreate', recordId: addContact().id }),
  },
  {
    what: 'a contact that every filter lets through',
    key: 'new_contact',
    inputData: () => ({
      tags: ['VIP'],
      source: 'website form',
      assignedTo: world().location(here()).users[0]?.id,
      businessId: world().location(here()).businesses[0]?.name,
      customFieldId: app.customFieldId('Lead Score'),
      customFieldComparison: 'atLeast',
      customFieldValue: '70',
    }),
    happen: () => ({ type: 'ContactTagUpdate', recordId: addContact().id }),
  },
  ...['contact_updated', 'new_or_updated_contact'].map((key) => ({
    what: 'with its tasks, notes and appointments',
    key,
    inputData: () => ({ tags: ['vip'], include: ['tasks', 'notes', 'appointments'] }),
    happen: () => {
      const { id } = addContact({ dateAdded: '2026-01-02T03:04:05.000Z' });
      world().addTask(here(), { contactId: id, title: 'Call' });
      world().addNote(here(), { contactId: id, body: 'Text' });
      world().changeContact(here(), id, { city: 'Rome' });
      return { type: 'ContactUpdate', recordId: id };
    },
  })),
  {
    what: 'as HighLevel tells of it, without its contact',
    key: 'new_task',
    inputData: () => ({ includeContact: true }),
    happen: () => {
      const contactId = addContact().id;
      const assignedTo = world().location(here()).users[0]?.id ?? '';
      const task = world().addTask(here(), { contactId, assignedTo, body: 'Text' });
      return { type: 'TaskCreate', recordId: task.id };
    },
  },
  {
    what: 'of a user',
    key: 'task_completed',
    inputData: () => ({
      assignedTo: world().location(here()).users[0]?.id,
      includeContact: true,
    }),
    happen: () => {
      const contactId = addContact().id;
      const assignedTo = world().location(here()).users[0]?.id ?? '';
      const { id } = world().addTask(here(), { contactId, assignedTo });
      world().changeTask(here(), id, { completed: true });
      return { type: 'TaskComplete', recordId: id, contactId };
    },
  },
  {
    what: 'of any contact',
    key: 'new_note',
    inputData: () => ({ includeContact: true }),
    happen: () => ({ type: 'NoteCreate', ...addNote() }),
  },
  {
    what: 'of one contact',
    key: 'new_or_updated_note',
    inputData: () => ({ contactId: noted, includeContact: true }),
    happen: () => ({ type: 'NoteCreate', ...addNote() }),
  },
  {
    what: 'in a calendar',
    key: 'new_appointment',
    inputData: () => ({
      calendarId: world().location(here()).calendars[0]?.id,
      includeContact: true,
    }),
    happen: () => {
      const { id, contactId } = addAppointment();
      return { type: 'AppointmentCreate', recordId: id, contactId };
    },
  },
  {
    what: 'of any pipeline',
    key: 'new_opportunity',
    happen: () => ({ type: 'OpportunityCreate', recordId: addOpportunity().id }),
  },
  {
    what: 'that every filter lets through once it is moved',
    key: 'new_opportunity',
    inputData: () => ({
      pipelineId: 'Roofing',
      stageId: stages()[1]?.name,
      status: 'open',
      assignedTo: world().location(here()).users[0]?.name,
      includeContact: true,
    }),
    happen: () => {
      const { id } = addOpportunity();
      passMinutes(5);
      world().changeOpportunity(here(), id, { pipelineStageId: stages()[1]?.id ?? '' });
      return { type: 'OpportunityUpdate', recordId: id };
    },
  },
  {
    what: 'of any pipeline',
    key: 'new_or_updated_opportunity',
    happen: () => ({ type: 'OpportunityUpdate', ...changeOpportunity({ monetaryValue: 700 }) }),
  },
  {
    what: 'of one stage',
    key: 'opportunity_stage_changed',
    inputData: () => ({ stageId: stages()[2]?.id, includeContact: true }),
    happen: () => {
      const pipelineStageId = stages()[2]?.id ?? '';
      return { type: 'OpportunityStageUpdate', ...changeOpportunity({ pipelineStageId }) };
    },
  },
  {
    what: 'with the reason of a loss',
    key: 'opportunity_status_changed',
    inputData: () => ({ status: 'lost' }),
    happen: () => {
      const lostReasonId = world().location(here()).lostReasons[0]?.id ?? '';
      const lost = changeOpportunity({ status: 'lost', lostReasonId });
      return { type: 'OpportunityStatusUpdate', ...lost };
    },
  },
  {
    what: 'an email, with a pointer to its text',
    key: 'new_inbound_message',
    happen: () => ({ type: 'InboundMessage', ...addMessage(EMAIL) }),
  },
  {
    what: 'a call',
    key: 'new_inbound_message',
    inputData: () => ({ channel: 'call' }),
    happen: () => {
      const call = { messageType: 'TYPE_CALL', callDuration: 42, callStatus: 'completed' };
      return { type: 'InboundMessage', ...addMessage(call) };
    },
  },
  {
    what: 'an SMS',
    key: 'new_outbound_message',
    happen: () => {
      const sms = { direction: 'outbound', body: 'See you at 9.', source: 'workflow' } as const;
      return { type: 'OutboundMessage', ...addMessage(sms) };
    },
  },
];

/** Rows as a Zap maps them: what lies behind their pointers is in its place. */
const hydrated = async (platform: Platform, rows: readonly Fields[]): Promise<Fields[]> => {
  const connection = new Connection(platform, app.authData);
  return Promise.all(
    rows.map(async (row) => {
      const values = Object.entries(row).map(async ([key, value]) => [
        key,
        await connection.hydrate(value, newTrace()),
      ]);
      return Object.fromEntries(await Promise.all(values));
    }),
  );
};

describe('an instant trigger', () => {
  // The hook comes seconds after the change, when search may not show it yet, and the poll minutes later.
  it.each(HAPPENINGS)(
    'gives what a poll gives later: $key, $what',
    async ({ key, inputData, happen }) => {
      await open({ searchLagMs: 30_000 });
      const event = happen();
      const input = inputData?.() ?? {};
      let rows: readonly Fields[] = [];
      try {
        rows = await hook(key, event, input);
      } catch (error) {
        // Zapier tries that again.
        if (!(error instanceof Failure) || error.kind !== 'throttled') throw error;
        passMinutes(1);
        rows = await hook(key, event, input);
      }
      passMinutes(5);
      const polled = (await app.poll(key, input)).filter(({ id }) => id === event['recordId']);
      expect(rows).toHaveLength(1);
      const wanted = await hydrated(app.platform, polled);
      expect(await hydrated(await instantPlatformOf(app), rows)).toEqual(wanted);
      expect(JSON.stringify(wanted)).not.toContain('hydrate|||');
    },
  );

  it.each(HAPPENINGS)(
    'makes a Zap run once for a change: $key, $what',
    async ({ key, inputData, happen }) => {
      const event = happen();
      const input = inputData?.() ?? {};
      expect(await hook(key, event, input)).toHaveLength(1);
      expect(await hook(key, event, input)).toEqual([]);
      // Another Zap on the same trigger.
      expect(await hook(key, { ...event, subscriptionId: 'subscription2' }, input)).toHaveLength(1);
    },
  );

  it.each(HAPPENINGS)(
    'makes up for an outage once: $key, $what',
    async ({ key, inputData, happen }) => {
      const since = new Date(clock.now() - 60_000).toISOString();
      // HighLevel says when it happened, however late it tells.
      const event: Fields = { timestamp: new Date(clock.now()).toISOString(), ...happen() };
      const input = inputData?.() ?? {};
      passMinutes(1);
      const until = new Date(clock.now()).toISOString();
      const caughtUp = await hook(key, { type: 'CatchUp', since, until }, input);
      expect(caughtUp.map(({ id }) => id)).toContain(event['recordId']);
      expect(await hook(key, event, input)).toEqual([]);
      const before = new Date(clock.now() - 3_600_000).toISOString();
      expect(await hook(key, { type: 'CatchUp', since: before, until: since }, input)).toEqual([]);
    },
  );

  it.each(HAPPENINGS)(
    'gives nothing of a record that is gone: $key, $what',
    async ({ key, happen }) => {
      const event = happen();
      for (const { contacts } of [world().location(here())]) {
        for (const id of contacts.keys()) world().location(here()).deleteContact(id);
      }
      passMinutes(10);
      const timestamp = new Date(clock.now() - 9 * 60_000).toISOString();
      expect(await hook(key, { ...event, timestamp })).toEqual([]);
    },
  );

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

  it('gives nothing of what belongs to somebody else than the step asks for', async () => {
    const contactId = addContact().id;
    const { users, calendars } = world().location(here());
    const [owner, another] = users.map(({ id }) => id);
    const task = world().addTask(here(), { contactId, assignedTo: owner ?? '' });
    const told = { type: 'TaskCreate', recordId: task.id, contactId };
    expect(await hook('new_task', told, { assignedTo: another })).toEqual([]);
    expect(await hook('new_task', told, { contactId: addContact().id })).toEqual([]);
    const note = { type: 'NoteCreate', ...addNote() };
    expect(await hook('new_note', note, { contactId })).toEqual([]);
    expect(await hook('new_or_updated_note', note, { contactId })).toEqual([]);
    const { id: recordId } = addAppointment();
    const booked = { type: 'AppointmentCreate', recordId };
    const calendarId = calendars.at(-1)?.id;
    expect(await hook('new_appointment', booked, { calendarId })).toEqual([]);
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
        'new_opportunity',
        'new_or_updated_opportunity',
        'opportunity_stage_changed',
        'opportunity_status_changed',
        'new_inbound_message',
        'new_outbound_message',
        'contact_deleted',
        'do_not_disturb_changed',
      ]),
    );
  });
});
