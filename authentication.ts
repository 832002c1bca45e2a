import type { Authentication, Bundle, ZObject } from 'zapier-platform-core';

import { Ghl } from './lib/ghl/client/client.ts';
import type { Access } from './lib/ghl/client/scopes.ts';
import { getLocation } from './lib/ghl/locations.ts';
import { authorizeUrl, exchangeCode, refreshTokens } from './lib/ghl/oauth.ts';
import type { Connection } from './lib/ghl/oauth.ts';
import { withErrorBoundary } from './lib/zapier/platform/error-boundary.ts';
import { withRefreshLock } from './lib/zapier/platform/refresh-lock.ts';

/** `zapier-platform invoke auth start` asks no questions, so `GHL_ACCESS` answers this one for it. */
const chosenAccess = (bundle: Bundle): Access =>
  (bundle.inputData['access'] || process.env['GHL_ACCESS']) === 'write' ? 'write' : 'read';

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

const authorize = withErrorBoundary(async (_z: ZObject, bundle: Bundle) =>
  authorizeUrl({
    access: chosenAccess(bundle),
    redirectUri: text(bundle.inputData['redirect_uri']),
    state: text(bundle.inputData['state']),
  }),
);

const getAccessToken = withErrorBoundary(async (z: ZObject, bundle: Bundle): Promise<Connection> =>
  exchangeCode(z, {
    code: text(bundle.inputData['code']),
    redirectUri: text(bundle.inputData['redirect_uri']),
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
      choices: { read: 'Read only', write: 'Read and write' },
      helpText:
        '**Read only** is the safe choice to start with: Zaps see contacts, tasks, notes, tags and appointments, but change nothing. Zaps that create, update or delete something need **Read and write**. HighLevel then lists the permissions and asks you to choose a sub-account.',
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
