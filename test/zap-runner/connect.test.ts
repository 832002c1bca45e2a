import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { connect } from '../../zap-runner/connect.ts';
import { readForm } from '../../zap-runner/consent-form.ts';
import { createFixture } from './fixtures/app.ts';

const PAGE = `
  <h1>Choose &amp; allow</h1>
  <form action="/allow?x=1" method="post">
    <input type="hidden" name="token" value="a&quot;b">
    <label><input type="radio" name="locationId" value="loc1"> One &amp; only</label>
    <label><input type='radio' name='locationId' value='loc2' checked> Two</label>
    <select name="plan"><option value="p1">P1</option><option value="p2" selected>P2</option></select>
    <button name="decision" value="deny">Deny</button>
    <button name="decision" value="allow">Allow</button>
  </form>
  <form><input name="other" value="1"></form>`;

describe('a consent page', () => {
  it('is read as a browser reads its form', () => {
    expect(readForm(PAGE, new URL('http://127.0.0.1:9/consent?state=s'))).toEqual({
      action: new URL('http://127.0.0.1:9/allow?x=1'),
      method: 'POST',
      hidden: { token: 'a"b' },
      options: {
        locationId: [
          { value: 'loc1', label: 'One & only', chosen: false },
          { value: 'loc2', label: 'Two', chosen: true },
        ],
        plan: [
          { value: 'p1', label: 'P1', chosen: false },
          { value: 'p2', label: 'P2', chosen: true },
        ],
      },
      buttons: [
        { label: 'Deny', name: 'decision', value: 'deny' },
        { label: 'Allow', name: 'decision', value: 'allow' },
      ],
    });
  });

  it('without a form is none', () => {
    expect(readForm('<p>Come back later</p>', new URL('http://127.0.0.1/'))).toBeUndefined();
  });
});

const allowed = (query: URLSearchParams): string =>
  `${query.get('redirect_uri')}?code=c1&state=${query.get('state')}`;

describe('connecting', () => {
  let consentPage = '';
  let submitted: Record<string, string> = {};
  let answer = allowed;
  let opened = new URLSearchParams();

  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '', 'http://127.0.0.1');
    if (request.method === 'GET') {
      opened = url.searchParams;
      response.end(url.pathname === '/broken' ? 'Out of order' : PAGE);
      return;
    }
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      submitted = Object.fromEntries(new URLSearchParams(body));
      response.writeHead(302, { Location: answer(opened) }).end();
    });
  });

  beforeEach(async () => {
    answer = allowed;
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port }: AddressInfo = addressOf(server.address());
    consentPage = `http://127.0.0.1:${port}/consent`;
  });
  afterEach(async () => {
    server.close();
    await once(server, 'close');
  });

  it('chooses the sub-account, presses Allow, and trades the code for tokens', async () => {
    const { platform } = await createFixture({ consentPage });
    const { connection, label } = await connect(platform, { access: 'read', locationId: 'loc1' });
    expect(opened.get('access')).toBe('read');
    expect(submitted).toEqual({ token: 'a"b', locationId: 'loc1', plan: 'p2', decision: 'allow' });
    expect(connection.authData).toEqual({
      access: 'read',
      scopes: 'contacts',
      access_token: 'for-c1',
    });
    expect(label).toBe('Fixture (read)');
  });

  it('takes what the page offers when no sub-account is named', async () => {
    const { platform } = await createFixture({ consentPage });
    await connect(platform, { access: 'write' });
    expect(submitted['locationId']).toBe('loc2');
  });

  it.each([
    ['a foreign state', () => 'http://127.0.0.1/?code=c1&state=other', /foreign state/],
    [
      'a refusal',
      (query: URLSearchParams) => `/?error=access_denied&state=${query.get('state')}`,
      /not allowed \(access_denied\)/,
    ],
  ])('stops at %s', async (_name, redirect, message) => {
    answer = redirect;
    const { platform } = await createFixture({ consentPage });
    await expect(connect(platform, { access: 'write' })).rejects.toThrow(message);
  });

  it('stops at a page that it cannot read', async () => {
    const { platform } = await createFixture({
      consentPage: consentPage.replace('/consent', '/broken'),
    });
    await expect(connect(platform, { access: 'write' })).rejects.toThrow(/could not be read/);
  });
});

const addressOf = (address: AddressInfo | string | null): AddressInfo => {
  if (address === null || typeof address === 'string') throw new Error('The server has no port.');
  return address;
};
