import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
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

describe('npm run push of a build that forgot the relay', () => {
  it('stops before anything is uploaded', async () => {
    const project = mkdtempSync(join(tmpdir(), 'protiv-push-'));
    try {
      for (const part of ['command-line', 'scripts', 'templates', 'dist', 'package.json']) {
        cpSync(resolve(part), join(project, part), { recursive: true });
      }
      symlinkSync(resolve('node_modules'), join(project, 'node_modules'));
      writeFileSync(join(project, '.zapierapprc'), '{"id":1,"key":"App1"}');
      const trigger = { type: 'hook', major: 0 };
      const published = { 'triggers.new_contact': { inputs: [], sample: [], trigger } };
      writeFileSync(join(project, 'published.json'), JSON.stringify(published));
      const push = run(process.execPath, ['scripts/stage.ts', 'push'], { cwd: project });
      await expect(push).rejects.toMatchObject({
        code: 1,
        stderr: expect.stringMatching(
          /^Zaps with new_contact were instant in version 0, and it is of type polling in this build\.\nBuild with PROTIV_RELAY_URL/,
        ),
      });
    } finally {
      rmSync(project, { recursive: true, force: true });
    }
  });
});
