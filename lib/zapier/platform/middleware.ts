import type { BeforeRequestMiddleware } from 'zapier-platform-core';

import { apiBaseUrl } from '../../ghl/client/configuration.ts';

/** Where tokens are given and traded: the connection's own is no part of that. */
const OAUTH_PATH = '/oauth/';

/** What a header can hold as a token (RFC 6750). */
const BEARER_TOKEN = /^[\w.~+/-]+=*$/;

/**
 * Adds the access token, to requests for HighLevel's own origin only: a URL that merely starts like
 * it, a redirect or any other host never sees the token.
 *
 * @throws {RefreshAuthError} when the connection holds no token that HighLevel could have given
 */
export const signRequest: BeforeRequestMiddleware = (request, z, bundle) => {
  const url = new URL(request.url);
  if (url.origin !== new URL(apiBaseUrl()).origin || url.pathname.startsWith(OAUTH_PATH)) {
    return request;
  }
  const token = bundle.authData?.['access_token'] ?? '';
  if (!BEARER_TOKEN.test(token)) {
    throw new z.errors.RefreshAuthError('The HighLevel connection holds no access token.');
  }
  return { ...request, headers: { ...request.headers, Authorization: `Bearer ${token}` } };
};
