import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

import { describe, expect, it } from '@jest/globals';

import { zapierApp } from '../../../templates/zapier-app.ts';

const run = promisify(execFile);

// Once the integration is registered this would upload it.
const beforeRegistration = zapierApp() ? describe.skip : describe;

beforeRegistration('npm run push, before the integration is registered', () => {
  it('names this project’s way to register', async () => {
    const push = run(process.execPath, ['scripts/stage.ts', 'push']);
    await expect(push).rejects.toMatchObject({
      code: 1,
      stdout: '',
      stderr: expect.stringMatching(
        /^Zapier does not know this integration yet.*npm run register.*\n$/,
      ),
    });
  });
});
