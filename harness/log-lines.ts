import app from '../index.ts';
import { clock } from '../lib/ghl/client/clock.ts';
import type { LogCode } from '../lib/ghl/client/log.ts';
import { searchOperation } from '../lib/zapier/platform/operation.ts';
import { userNames } from '../lib/zapier/references/references.ts';
import { capturingConsole } from '../zap-runner/captured-console.ts';
import { handlerFor } from '../zap-runner/handler.ts';
import type { Fields, TestApp } from './app.ts';
import { ANSWER_MS, HeldClock } from './held-clock.ts';
import { APPOINTMENT, CONTACT } from './lab/records.ts';
import { callInstant } from './relay/instant-app.ts';

const RENEW = 'authentication.oauth2Config.refreshAccessToken';

const MINUTE_MS = 60_000;

/** What Zapier says where it names the Zap. */
const ONE_ZAP = { zap: { id: '1' } };

/** A clock on which each answer takes as long as is said, however busy the machine is. */
const held = async (answerMs: number, run: () => Promise<unknown>): Promise<void> => {
  const heldClock = new HeldClock(Date.now(), answerMs);
  try {
    await run();
  } finally {
    heldClock.release();
  }
};

/** So slow that no poll gets far. */
const slowly = (run: () => Promise<unknown>): Promise<void> => held(9_000, run);

/** A fault in the app itself: nobody expects a clock to fail. */
const withoutClock = async (run: () => Promise<unknown>): Promise<void> => {
  const { now } = clock;
  clock.now = () => {
    throw new TypeError('The clock stands still.');
  };
  try {
    await run();
  } finally {
    clock.now = now;
  }
};

const addYoungContacts = ({ sandbox: { world }, location }: TestApp, count: number): void => {
  for (let index = 0; index < count; index += 1) {
    const dateAdded = new Date(world.now() - MINUTE_MS - index).toISOString();
    world.addContact(location.id, { firstName: 'Robin', dateAdded });
  }
};

/** A search whose output shows names of users beside their ids. */
const whoIsThere = searchOperation({
  key: 'who_is_there',
  noun: 'User',
  label: 'Who Is There',
  description: 'Finds users.',
  inputFields: [],
  perform: async (run) => [...(await userNames(run)).keys()].map((id) => ({ id })),
  sample: { id: 'user1' },
  outputFields: [{ key: 'id' }],
});

/** Calls a method where Zapier's cache cannot be reached. */
const withoutCache = async (
  test: TestApp,
  method: string,
  inputData: Fields,
  definition: object = app,
): Promise<void> => {
  const { sandbox, authData, trace } = test;
  const handler = await handlerFor(definition);
  await capturingConsole(trace.log, () =>
    handler({
      command: 'execute',
      method,
      bundle: { authData: { ...authData }, inputData, meta: ONE_ZAP },
      environment: { GHL_API_BASE_URL: sandbox.url },
      // Where nobody listens, on this machine.
      rpc_base: 'http://127.0.0.1:9/',
    }),
  );
};

/** What the relay sends after an outage of an hour, in which two contacts were created. */
const catchUpOf = (test: TestApp) => {
  const now = clock.now();
  for (const id of ['one', 'two']) {
    const dateAdded = new Date(now - 60_000).toISOString();
    test.sandbox.world.addContact(test.location.id, { id, dateAdded });
  }
  return {
    subscriptionId: 'subscription1',
    type: 'CatchUp',
    locationId: test.location.id,
    since: new Date(now - 3_600_000).toISOString(),
    until: new Date(now).toISOString(),
    timestamp: new Date(now).toISOString(),
  };
};

const hooked = (test: TestApp, inputData: Fields, cleanedRequest: Fields): Promise<unknown> =>
  callInstant(test, 'triggers.new_contact.operation.perform', { inputData, cleanedRequest });

/** For each code a story, through the front door, at whose end the app's log has such a line. */
export const LOG_STORIES: Readonly<Record<LogCode, (test: TestApp) => Promise<unknown>>> = {
  'auth.refreshed': (test) => test.call(RENEW, {}),
  'auth.refresh_failed': (test) => {
    test.sandbox.revokeToken(test.location.refreshToken);
    return test.failure(() => test.call(RENEW, {}));
  },
  'auth.location_changed': (test) => {
    test.sandbox.addFault({
      kind: 'status',
      status: 200,
      body: { access_token: 'at-1', refresh_token: 'rt-1', locationId: 'anotherLocation' },
      match: { path: '^/oauth/token$' },
    });
    return test.failure(() => test.call(RENEW, {}));
  },
  'auth.scope_missing': (test) => {
    test.connect(({ scopes }) => !scopes.includes('contacts.write'));
    return test.failure(() => test.create('add_tags', { contactId: CONTACT, tags: ['brand new'] }));
  },
  'cache.unavailable': (test) => withoutCache(test, 'triggers.new_contact.operation.perform', {}),
  'custom_fields.refused': (test) => {
    const [field] = test.sandbox.world.location(test.location.id).customFields;
    test.sandbox.world.addContact(test.location.id, {
      customFields: [{ id: field?.id ?? '', value: 80 }],
    });
    test.sandbox.addFault({ kind: 'status', status: 404, match: { path: '/customFields$' } });
    return test.poll('new_contact');
  },
  'file.not_taken': (test) => {
    test.sandbox.addFault({ kind: 'status', status: 500, match: { path: '/messages/upload$' } });
    const attachments = `${test.sandbox.url}/__sandbox/files/roof.txt?signature=1`;
    return test.create('send_sms', { contactId: CONTACT, attachments });
  },
  'hook.dropped': (test) => hooked(test, { mostRunsAnHour: 1 }, catchUpOf(test)),
  'hook.ignored': (test) => hooked(test, {}, { ...catchUpOf(test), locationId: 'another' }),
  'names.unread': (test) => {
    test.sandbox.addFault({ kind: 'status', status: 503, match: { path: '^/users/search' } });
    return withoutCache(
      test,
      'searches.who_is_there.operation.perform',
      {},
      {
        ...app,
        searches: { who_is_there: whoIsThere },
      },
    );
  },
  'operation.failed': (test) => withoutClock(() => test.failure(() => test.poll('new_contact'))),
  'poll.catching_up': (test) => {
    addYoungContacts(test, 1_200);
    return slowly(() => test.poll('new_contact', {}, ONE_ZAP));
  },
  'poll.caught_up': async (test) => {
    addYoungContacts(test, 1_200);
    await slowly(() => test.poll('new_contact', {}, ONE_ZAP));
    return test.poll('new_contact', {}, ONE_ZAP);
  },
  'poll.slimmed': (test) => {
    const { customFields } = test.sandbox.world.location(test.location.id);
    const id = customFields.find(({ dataType }) => dataType === 'LARGE_TEXT')?.id ?? '';
    for (let index = 0; index < 8; index += 1) {
      test.sandbox.world.addContact(test.location.id, {
        customFields: [{ id, value: 'A long story. '.repeat(70_000) }],
      });
    }
    return held(ANSWER_MS, () => test.poll('new_contact'));
  },
  'poll.truncated': (test) => {
    addYoungContacts(test, 1_200);
    return slowly(() => test.poll('new_contact'));
  },
  'ratelimit.low': (test) => {
    test.sandbox.limits.leaveToday(test.location.id, 19_999);
    return test.poll('new_contact');
  },
  'record.partial': (test) => {
    addYoungContacts(test, 1);
    test.sandbox.addFault({ kind: 'wrongType', fields: ['firstName'] });
    return test.poll('new_contact');
  },
  'request.retried': (test) => {
    test.sandbox.addFault({ kind: 'status', status: 503, times: 1 });
    return slowly(() => test.poll('new_contact'));
  },
  'relay.unsubscribe_failed': (test) =>
    callInstant(test, 'triggers.new_contact.operation.performUnsubscribe', {
      subscribeData: { id: 'subscription1' },
    }),
  'search.slimmed': (test) => {
    for (let index = 0; index < 8; index += 1) {
      const body = `No ${index}. ${'A long story. '.repeat(70_000)}`;
      test.sandbox.world.addNote(test.location.id, { contactId: CONTACT, body });
    }
    return test.search('find_many_notes', { contactId: CONTACT });
  },
  'search.truncated': (test) => {
    addYoungContacts(test, 2_100);
    return slowly(() =>
      test.search('find_many_contacts', { limit: '1000', businessId: 'aB3dE5gH7jK9mN1pQ2rS' }),
    );
  },
  'write.ambiguous': (test) => {
    test.sandbox.addFault({
      kind: 'resetAfter',
      match: { method: 'POST', path: '^/contacts/.+/tasks$' },
      times: 1,
    });
    return test.create('create_task', {
      contactId: CONTACT,
      title: 'Call back',
      dueDate: '2030-01-07T15:00:00Z',
    });
  },
  'write.unread': (test) => {
    test.sandbox.addFault({
      kind: 'status',
      status: 404,
      match: { method: 'GET', path: '^/calendars/events/appointments/' },
      skip: 1,
    });
    return test.create('set_appointment_status', { appointmentId: APPOINTMENT, status: 'showed' });
  },
};
