import { describe, expect, it } from '@jest/globals';

import { insideCore } from '../../../../harness/inside-core.ts';

describe('a connection without a usable access token', () => {
  it.each([[''], [' '], ['a b'], ['a\r\nHost: evil.example'], ['tökén'], ['\ud800']])(
    'is renewed, and nothing is sent: %j',
    async (token) => {
      const { outcome } = await insideCore(
        (z) => z.request({ url: 'https://services.leadconnectorhq.com/contacts/c1' }),
        { authData: { access_token: token } },
      );
      expect(outcome).toMatchObject({ status: 'rejected', reason: { name: 'RefreshAuthError' } });
    },
  );
});
