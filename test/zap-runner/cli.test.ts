import { spawn } from 'node:child_process';
import { tmpdir } from 'node:os';
import { resolve } from 'node:path';

import { describe, expect, it } from '@jest/globals';

import { templates } from '../../templates/index.ts';

/**
 * Runs a script of the project; the app is built already. Not in the project's folder, whose `.env`
 * may hold a developer's own connection.
 */
const run = (
  script: string,
  ...args: string[]
): Promise<{ code: number | null; out: string; err: string }> =>
  new Promise((settle, reject) => {
    const child = spawn(process.execPath, [resolve(script), ...args], {
      cwd: tmpdir(),
      env: { ...process.env, NODE_ENV: '', FORCE_COLOR: '' },
    });
    let out = '';
    let err = '';
    child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
    child.on('error', reject);
    child.on('close', (code) => settle({ code, out, err }));
  });

const zap = (...args: string[]) => run('zap-runner/cli.ts', ...args);
const start = (...args: string[]) => run('scripts/start.ts', ...args);

describe('npm run zap', () => {
  it('names the templates', async () => {
    const { code, out } = await zap('--list');
    expect(code).toBe(0);
    for (const { key, title } of templates) expect(out).toContain(`${key}\n  ${title}`);
    expect(out).toMatch(/\npost-new-opportunities\n.* \(only reads\)\n/);
    expect(out).toMatch(/\nanswer-missed-calls\n.* \(sends messages to people\)\n/);
    expect(out).toMatch(/\nroute-new-contact\n.*[^)]\n/);
  });

  // Every template runs on the sources in test/templates/end-to-end.test.ts.
  it.each(['share-contact-updates', 'route-new-contact', 'log-missed-calls'])(
    'runs %s on the built app',
    async (key) => {
      const { code, out, err } = await zap(key, '--json', '--contacts', '30');
      expect({ code, err }).toEqual({ code: 0, err: '' });
      const { polls } = JSON.parse(out);
      expect(polls).toMatchObject([
        { runs: [] },
        { runs: expect.arrayContaining([expect.objectContaining({ outcome: 'finished' })]) },
        { runs: [] },
      ]);
    },
  );

  it('runs route-new-contact within a second of the change, through a relay', async () => {
    const { code, out, err } = await zap('route-new-contact', '--instant');
    expect({ code, err }).toEqual({ code: 0, err: '' });
    const hooks = out.match(/^Hook \d: ContactCreate, \d+\.\d\d s after the change$/gm);
    const [, added] = /^In HighLevel\n([\s\S]*?)\n\n/m.exec(out) ?? [];
    expect(hooks).toHaveLength((added?.match(/: added with/g) ?? []).length);
    expect(hooks?.length).toBeGreaterThan(1);
    expect(out).toMatch(/^ +Fired +\d times · \d went through all steps/m);
    expect(out).toMatch(/^ +Slowest +\d+\.\d\d s from the change to the run$/m);
  });

  it.each([
    [['route-new-contact', '--instant', '--live'], /--instant is for this machine only/],
    [['no-such-template'], /There is no template "no-such-template"\. There are: /],
    [['route-new-contact', '--seed', 'x'], /--seed takes a whole number from 0 to 4294967295/],
    [['route-new-contact', '--seed', '9007199254740993'], /--seed takes a whole number from 0 to/],
    [
      ['route-new-contact', 'log-emails'],
      /One template at a time, but got "route-new-contact" and/,
    ],
    [
      ['route-new-contact', '--choose', 'nosuch.field=1'],
      /"nosuch\.field" is none of the choices that the template leaves open: route\.assignedTo\./,
    ],
    [
      ['save-form-leads', '--choose', 'nosuch.field=1'],
      /"nosuch\.field" is no choice: the template leaves none open\./,
    ],
    [
      ['route-new-contact', '--choose', 'route.assignedTo'],
      /--choose takes STEP\.FIELD=VALUE, but got "route\.assignedTo"\./,
    ],
    [['route-new-contact', '--frob'], /--frob/],
    [['log-emails', '--live'], /starts in Gmail, whose sample records/],
  ])('says what is wrong with %j', async (args, message) => {
    const { code, out, err } = await zap(...args);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(message);
    expect(err).not.toMatch(/^ +at /m);
  });

  it.each([
    [['post-overdue-tasks', '--instant'], /starts with a trigger that polls, with a relay too/],
    [['route-new-contact', '--live'], /There is no connection yet/],
  ])('says why %j does not run', async (args, message) => {
    const { code, out, err } = await zap(...args);
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toMatch(message);
    expect(err).not.toMatch(/^ +at /m);
  });
});

describe('npm start', () => {
  it('shows a Zap from trigger to action, other people with another seed', async () => {
    const [first, seventh] = await Promise.all([start(), start('--seed', '7')]);
    for (const { code, out, err } of [first, seventh]) {
      expect({ code, err }).toEqual({ code: 0, err: '' });
      expect(out).toMatch(/Summary\n {2}Fired {5}\d times · \d went through all steps \(/);
      expect(out).toMatch(/Wrote {5}PUT /);
      expect(out).not.toContain('\u001B');
      expect(out).not.toContain('hydrate|||');
    }
    const names = (out: string) => out.match(/^ {2}.*: added with/gm);
    expect(names(first.out)).not.toEqual(names(seventh.out));
  });

  it('takes the largest seed', async () => {
    expect(await start('--seed', '4294967295')).toMatchObject({ code: 0, err: '' });
  });

  it.each(['x', '', '-1', '1.5', '4294967296', '99999999999999999999'])(
    'ends with a sentence for the seed "%s"',
    async (seed) => {
      const { code, out, err } = await start(`--seed=${seed}`);
      expect({ code, out }).toEqual({ code: 2, out: '' });
      expect(err).toMatch(
        `--seed takes a whole number from 0 to 4294967295, but got "${seed}". All that there is: npm start -- --help\n`,
      );
    },
  );

  it('explains itself', async () => {
    const { code, out, err } = await start('--help');
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toContain('npm start -- --seed N');
  });
});
