import { defineInputFields } from 'zapier-platform-core';

import { LOCATION_PLACEHOLDER, REQUEST_LABELS } from '../../protiv/request/request.ts';
import { InvalidInputError } from '../../protiv/values/invalid-input.ts';

export const METHODS = { GET: 'GET', POST: 'POST', PUT: 'PUT', DELETE: 'DELETE' } as const;

export const requestFields = defineInputFields([
  {
    key: 'method',
    label: REQUEST_LABELS.method,
    required: true,
    default: 'GET',
    choices: METHODS,
    helpText:
      'GET reads, the others change something. A connection that is read only may GET, and POST to searches.',
  },
  {
    key: 'path',
    label: REQUEST_LABELS.path,
    required: true,
    placeholder: '/contacts/search',
    helpText: `What follows services.leadconnectorhq.com in HighLevel’s API documentation, with real IDs in it. Write \`${LOCATION_PLACEHOLDER}\` for the ID of the connected sub-account, here and in the fields below.`,
  },
  { key: 'parameters', label: REQUEST_LABELS.query, dict: true },
  {
    key: 'jsonBody',
    label: REQUEST_LABELS.body,
    type: 'text',
    helpText:
      'What to send, as a JSON object; not with GET. The step sends it once: if it runs again, it does the same again.',
  },
  {
    key: 'limits',
    type: 'copy',
    helpText:
      'For what no other action does. **Testing this step really sends the request.** Payments and the connection itself are out of its reach, and answers of more than 6 MB.',
  },
]);

/** What to say of a route that HighLevel does not have, or that no connection may use. */
export const unknownRoute = (method: string, path: string): InvalidInputError =>
  new InvalidInputError(
    `HighLevel has no route ${method} ${path.replaceAll(/(?<=\/)(?=[^/]*[A-Z\d])[^/]+/g, '…')} that Protiv may use, so nothing was sent. Check the method and the path in HighLevel’s API documentation.`,
  );
