import type { Authentication, Bundle, ZObject } from 'zapier-platform-core';

import { Ghl } from './lib/ghl/client/client.ts';
import { ACCESS_LABELS, AREAS_FIELD, AREA_LABELS } from './lib/ghl/client/scopes.ts';
import type { Access, Area } from './lib/ghl/client/scopes.ts';
import { getLocation } from './lib/ghl/locations.ts';
import { authorizeUrl, exchangeCode, refreshTokens } from './lib/ghl/oauth.ts';
import type { Connection } from './lib/ghl/oauth.ts';
import { withErrorBoundary } from './lib/zapier/platform/error-boundary.ts';
import { withRefreshLock } from './lib/zapier/platform/refresh-lock.ts';

/**
 * What the user chose for the connection. `zapier-platform invoke auth start` asks no questions, so
 * environment variables answer for it.
 */
const chosen = (bundle: Bundle, field: string, variable: string): string =>
  text(bundle.inputData[field]) || (process.env[variable] ?? '');

const chosenAccess = (bundle: Bundle): Access =>
  chosen(bundle, 'access', 'GHL_ACCESS') === 'write' ? 'write' : 'read';

const chosenArea = (bundle: Bundle): Area => {
  const area = chosen(bundle, 'scopes', 'GHL_AREAS');
  return area === 'sales' || area === 'everything' ? area : 'contacts';
};

const text = (value: unknown): string => (typeof value === 'string' ? value.trim() : '');

const authorize = withErrorBoundary(async (_z: ZObject, bundle: Bundle) =>
  authorizeUrl({
    access: chosenAccess(bundle),
    area: chosenArea(bundle),
    redirectUri: text(bundle.inputData['redirect_uri']),
    state: text(bundle.inputData['state']),
  }),
);

const getAccessToken = withErrorBoundary(async (z: ZObject, bundle: Bundle): Promise<Connection> =>
  exchangeCode(z, {
    code: text(bundle.inputData['code']),
    redirectUri: text(bundle.inputData['redirect_uri']),
    locationId: chosen(bundle, 'accountId', 'GHL_LOCATION'),
  }),
);

const refreshAccessToken = withErrorBoundary(
  async (z: ZObject, bundle: Bundle): Promise<Connection> =>
    withRefreshLock(z, bundle.authData, () => refreshTokens(z, bundle.authData)),
);

/** One request that proves the token, and yields what the label shows. */
const test = withErrorBoundary(async (z: ZObject, bundle: Bundle) => {
  const location = await getLocation(new Ghl(z, bundle));
  const { id } = location;
  const name = location.name?.trim() || id;
  return { id, name, label: name === id ? id : `${name} (${id})` };
});

export default {
  type: 'oauth2',
  test,
  connectionLabel: '{{label}}',
  fields: [
    {
      key: 'access',
      label: 'Access',
      type: 'string',
      required: true,
      choices: ACCESS_LABELS,
      helpText:
        '**Read only** is the safe choice to start with: Zaps see what you choose below, but change nothing. Zaps that create, update, delete or send something need **Read and write**. HighLevel then lists the permissions and asks you to choose a sub-account.',
    },
    {
      // Core blackens values of other keys wherever they stand in a log, and “contacts” is in most paths.
      key: 'scopes',
      label: AREAS_FIELD,
      type: 'string',
      required: true,
      choices: AREA_LABELS,
      helpText:
        'Contacts come with their tasks, notes, tags and appointments. Sales and messages are opportunities, conversations, forms and surveys: with **Read and write**, Zaps can then send messages to your contacts. Choose no more than your Zaps need.',
    },
    {
      key: 'accountId',
      label: 'Sub-Account',
      type: 'string',
      required: false,
      helpText:
        'Leave blank if HighLevel asks you to choose a sub-account. Only for agencies that install the app for several at once: the ID of the one to connect, from its [settings](https://app.gohighlevel.com/).',
    },
    { key: 'locationId', label: 'Sub-Account ID', type: 'string', required: false, computed: true },
    { key: 'companyId', label: 'Company ID', type: 'string', required: false, computed: true },
    { key: 'userId', label: 'User ID', type: 'string', required: false, computed: true },
    { key: 'scope', label: 'Permissions', type: 'string', required: false, computed: true },
    { key: 'clientKeyId', label: 'Client Key', type: 'string', required: false, computed: true },
  ],
  oauth2Config: {
    authorizeUrl: authorize,
    getAccessToken,
    refreshAccessToken,
    autoRefresh: true,
  },
} satisfies Authentication;
