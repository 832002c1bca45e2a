import type { SandboxLocation } from '../../sandbox/index.ts';
import type { Send } from './client.ts';
import type { Exchange } from './openapi/contract.ts';

export const UNKNOWN_ID = 'zzzzzzzzzzzzzzzzzzzz';
export const PERSON = { firstName: 'Noor', email: 'noor@example.com' };

/** What a request needs to know to be refused. */
export interface Situation {
  readonly send: Send;
  readonly own: SandboxLocation;
  readonly readOnly: SandboxLocation;
  readonly contactId: string;
  readonly form: Readonly<Record<string, string>>;
}

/** What GHL refuses, with the status that it refuses it with. */
export const REFUSALS: readonly (readonly [
  string,
  number,
  (given: Situation) => Promise<Exchange>,
])[] = [
  ['no token', 401, ({ send }) => send('GET', `/contacts/${UNKNOWN_ID}`, { token: null })],
  ['an unknown token', 401, ({ send }) => send('GET', '/users/search', { token: 'made-up' })],
  [
    'a scope that was not granted',
    401,
    ({ send, readOnly }) =>
      send('POST', '/contacts/', {
        token: readOnly.accessToken,
        json: { locationId: readOnly.id, ...PERSON },
      }),
  ],
  [
    "another sub-account's location",
    403,
    ({ send, readOnly }) => send('GET', `/locations/${readOnly.id}`),
  ],
  [
    "another sub-account's location in a search",
    403,
    ({ send, readOnly }) =>
      send('POST', '/contacts/search', { json: { locationId: readOnly.id, pageLimit: 1 } }),
  ],
  ['a contact that is not there', 400, ({ send }) => send('GET', `/contacts/${UNKNOWN_ID}`)],
  [
    'a write to a contact that is not there',
    400,
    ({ send }) => send('PUT', `/contacts/${UNKNOWN_ID}`, { json: { firstName: 'Noor' } }),
  ],
  [
    'an undeclared property',
    422,
    ({ send, own }) =>
      send('POST', '/contacts/', { json: { locationId: own.id, contactId: UNKNOWN_ID } }),
  ],
  [
    'a property that only another route declares',
    422,
    ({ send, contactId }) => send('PUT', `/contacts/${contactId}`, { json: { gender: 'female' } }),
  ],
  [
    'a search without a page limit',
    422,
    ({ send, own }) => send('POST', '/contacts/search', { json: { locationId: own.id } }),
  ],
  [
    'a search by an unknown field',
    400,
    ({ send, own }) =>
      send('POST', '/contacts/search', {
        json: {
          locationId: own.id,
          pageLimit: 1,
          filters: [{ field: 'favouriteColour', operator: 'eq', value: 'blue' }],
        },
      }),
  ],
  [
    'a task that is not there',
    400,
    ({ send, contactId }) => send('GET', `/contacts/${contactId}/tasks/${UNKNOWN_ID}`),
  ],
  [
    'a task that is due at a time without a zone',
    422,
    ({ send, contactId }) =>
      send('POST', `/contacts/${contactId}/tasks`, {
        json: { title: 'Call back', dueDate: '2030-03-31 09:30', completed: false },
      }),
  ],
  [
    'a note without a body',
    422,
    ({ send, contactId }) =>
      send('POST', `/contacts/${contactId}/notes`, { json: { title: 'Call' } }),
  ],
  [
    'an appointment that is not there',
    400,
    ({ send }) => send('GET', `/calendars/events/appointments/${UNKNOWN_ID}`),
  ],
  ['a search for users of no company', 401, ({ send }) => send('GET', '/users/search')],
  [
    'a duplicate',
    400,
    ({ send, own }) => send('POST', '/contacts/', { json: { locationId: own.id, ...PERSON } }),
  ],
  [
    'an opportunity that is not there',
    400,
    ({ send }) => send('GET', `/opportunities/${UNKNOWN_ID}`),
  ],
  [
    'an opportunity in a pipeline that is not there',
    400,
    ({ send, own, contactId }) =>
      send('POST', '/opportunities/', {
        json: {
          locationId: own.id,
          contactId,
          pipelineId: UNKNOWN_ID,
          name: 'Roof',
          status: 'open',
        },
      }),
  ],
  [
    'a search of opportunities by a name that only contacts have',
    400,
    ({ send, own }) =>
      send('POST', '/opportunities/search', {
        json: {
          locationId: own.id,
          limit: 1,
          filters: [{ field: 'pipelineId', operator: 'eq', value: UNKNOWN_ID }],
        },
      }),
  ],
  [
    'an unknown grant type',
    422,
    ({ send, form }) =>
      send('POST', '/oauth/token', {
        token: null,
        version: null,
        form: { ...form, grant_type: 'password' },
      }),
  ],
  [
    'a refresh token used twice',
    400,
    async ({ send, form }) => {
      await send('POST', '/oauth/token', { token: null, version: null, form });
      return send('POST', '/oauth/token', { token: null, version: null, form });
    },
  ],
];
