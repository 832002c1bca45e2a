import type { Context, Hono } from 'hono';

import { ApiError, unprocessable } from './api-error.ts';
import { consentError, consentPage } from './consent-page.ts';
import { bearerOf } from './routing.ts';
import { AGENCY_SCOPES, SCOPES } from './scopes.ts';
import type { Grant, Tokens } from './tokens.ts';
import type { World } from './world.ts';

export interface OAuthOptions {
  world: World;
  tokens: Tokens;
  /** Secrets by id: the keys of one app. */
  clientKeys: Map<string, string>;
  /** Whether only the key that a connection was made with can renew it. */
  renewsWithOwnKeyOnly: boolean;
  companyId: string;
  userId: string;
  /** Whether HighLevel grants just what is asked for, or all that the app may ever ask for. */
  grantsSubset: boolean;
  /** Whether a new connection leaves those that the location has alive. */
  connectionsSideBySide: boolean;
}

const CONSENT_PATH = '/v2/oauth/chooselocation';

/** Consent page and token endpoint. */
export const addOAuth = (app: Hono, options: OAuthOptions): void => {
  app.get(CONSENT_PATH, (c) => {
    const asked = askedFor(c.req.query(), options.clientKeys);
    if (typeof asked === 'string') return c.html(consentError(asked), 400);
    return c.html(
      consentPage(asked, [
        ...options.world.locations.values(),
        { id: options.companyId, name: 'The whole agency' },
      ]),
    );
  });

  app.post(CONSENT_PATH, async (c) => {
    const form = new URLSearchParams(await c.req.text());
    const asked = askedFor(
      { response_type: 'code', ...Object.fromEntries(form) },
      options.clientKeys,
    );
    if (typeof asked === 'string') return c.html(consentError(asked), 400);
    const back = new URL(asked.redirectUri);
    if (asked.state !== undefined) back.searchParams.set('state', asked.state);
    if (form.get('decision') !== 'allow') {
      back.searchParams.set('error', 'access_denied');
      return c.redirect(back.href, 302);
    }
    const chosen = form.get('location_id') ?? '';
    if (chosen !== options.companyId && !options.world.locations.has(chosen)) {
      return c.html(consentError('Choose a sub-account.'), 400);
    }
    const isAgency = chosen === options.companyId;
    const isBulk = options.world.oddities.bulkInstallation;
    const grant: Grant = {
      companyId: options.companyId,
      ...(isAgency || isBulk
        ? { approvedLocations: isAgency ? [...options.world.locations.keys()] : [chosen] }
        : { locationId: chosen }),
      userId: options.userId,
      scopes: options.grantsSubset ? asked.scopes : Object.keys(SCOPES),
      clientId: asked.clientId,
    };
    back.searchParams.set('code', options.tokens.giveCode(grant, asked.redirectUri));
    return c.redirect(back.href, 302);
  });

  app.post('/oauth/token', async (c) => c.json(await tokenAnswer(c, options)));

  app.post('/oauth/locationToken', async (c) => c.json(await locationTokenAnswer(c, options)));
};

interface Asked {
  clientId: string;
  redirectUri: string;
  scopes: string[];
  state: string | undefined;
}

/** What the app asks for, or the reason why that cannot be answered. */
const askedFor = (
  query: Readonly<Record<string, string>>,
  keys: ReadonlyMap<string, string>,
): Asked | string => {
  const clientId = query['client_id'] ?? '';
  const redirectUri = query['redirect_uri'] ?? '';
  const scopes = (query['scope'] ?? '').split(/\s+/).filter((scope) => scope !== '');
  const unknown = scopes.filter((scope) => !Object.hasOwn({ ...SCOPES, ...AGENCY_SCOPES }, scope));
  if (query['response_type'] !== 'code') return 'The app must ask for response_type=code.';
  if (!keys.has(clientId)) return 'No app has this client_id.';
  if (!/^https?:\/\//.test(redirectUri) || !URL.canParse(redirectUri)) {
    return 'The redirect_uri is missing or not a web address.';
  }
  if (scopes.length === 0) return 'The app asks for no scope.';
  if (unknown.length > 0) return `There is no scope ${unknown.join(', ')}.`;
  return { clientId, redirectUri, scopes, state: query['state'] };
};

const GRANT_TYPES = ['authorization_code', 'refresh_token', 'client_credentials'];
const USER_TYPES = ['Location', 'Company'];

const tokenAnswer = async (c: Context, options: OAuthOptions): Promise<Record<string, unknown>> => {
  const form = await formOf(c);
  const grantType = form.get('grant_type') ?? '';
  const userType = form.get('user_type') ?? 'Location';
  const wrong = [
    ...(GRANT_TYPES.includes(grantType) ? [] : ['grant_type must be a valid enum value']),
    ...(USER_TYPES.includes(userType) ? [] : ['user_type must be a valid enum value']),
  ];
  if (wrong.length > 0) throw unprocessable(...wrong);
  const clientId = form.get('client_id') ?? '';
  const secret = options.clientKeys.get(clientId);
  if (secret === undefined || form.get('client_secret') !== secret) {
    throw new ApiError(401, 'Invalid client credentials', { error: 'invalid_client' });
  }
  const granted = takeGrant(form, grantType, clientId, options);
  const { locationId, ...agency } = { ...granted, clientId };
  const grant: Grant =
    userType === 'Company' || !locationId
      ? { approvedLocations: [locationId ?? ''].filter(Boolean), ...agency }
      : { ...agency, locationId };
  if (grantType === 'authorization_code' && grant.locationId && !options.connectionsSideBySide) {
    options.tokens.revokeLocation(grant.locationId);
  }
  const pair = options.tokens.give(grant);
  return {
    access_token: pair.accessToken,
    token_type: 'Bearer',
    expires_in: pair.expiresIn,
    refresh_token: pair.refreshToken,
    scope: grant.scopes.join(' '),
    userType: grant.locationId ? 'Location' : 'Company',
    companyId: grant.companyId,
    ...(grant.locationId
      ? { locationId: grant.locationId }
      : { approvedLocations: grant.approvedLocations }),
    userId: grant.userId,
    isBulkInstallation: !grant.locationId,
  };
};

const formOf = async (c: Context): Promise<URLSearchParams> => {
  if (!(c.req.header('content-type') ?? '').startsWith('application/x-www-form-urlencoded')) {
    throw new ApiError(400, 'content-type must be application/x-www-form-urlencoded');
  }
  return new URLSearchParams(await c.req.text());
};

/** A location's token for an agency's, without the scopes that only an agency can hold. */
const locationTokenAnswer = async (
  c: Context,
  { tokens }: OAuthOptions,
): Promise<Record<string, unknown>> => {
  const agency = tokens.holder(bearerOf(c.req.header('authorization')));
  if (!agency) throw new ApiError(401, 'Invalid JWT');
  if (agency.locationId !== undefined || !agency.scopes.includes('oauth.write')) {
    throw new ApiError(401, 'The token is not authorized for this scope.');
  }
  if (!c.req.header('version')) throw new ApiError(401, 'version header was not found.');
  const form = await formOf(c);
  const wanted = { companyId: form.get('companyId'), locationId: form.get('locationId') };
  const missing = Object.entries(wanted).flatMap(([name, value]) =>
    value ? [] : [`${name} should not be empty`],
  );
  if (missing.length > 0) throw unprocessable(...missing);
  const locationId = agency.approvedLocations?.find((id) => id === wanted.locationId);
  if (wanted.companyId !== agency.companyId || locationId === undefined) {
    throw new ApiError(403, 'The token does not have access to this location.');
  }
  const { companyId, userId, clientId } = agency;
  const scopes = agency.scopes.filter((scope) => Object.hasOwn(SCOPES, scope));
  const pair = tokens.give({ companyId, locationId, userId, clientId, scopes });
  return {
    access_token: pair.accessToken,
    token_type: 'Bearer',
    expires_in: pair.expiresIn,
    refresh_token: pair.refreshToken,
    scope: scopes.join(' '),
    locationId,
    userId,
  };
};

const takeGrant = (
  form: URLSearchParams,
  grantType: string,
  clientId: string,
  { tokens, renewsWithOwnKeyOnly }: OAuthOptions,
): Grant => {
  if (grantType === 'authorization_code') {
    const grant = tokens.takeCode(form.get('code') ?? '', form.get('redirect_uri') ?? undefined);
    if (grant?.clientId !== clientId) {
      throw invalidGrant('Invalid grant: authorization code is invalid');
    }
    return grant;
  }
  if (grantType === 'refresh_token') {
    const token = form.get('refresh_token') ?? '';
    const grant = tokens.takeRefresh(token, renewsWithOwnKeyOnly ? clientId : undefined);
    if (!grant) throw invalidGrant('Invalid grant: refresh token is invalid');
    return grant;
  }
  throw new ApiError(400, 'This app cannot use client_credentials');
};

const invalidGrant = (message: string): ApiError =>
  new ApiError(400, message, { error: 'invalid_grant' });
