import type { BeforeRequestMiddleware } from 'zapier-platform-core';

import { apiBaseUrl } from '../ghl/config.ts';

const TOKEN_PATH = '/oauth/token';

/**
 * Adds the access token, to requests for HighLevel's own origin only: a URL that merely starts like
 * it, a redirect or any other host never sees the token.
 */
export const signRequest: BeforeRequestMiddleware = (request, _z, bundle) => {
  const token = bundle.authData?.['access_token'];
  const url = new URL(request.url);
  if (!token || url.origin !== new URL(apiBaseUrl()).origin || url.pathname === TOKEN_PATH) {
    return request;
  }
  return { ...request, headers: { ...request.headers, Authorization: `Bearer ${token}` } };
};
