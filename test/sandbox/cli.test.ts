import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';

import { describe, expect, it } from '@jest/globals';

import { at } from './api.ts';

const CLI = resolve(__dirname, '../../sandbox/cli.ts');

interface Run {
  stdout: string;
  stderr: string;
  code: number | null;
}

/** Runs the command line; `until` something is on stdout, it is asked to stop. */
const run = async (args: readonly string[], until?: string): Promise<Run> => {
  const child = spawn(process.execPath, ['--no-warnings', CLI, ...args]);
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk: Buffer) => {
    stdout += chunk.toString();
    if (until !== undefined && stdout.includes(until)) child.kill('SIGTERM');
  });
  child.stderr.on('data', (chunk: Buffer) => {
    stderr += chunk.toString();
  });
  await once(child, 'close');
  return { stdout, stderr, code: child.exitCode };
};

describe('npm run sandbox', () => {
  it('prints one object as JSON, and stops when asked', async () => {
    const { stdout, code } = await run(['--json', '--contacts', '5', '--seed', '3'], '\n');
    const given: unknown = JSON.parse(stdout.split('\n')[0] ?? '');

    expect(code).toBe(0);
    expect(given).toEqual({
      url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/),
      clientId: expect.any(String),
      clientSecret: expect.any(String),
      webhookPublicKey: expect.stringMatching(/^[\w+/]{59}=$/),
      locations: [1, 2].map(() => ({
        id: expect.stringMatching(/^[A-Za-z0-9]{20}$/),
        name: expect.any(String),
        accessToken: expect.any(String),
        refreshToken: expect.any(String),
        scopes: expect.arrayContaining(['contacts.readonly']),
      })),
    });
    expect(at(given, 'locations', 0, 'scopes')).toContain('contacts.write');
    expect(at(given, 'locations', 1, 'scopes')).not.toContain('contacts.write');
  });

  it('prints lines for .env', async () => {
    const { stdout, code } = await run([], 'Ctrl-C');

    expect(code).toBe(0);
    for (const name of ['GHL_API_BASE_URL', 'CLIENT_ID', 'authData_access_token']) {
      expect(stdout).toMatch(new RegExp(`^${name}=.+$`, 'm'));
    }
  });

  it('helps', async () => {
    const { stdout, code } = await run(['--help']);

    expect(code).toBe(0);
    for (const option of ['--port', '--contacts', '--seed', '--search-lag', '--no-rate-limit']) {
      expect(stdout).toContain(option);
    }
  });

  it.each([
    [['--port', 'x'], '--port takes a whole number from 0 to 65535, but got "x".'],
    [['--contacts', '100001'], '--contacts takes a whole number from 0 to 100000'],
    [['--seeds', '1'], 'There is no --seeds.'],
    [['extra'], 'extra'],
  ])('does not start with %j', async (args, problem) => {
    const { stdout, stderr, code } = await run(args);

    expect({ stdout, code }).toEqual({ stdout: '', code: 2 });
    expect(stderr).toContain(problem);
    expect(stderr).toContain('--help');
  });
});
