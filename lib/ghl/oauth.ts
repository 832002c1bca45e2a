import type { HttpResponse, ZObject } from 'zapier-platform-core';
import * as zod from 'zod/mini';

import { apiBaseUrl, clientId, clientSecret, marketplaceUrl } from './config.ts';
import { GhlError, reconnectNeeded } from './errors.ts';
import { isRecord } from './json.ts';
import { createLog } from './log.ts';
import { scopesFor } from './scopes.ts';
import type { Access } from './scopes.ts';
import { requestWithin } from './timed-request.ts';

/**
 * HighLevel's consent page for the chosen access.
 * Source: GHL's OAuth documentation (`/v2` path since 2026-05-27).
 */
export const authorizeUrl = (request: {
  access: Access;
  redirectUri: string;
  state: string;
}): string => {
  const url = new URL('/v2/oauth/chooselocation', marketplaceUrl());
  url.searchParams.set('response_type', 'code');
  url.searchParams.set('client_id', clientId());
  url.searchParams.set('redirect_uri', request.redirectUri);
  url.searchParams.set('state', request.state);
  url.searchParams.set('scope', scopesFor(request.access).join(' '));
  return url.href;
};

/**
 * What a connection keeps of a token answer. `userType` is left out on purpose: core censors the
 * value of every kept field in its logs, and would then blacken each word "Location".
 */
export interface Connection {
  access_token: string;
  refresh_token: string;
  locationId: string;
  companyId: string;
  userId: string;
  /** The scopes that were granted, separated by spaces. */
  scope: string;
}

const tokenAnswer = zod.looseObject({
  access_token: zod.string().check(zod.minLength(1)),
  refresh_token: zod.string().check(zod.minLength(1)),
  locationId: zod.nullish(zod.string()),
  companyId: zod.nullish(zod.string()),
  userId: zod.nullish(zod.string()),
  scope: zod.nullish(zod.string()),
});

/** Milliseconds; a token request is never repeated, so it may take its time. */
const TOKEN_TIMEOUT_MS = 20_000;

/**
 * Trades the code of the consent page for tokens.
 *
 * @throws {GhlError} `reconnect` when the code is refused or no sub-account was chosen
 */
export const exchangeCode = async (
  z: ZObject,
  grant: { code: string; redirectUri: string },
): Promise<Connection> =>
  requestToken(z, {
    grant_type: 'authorization_code',
    code: grant.code,
    redirect_uri: grant.redirectUri,
  });

/**
 * Trades a refresh token for a new pair. Each refresh token works once.
 *
 * @throws {GhlError} `reconnect` when the token is spent or revoked, `throttled` when HighLevel
 *   could not be reached
 */
export const refreshTokens = async (z: ZObject, refreshToken: string): Promise<Connection> => {
  const log = createLog(z.console);
  try {
    const connection = await requestToken(z, {
      grant_type: 'refresh_token',
      refresh_token: refreshToken,
    });
    log('auth.refreshed', { locationId: connection.locationId });
    return connection;
  } catch (error) {
    log('auth.refresh_failed', {
      reason: error instanceof GhlError ? error.code : 'unexpected',
    });
    throw error;
  }
};

const requestToken = async (z: ZObject, grant: Record<string, string>): Promise<Connection> => {
  const response = await postForm(z, {
    client_id: clientId(),
    client_secret: clientSecret(),
    user_type: 'Location',
    ...grant,
  });
  if (response.status === 429 || response.status >= 500) {
    throw GhlError.unreachable();
  }
  // A refusal is GHL's own JSON; a page or a redirect comes from something in between.
  if (response.status >= 300 && isRecord(response.data)) {
    throw reconnectNeeded('grant_refused', response.status);
  }
  const answer = tokenAnswer.safeParse(response.data);
  if (!answer.success) throw GhlError.unreadable(response.status);
  const { access_token, refresh_token, locationId, companyId, userId, scope } = answer.data;
  if (!locationId) {
    throw reconnectNeeded('agency_connected');
  }
  return {
    access_token,
    refresh_token,
    locationId,
    companyId: companyId ?? '',
    userId: userId ?? '',
    scope: scope ?? '',
  };
};

const postForm = async (
  z: ZObject,
  form: Record<string, string>,
): Promise<HttpResponse<unknown>> => {
  try {
    return await requestWithin(z, TOKEN_TIMEOUT_MS, {
      method: 'POST',
      url: new URL('/oauth/token', apiBaseUrl()).href,
      headers: { Accept: 'application/json', 'Content-Type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams(form).toString(),
    });
  } catch (error) {
    // Core turns each 401 into a refresh, which makes no sense for the refresh itself.
    if (error instanceof z.errors.RefreshAuthError) {
      throw reconnectNeeded('grant_refused', 401);
    }
    throw error;
  }
};
