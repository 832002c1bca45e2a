import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { at, openApi, textAt } from './api.ts';
import type { Answered, Api } from './api.ts';

const REDIRECT = 'https://app.example.com/return';
const SCOPES = 'contacts.readonly locations.readonly';

describe('connecting an app', () => {
  let api: Api;
  let now = Date.parse('2026-03-02T09:00:00Z');

  beforeEach(async () => {
    api = await openApi({ now: () => now });
  });

  afterEach(async () => {
    await api.sandbox.close();
  });

  const asked = (changes: Readonly<Record<string, string>> = {}): Record<string, string> => ({
    response_type: 'code',
    client_id: api.sandbox.clientId,
    redirect_uri: REDIRECT,
    scope: SCOPES,
    state: 'a&b"',
    ...changes,
  });

  const decide = (changes: Readonly<Record<string, string>> = {}): Promise<Answered> =>
    api.post('/v2/oauth/chooselocation', {
      ...asked(),
      location_id: api.own.id,
      decision: 'allow',
      ...changes,
    });

  const returned = (answer: Answered): URLSearchParams =>
    new URL(answer.headers.get('location') ?? '').searchParams;

  const exchange = async (changes: Readonly<Record<string, string>> = {}): Promise<Answered> =>
    api.token({
      grant_type: 'authorization_code',
      code: returned(await decide()).get('code') ?? '',
      redirect_uri: REDIRECT,
      ...changes,
    });

  const works = async (token: string): Promise<boolean> =>
    (await api.ask('GET', `/locations/${api.own.id}`, { token })).status === 200;

  it('shows the sub-accounts and the permissions, with what the app sent escaped', async () => {
    const { status, body } = await api.ask('GET', '/v2/oauth/chooselocation', { query: asked() });

    expect(status).toBe(200);
    for (const { name } of api.sandbox.locations) {
      expect(body).toContain(name.replaceAll('&', '&amp;'));
    }
    expect(body).toContain('See contacts, with their tasks, notes and appointments');
    expect(body).toContain('value="a&amp;b&quot;"');
  });

  it.each([
    [{ client_id: 'nobody' }, 'No app has this client_id.'],
    [{ scope: 'contacts.readonly contacts.everything' }, 'There is no scope contacts.everything.'],
    [{ scope: '' }, 'The app asks for no scope.'],
    [{ redirect_uri: 'javascript:alert(1)' }, 'The redirect_uri is missing or not a web address.'],
    [{ response_type: 'token' }, 'The app must ask for response_type=code.'],
  ])('says what is wrong with %j', async (changes, sentence) => {
    const query = asked(changes);
    const { status, body } = await api.ask('GET', '/v2/oauth/chooselocation', { query });

    expect(status).toBe(400);
    expect(body).toContain(sentence);
  });

  it('sends the user back with a code and the state', async () => {
    const answer = await decide();

    expect(answer.status).toBe(302);
    expect(answer.headers.get('location')).toMatch(/^https:\/\/app\.example\.com\/return\?/);
    expect(returned(answer).get('state')).toBe('a&b"');
    expect(returned(answer).get('code')).toMatch(/.{20}/);
  });

  it('sends the user back with an error after a no', async () => {
    const back = returned(await decide({ decision: 'deny' }));

    expect(Object.fromEntries(back)).toEqual({ state: 'a&b"', error: 'access_denied' });
  });

  it('gives a token for what was asked for, in the chosen sub-account', async () => {
    const answer = await exchange();

    expect(answer).toMatchObject({
      status: 200,
      body: {
        token_type: 'Bearer',
        expires_in: 86_399,
        scope: SCOPES,
        userType: 'Location',
        locationId: api.own.id,
        companyId: api.own.companyId,
        userId: api.own.userId,
      },
    });
    expect(await works(textAt(answer, 'access_token'))).toBe(true);
  });

  it('gives every scope where it is told that GHL grants no subset', async () => {
    const generous = await openApi({ grantsSubset: false });
    const { clientId } = generous.sandbox;
    const answer = await generous.post('/v2/oauth/chooselocation', {
      ...asked({ client_id: clientId }),
      location_id: generous.own.id,
      decision: 'allow',
    });
    const code = returned(answer).get('code') ?? '';
    const token = await generous.token({ grant_type: 'authorization_code', code });
    await generous.sandbox.close();

    expect(textAt(token, 'scope').split(' ')).toContain('contacts.write');
  });

  it('gives no location to one who asks for, or chose, the agency', async () => {
    const asksForAgency = await exchange({ user_type: 'Company' });
    const code = returned(await decide({ location_id: api.own.companyId })).get('code') ?? '';
    const choseAgency = await api.token({ grant_type: 'authorization_code', code });

    for (const { body } of [asksForAgency, choseAgency]) {
      expect(body).toMatchObject({ userType: 'Company', companyId: api.own.companyId });
      expect(body).not.toHaveProperty('locationId');
    }
    expect(await works(textAt(choseAgency, 'access_token'))).toBe(false);
  });

  it('takes a code once, from the right place and in time', async () => {
    const code = returned(await decide()).get('code') ?? '';
    const form = { grant_type: 'authorization_code', code };

    expect(await api.token({ ...form, redirect_uri: 'https://other.example.com' })).toMatchObject({
      status: 400,
      body: { error: 'invalid_grant' },
    });
    expect(await api.token({ ...form, redirect_uri: REDIRECT })).toMatchObject({ status: 400 });

    const late = returned(await decide()).get('code') ?? '';
    now += 11 * 60_000;
    expect(await api.token({ ...form, code: late })).toMatchObject({ status: 400 });
  });

  it('takes a refresh token once', async () => {
    const form = { grant_type: 'refresh_token', refresh_token: api.own.refreshToken };
    const first = await api.token(form);

    expect(first).toMatchObject({ status: 200, body: { locationId: api.own.id } });
    expect(textAt(first, 'refresh_token')).not.toBe(api.own.refreshToken);
    expect(await api.token(form)).toMatchObject({ status: 400, body: { error: 'invalid_grant' } });
  });

  it.each<[Record<string, string>, number, unknown]>([
    [{ grant_type: 'password' }, 422, ['grant_type must be a valid enum value']],
    [
      { grant_type: 'refresh_token', user_type: 'Everyone' },
      422,
      ['user_type must be a valid enum value'],
    ],
    [{ grant_type: 'refresh_token', client_secret: 'wrong' }, 401, 'Invalid client credentials'],
    [{ grant_type: 'client_credentials' }, 400, 'This app cannot use client_credentials'],
  ])('refuses %j', async (form, status, message) => {
    expect(await api.token(form)).toMatchObject({ status, body: { message } });
  });

  it('takes forms only', async () => {
    const { status } = await api.ask('POST', '/oauth/token', {
      token: null,
      json: { grant_type: 'refresh_token' },
    });

    expect(status).toBe(400);
  });

  it('ends access after a day, on demand, and when revoked', async () => {
    const token = textAt(await exchange(), 'access_token');
    now += 86_398_000;
    expect(await works(token)).toBe(true);
    now += 1000;
    expect(await works(token)).toBe(false);

    const fresh = textAt(await exchange(), 'access_token');
    api.sandbox.expireAccessTokens();
    expect(await works(fresh)).toBe(false);

    const { body } = await exchange();
    api.sandbox.revokeToken(String(at(body, 'access_token')));
    expect(await works(String(at(body, 'access_token')))).toBe(false);
    api.sandbox.revokeToken(String(at(body, 'refresh_token')));
    const form = { grant_type: 'refresh_token', refresh_token: String(at(body, 'refresh_token')) };
    expect(await api.token(form)).toMatchObject({ status: 400 });
  });

  it.each([true, false])('keeps an older connection alive: %s', async (sideBySide) => {
    const switched = await openApi({ connectionsSideBySide: sideBySide });
    const answer = await switched.post('/v2/oauth/chooselocation', {
      ...asked({ client_id: switched.sandbox.clientId }),
      location_id: switched.own.id,
      decision: 'allow',
    });
    const code = returned(answer).get('code') ?? '';
    await switched.token({ grant_type: 'authorization_code', code });
    const { status } = await switched.ask('GET', `/locations/${switched.own.id}`);
    await switched.sandbox.close();

    expect(status).toBe(sideBySide ? 200 : 401);
  });
});
