import type { ZObject } from 'zapier-platform-core';

import {
  API_VERSION,
  apiBaseUrl,
  clientKey,
  clientKeyFor,
  isForAgencies,
  marketplaceUrl,
} from './client/configuration.ts';
import type { ClientKey } from './client/configuration.ts';
import { reconnectNeeded } from './client/connection-errors.ts';
import { GhlError } from './client/errors.ts';
import { isRecord } from './client/json.ts';
import { createLog } from './client/log.ts';
import { startBudget, withRetries } from './client/retry.ts';
import type { Budget } from './client/retry.ts';
import { AGENCY_SCOPE, scopeList, scopesFor } from './client/scopes.ts';
import type { Access, Area } from './client/scopes.ts';
import { requestWithin } from './client/timed-request.ts';
import type { Answer } from './client/timed-request.ts';

/**
 * HighLevel's consent page for what the user chose.
 * Source: GHL's OAuth documentation (`/v2` path since 2026-05-27).
 */
export const authorizeUrl = (request: {
  access: Access;
  area: Area;
  redirectUri: string;
  state: string;
}): string => {
  const url = new URL('/v2/oauth/chooselocation', marketplaceUrl());
  url.searchParams.set('response_type', 'code');
  url.searchParams.set('client_id', clientKey().id);
  url.searchParams.set('redirect_uri', request.redirectUri);
  url.searchParams.set('state', request.state);
  const scopes = [
    ...scopesFor(request.access, request.area),
    ...(isForAgencies() ? [AGENCY_SCOPE] : []),
  ];
  url.searchParams.set('scope', scopes.join(' '));
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

const TOKEN_PATH = '/oauth/token';

const LOCATION_TOKEN_PATH = '/oauth/locationToken';

/** Milliseconds; a grant is spent by its first use and never sent again, so it may take its time. */
const TOKEN_TIMEOUT_MS = 20_000;

/**
 * Trades the code of the consent page for tokens.
 *
 * @param grant.locationId the sub-account that an agency's user named; empty for whatever is chosen on
 *   the page
 * @throws {GhlError} `reconnect` when the code is refused, no sub-account was chosen, or another one
 *   than was named
 */
export const exchangeCode = async (
  z: ZObject,
  grant: { code: string; redirectUri: string; locationId: string },
): Promise<Connection> => {
  const form = {
    grant_type: 'authorization_code',
    code: grant.code,
    redirect_uri: grant.redirectUri,
  };
  const connection = await requestConnection(z, clientKey(), form, {
    locationId: grant.locationId,
  });
  if (grant.locationId && connection.locationId !== grant.locationId) {
    throw reconnectNeeded('another_sub_account');
  }
  return connection;
};

/**
 * Trades a refresh token for a new pair. Each refresh token works once, so whatever else an answer
 * lacks is kept as it was.
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
    const grant = { grant_type: 'refresh_token', refresh_token: before.refresh_token ?? '' };
    const connection = await requestConnection(z, key, grant, before);
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

/**
 * @param before what the connection keeps where the answer says nothing
 */
const requestConnection = async (
  z: ZObject,
  key: ClientKey,
  grant: Record<string, string>,
  before: Readonly<Partial<Connection>> = {},
): Promise<Connection> => {
  const form = { client_id: key.id, client_secret: key.secret, user_type: 'Location', ...grant };
  const budget = startBudget();
  const given = await requestTokens(z, TOKEN_PATH, form, TOKEN_TIMEOUT_MS);
  const tokens =
    given.locationId || !given.isAgency ? given : await exchangeAgency(z, given, before, budget);
  const locationId = tokens.locationId || before.locationId;
  if (!locationId) throw reconnectNeeded('agency_connected');
  return {
    access_token: tokens.accessToken,
    refresh_token: tokens.refreshToken || (before.refresh_token ?? ''),
    locationId,
    companyId: tokens.companyId || (before.companyId ?? ''),
    userId: tokens.userId || (before.userId ?? ''),
    scope: tokens.scope || (before.scope ?? ''),
    clientKeyId: key.id,
  };
};

/**
 * Trades an agency's token for the one of the sub-account that it was meant for, where the app is set
 * up for that and it is clear which one: the one that the user named, or the only one that the answer
 * names. An agency's user who picks one sub-account is
 * given an agency's token where the marketplace app allows bulk installation
 * (GoHighLevel/highlevel-api-docs#294).
 *
 * @throws {GhlError} `reconnect` where it cannot be done
 */
const exchangeAgency = async (
  z: ZObject,
  agency: Tokens,
  before: Readonly<Partial<Connection>>,
  budget: Budget,
): Promise<Tokens> => {
  const [approved, another] = agency.approvedLocations;
  const locationId = before.locationId || (another === undefined ? approved : undefined);
  if (!isForAgencies() || !agency.companyId) throw reconnectNeeded('agency_connected');
  if (!locationId) throw reconnectNeeded('sub_account_needed');
  const form = { companyId: agency.companyId, locationId };
  const headers = {
    Authorization: `Bearer ${agency.accessToken}`,
    Version: API_VERSION.oauth,
  };
  const log = createLog(z.console, locationId);
  try {
    // What led here is spent; this request spends nothing, and may be sent again.
    const tokens = await withRetries(
      budget,
      (timeoutMs) => requestTokens(z, LOCATION_TOKEN_PATH, form, timeoutMs, headers),
      ({ code, details }, attemptsMade) =>
        log('request.retried', { reason: code, attemptsMade, status: details.status ?? 0 }),
    );
    return ofSubAccount(tokens, agency, locationId);
  } catch (error) {
    const isNamed = before.locationId && !before.refresh_token;
    const isRefused = error instanceof GhlError && error.code === 'grant_refused';
    if (!isNamed || !isRefused || error.details.status === 401) throw error;
    throw reconnectNeeded('sub_account_refused');
  }
};

/** Tokens of a sub-account, with what only the agency's answer says. */
const ofSubAccount = (tokens: Tokens, agency: Tokens, locationId: string): Tokens => ({
  ...tokens,
  // The agency's own refresh token leads back here.
  refreshToken: tokens.refreshToken || agency.refreshToken,
  locationId: tokens.locationId || locationId,
  companyId: tokens.companyId || agency.companyId,
  userId: tokens.userId || agency.userId,
  scope: tokens.scope || agency.scope,
});

/** A token answer, as far as it could be read: texts that are absent are empty. */
interface Tokens {
  accessToken: string;
  refreshToken: string;
  locationId: string;
  companyId: string;
  userId: string;
  /** Separated by spaces. */
  scope: string;
  /** Whether it opens an agency and names no sub-account. */
  isAgency: boolean;
  approvedLocations: string[];
}

const requestTokens = async (
  z: ZObject,
  path: string,
  form: Record<string, string>,
  timeoutMs: number,
  headers: Record<string, string> = {},
): Promise<Tokens> => {
  const response = await postForm(z, path, form, timeoutMs, headers);
  if (response.status === 429 || response.status >= 500) {
    throw GhlError.unreachable();
  }
  // A refusal is GHL's own JSON; a page or a redirect comes from something in between.
  if (response.status >= 300 && isRecord(response.json)) {
    throw reconnectNeeded('grant_refused', response.status);
  }
  const tokens = response.status < 300 ? readTokens(response.json) : undefined;
  if (tokens === undefined) throw GhlError.unreadable(response.status);
  return tokens;
};

/**
 * Reads an answer in either spelling: v3 of the API writes `accessToken`, and some answers are wrapped
 * in an object of their own.
 *
 * @returns `undefined` for an answer without an access token
 */
const readTokens = (json: unknown): Tokens | undefined => {
  const answer = [json, ...(isRecord(json) ? Object.values(json) : [])].find(
    (part) => isRecord(part) && tokenOf(part['access_token'] ?? part['accessToken']) !== '',
  );
  if (!isRecord(answer)) return undefined;
  const locationId = idOf(answer['locationId'] ?? answer['location_id']);
  const userType = tokenOf(answer['userType'] ?? answer['user_type']).toLowerCase();
  const approvedLocations = idsOf(answer['approvedLocations'] ?? answer['locations']);
  const isBulk = answer['isBulkInstallation'] === true || approvedLocations.length > 0;
  return {
    accessToken: tokenOf(answer['access_token'] ?? answer['accessToken']),
    refreshToken: tokenOf(answer['refresh_token'] ?? answer['refreshToken']),
    locationId,
    companyId: idOf(answer['companyId'] ?? answer['company_id']),
    userId: idOf(answer['userId'] ?? answer['user_id']),
    scope: scopeList(answer['scope'] ?? answer['scopes']).join(' '),
    isAgency: locationId === '' && (userType === '' ? isBulk : userType === 'company'),
    approvedLocations,
  };
};

const tokenOf = (value: unknown): string => (typeof value === 'string' ? value.trim() : '');

const idOf = (value: unknown): string =>
  typeof value === 'number' ? String(value) : tokenOf(value);

/** Ids of sub-accounts, each once; a row of the list may be an id or a record with one. */
const idsOf = (value: unknown): string[] => {
  const rows: unknown[] = Array.isArray(value) ? value : [];
  const ids = rows.map((row) => idOf(isRecord(row) ? (row['id'] ?? row['_id']) : row));
  return [...new Set(ids)].filter((id) => id !== '');
};

const postForm = async (
  z: ZObject,
  path: string,
  form: Record<string, string>,
  timeoutMs: number,
  headers: Record<string, string>,
): Promise<Answer> => {
  try {
    const request = {
      method: 'POST',
      url: new URL(path, apiBaseUrl()).href,
      headers: {
        Accept: 'application/json',
        'Content-Type': 'application/x-www-form-urlencoded',
        ...headers,
      },
      body: new URLSearchParams(form).toString(),
    } as const;
    return await requestWithin(z, timeoutMs, request, { unread: true });
  } catch (error) {
    // Core turns each 401 into a refresh, which makes no sense for the refresh itself.
    if (error instanceof z.errors.RefreshAuthError) {
      throw reconnectNeeded('grant_refused', 401);
    }
    throw error;
  }
};
