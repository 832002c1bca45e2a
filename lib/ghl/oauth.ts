import type { ZObject } from 'zapier-platform-core';
import * as zod from 'zod/mini';

import { apiBaseUrl, clientKey, clientKeyFor, marketplaceUrl } from './client/configuration.ts';
import type { ClientKey } from './client/configuration.ts';
import { GhlError, reconnectNeeded } from './client/errors.ts';
import { isRecord } from './client/json.ts';
import { createLog } from './client/log.ts';
import { scopesFor } from './client/scopes.ts';
import type { Access } from './client/scopes.ts';
import { requestWithin } from './client/timed-request.ts';
import type { Answer } from './client/timed-request.ts';

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
  url.searchParams.set('client_id', clientKey().id);
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
  /** Id of the marketplace app's client key that it was made with. */
  clientKeyId: string;
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
  requestToken(z, clientKey(), {
    grant_type: 'authorization_code',
    code: grant.code,
    redirect_uri: grant.redirectUri,
  });

/**
 * Trades a refresh token for a new pair. Each refresh token works once.
 *
 * @param before the connection as it is
 * @throws {GhlError} `reconnect` when the token is spent or revoked, or the connection would become
 *   one of another sub-account; `throttled` when HighLevel could not be reached
 */
export const refreshTokens = async (
  z: ZObject,
  before: Readonly<Partial<Connection>>,
): Promise<Connection> => {
  const log = createLog(z.console, before.locationId);
  const key = clientKeyFor(before.clientKeyId ?? '');
  try {
    const connection = await requestToken(z, key, {
      grant_type: 'refresh_token',
      refresh_token: before.refresh_token ?? '',
    });
    const { locationId } = connection;
    if (before.locationId && before.locationId !== locationId) {
      log('auth.location_changed', { to: locationId });
      throw reconnectNeeded('location_changed');
    }
    const previousKey = key.id !== clientKey().id;
    log('auth.refreshed', previousKey ? { previousKey } : {});
    return connection;
  } catch (error) {
    const known = error instanceof GhlError ? error : undefined;
    log('auth.refresh_failed', {
      reason: known?.code ?? 'unexpected',
      status: known?.details.status ?? 0,
    });
    throw error;
  }
};

const requestToken = async (
  z: ZObject,
  key: ClientKey,
  grant: Record<string, string>,
): Promise<Connection> => {
  const response = await postForm(z, {
    client_id: key.id,
    client_secret: key.secret,
    user_type: 'Location',
    ...grant,
  });
  if (response.status === 429 || response.status >= 500) {
    throw GhlError.unreachable();
  }
  // A refusal is GHL's own JSON; a page or a redirect comes from something in between.
  if (response.status >= 300 && isRecord(response.json)) {
    throw reconnectNeeded('grant_refused', response.status);
  }
  const answer = tokenAnswer.safeParse(response.json);
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
    clientKeyId: key.id,
  };
};

const postForm = async (z: ZObject, form: Record<string, string>): Promise<Answer> => {
  try {
    const request = {
      method: 'POST',
      url: new URL('/oauth/token', apiBaseUrl()).href,
      headers: { Accept: 'application/json', 'Content-Type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams(form).toString(),
    } as const;
    return await requestWithin(z, TOKEN_TIMEOUT_MS, request, { unread: true });
  } catch (error) {
    // Core turns each 401 into a refresh, which makes no sense for the refresh itself.
    if (error instanceof z.errors.RefreshAuthError) {
      throw reconnectNeeded('grant_refused', 401);
    }
    throw error;
  }
};
