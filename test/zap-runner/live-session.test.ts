import { describe, expect, it } from '@jest/globals';

import type { ZapTemplate } from '../../templates/template.ts';
import { openLiveSession } from '../../zap-runner/demo/live-session.ts';
import { createZap } from '../../zap-runner/zap.ts';
import { createFixture } from './fixtures/app.ts';

const QUIET: ZapTemplate = {
  key: 'quiet',
  title: 'Watch people',
  description: 'For the tests.',
  steps: [{ kind: 'trigger', id: 'trigger', operation: 'person_changed', fields: {} }],
  variations: [],
};

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
    const zap = await createZap(QUIET, session.connection);
    expect([await session.beforePoll(1, zap), await session.beforePoll(2, zap)]).toEqual([[], []]);
    await session.close();
  });

  it('says how to get one when there is none', async () => {
    const { handler } = await createFixture();
    await expect(openLiveSession(handler, {}, 0)).rejects.toThrow(/invoke auth start/);
  });
});
