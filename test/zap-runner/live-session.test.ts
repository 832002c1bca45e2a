import { describe, expect, it } from '@jest/globals';

import { openLiveSession } from '../../zap-runner/demo/live-session.ts';
import { createFixture } from './fixtures/app.ts';

describe('a session with a real account', () => {
  it('uses the connection that the environment holds', async () => {
    const { handler } = await createFixture();
    const environment = {
      authData_access_token: 'mine',
      authData_access: 'write',
      authData_locationId: '',
      GHL_API_BASE_URL: 'http://127.0.0.1:9',
      OTHER: 'x',
    };
    const session = await openLiveSession(handler, environment, 0);
    expect(session.connection.authData).toEqual({ access_token: 'mine', access: 'write' });
    expect(session).toMatchObject({
      account: ['http://127.0.0.1:9'],
      connected: ['Fixture (write)'],
      requests: 0,
    });
    expect([await session.beforePoll(1), await session.beforePoll(2)]).toEqual([[], []]);
    await session.close();
  });

  it('says how to get one when there is none', async () => {
    const { handler } = await createFixture();
    await expect(openLiveSession(handler, {}, 0)).rejects.toThrow(/invoke auth start/);
  });
});
