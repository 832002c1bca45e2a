import { spawn } from 'node:child_process';
import type { ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import type { Readable } from 'node:stream';

import { describe, expect, it } from '@jest/globals';

type Child = ChildProcessByStdio<null, Readable, Readable>;

/** `npm run preview` without the build that comes first. */
const preview = (...args: string[]): Child =>
  spawn(process.execPath, ['preview/cli.ts', ...args], {
    env: { ...process.env, NODE_ENV: '', FORCE_COLOR: '' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });

const finished = async (child: Child): Promise<{ code: unknown; out: string; err: string }> => {
  let out = '';
  let err = '';
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
  const [code]: unknown[] = await once(child, 'close');
  return { code, out, err };
};

describe('npm run preview', () => {
  it('says where the page of the built app is, and ends when it is told to', async () => {
    const child = preview('--port', '0', '--seed', '7', '--contacts', '5');
    const ended = finished(child);
    const [line]: unknown[] = await once(child.stdout, 'data');
    const url = /at (http:\/\/127\.0\.0\.1:\d+)$/m.exec(String(line))?.[1] ?? '';
    const page = await fetch(url);
    expect(await page.text()).toContain('<script type="module" src="/main.js">');
    child.kill('SIGINT');
    expect(await ended).toMatchObject({ code: 0, err: '' });
  });

  it('says that a port is taken', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const address = other.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    const { code, err } = await finished(preview('--port', String(port)));
    other.close();
    expect({ code, err }).toEqual({
      code: 1,
      err: 'The preview did not start: the port is taken. Choose another one with --port, or 0 for any free one.\n',
    });
  });

  it.each([
    [['--seed', 'x'], /--seed takes a whole number from 0 to 4294967295, but got "x"/],
    [['--seed', '4294967296'], /--seed takes a whole number from 0 to 4294967295/],
    [['--port', '65536'], /--port takes a whole number from 0 to 65535/],
    [['--frob'], /--frob/],
  ])('says what is wrong with %j', async (args, message) => {
    const { code, out, err } = await finished(preview(...args));
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(message);
    expect(err).not.toMatch(/^ +at /m);
  });

  it('says that there is no connection yet', async () => {
    const { code, out, err } = await finished(preview('--live'));
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toMatch(/There is no connection yet/);
  });

  it('explains itself', async () => {
    const { code, out } = await finished(preview('--help'));
    expect(code).toBe(0);
    expect(out).toContain('npm run preview -- [options]');
  });
});
