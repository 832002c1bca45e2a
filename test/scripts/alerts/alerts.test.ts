import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { text } from 'node:stream/consumers';

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { openApp } from '../../../harness/app.ts';
import type { TestApp } from '../../../harness/app.ts';
import { addNamedRecords } from '../../../harness/lab/records.ts';
import { LOG_STORIES } from '../../../harness/log-lines.ts';
import { MOST_LINES } from '../../../scripts/alerts/fetch.ts';
import { judge } from '../../../scripts/alerts/judge.ts';
import type { Alert } from '../../../scripts/alerts/judge.ts';
import { readLogs } from '../../../scripts/alerts/lines.ts';
import { QUIET, RULES } from '../../../scripts/alerts/rules.ts';

const NOON = Date.parse('2026-03-02T12:00:00Z');
const MINUTE_MS = 60_000;

/** Rows as `zapier-platform logs --format raw` prints them. */
const raw = (rows: readonly { line: string; at?: number }[]): string =>
  JSON.stringify(
    rows.map(({ line, at = NOON }) => ({
      id: 'row',
      full_message: `${line}\n`,
      app_cli_version: '0.1.0',
      step: 'step',
      timestamp: new Date(at).toISOString(),
    })),
  );

const line = (code: string, details: Record<string, unknown> = {}): string =>
  JSON.stringify({ code, locationId: 'location1', ...details });

const alertsIn = (logs: string): Alert[] => judge(readLogs(logs).lines);

const codesOf = (logs: string): string[] => alertsIn(logs).map(({ rule }) => rule.code);

/** Runs the command as `npm run alerts -- -` does. */
const run = async (input: string, ...args: string[]) => {
  const root = resolve(__dirname, '../../..');
  const command = ['scripts/alerts.ts', ...(args.length > 0 ? args : ['-'])];
  const child = spawn(resolve(root, 'node_modules/.bin/node'), command, { cwd: root });
  child.stdin.end(input);
  const [stdout, stderr, code] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    new Promise<number | null>((done) => {
      child.once('close', done);
    }),
  ]);
  return { stdout, stderr, code };
};

describe('lines made by the app itself', () => {
  let app: TestApp;

  beforeEach(async () => {
    app = await openApp({ contacts: 5 });
    addNamedRecords(app.sandbox, app.location.id);
  });

  afterEach(async () => {
    await app.close();
  });

  it.each(Object.entries(LOG_STORIES))(
    'of %s are an alert once there are enough',
    async (code, story) => {
      await story(app);
      const lines = app.trace.log.filter((text_) => text_.startsWith(`{"code":"${code}"`));
      const least = Math.min(
        ...RULES.filter((rule) => rule.code === code && rule.of !== 'connections').map(
          (rule) => rule.least,
        ),
      );
      const quiet = QUIET.some((known) => known === code);
      expect(Number.isFinite(least)).toBe(!quiet);
      const enough = Array.from({ length: quiet ? 50 : least }, () => ({ line: lines[0] ?? '' }));
      expect(codesOf(raw(enough))).toEqual(quiet ? [] : [code]);
      expect(codesOf(raw(enough.slice(1)))).toEqual([]);
    },
  );
});

describe('alerts', () => {
  it.each(RULES)('of $code can be reached with lines of other codes between', ({ least }) => {
    expect(least).toBeLessThanOrEqual(MOST_LINES / 2);
  });

  it('are told apart by connection, and by what went wrong', () => {
    const refused = (locationId: string, at: number) => ({
      line: line('auth.refresh_failed', { locationId, reason: 'grant_refused', status: 400 }),
      at,
    });
    const one = alertsIn(raw([refused('a', NOON)]));
    expect(one).toHaveLength(1);
    expect(one[0]?.rule.says).toMatch(/cannot be renewed any more/);

    const many = ['a', 'b', 'c'].map((id, index) => refused(id, NOON + index * MINUTE_MS));
    const [first, ...rest] = alertsIn(raw(many));
    expect(first?.rule.says).toMatch(/check CLIENT_ID and CLIENT_SECRET/);
    expect(first?.locationIds).toEqual(['a', 'b', 'c']);
    expect(rest).toHaveLength(3);

    const down = Array.from({ length: 10 }, () => ({
      line: line('auth.refresh_failed', { reason: 'unreachable', status: 0 }),
    }));
    expect(alertsIn(raw(down))[0]?.rule.says).toMatch(/does not answer/);
  });

  it('count what happened within the rule’s time only', () => {
    const truncated = (minutes: readonly number[]) =>
      raw(
        minutes.map((minute) => ({ line: line('poll.truncated'), at: NOON + minute * MINUTE_MS })),
      );
    expect(codesOf(truncated([0, 40, 80, 120, 160]))).toEqual([]);
    expect(codesOf(truncated([0, 100, 120, 140, 300]))).toEqual(['poll.truncated']);
  });

  it('are quiet about an ordinary day', () => {
    const ordinary = [
      ...Array.from({ length: 30 }, (_, index) =>
        line('auth.refreshed', { locationId: `location${index}` }),
      ),
      line('poll.slimmed', { rows: 5_000, slim: 900 }),
      line('request.retried', { reason: 'unreachable' }),
      line('write.ambiguous', { reason: 'unreachable', found: true }),
    ];
    expect(codesOf(raw(ordinary.map((text_) => ({ line: text_ }))))).toEqual([]);
  });
});

describe('the command', () => {
  const low = line('ratelimit.low', { remaining: 3, limit: 200_000 });

  it.each([
    ['--format raw', raw([{ line: low }]), '2026-03-02T12:00:00.000Z to 2026-03-02T12:00:00.000Z'],
    [
      '--format json',
      JSON.stringify([
        { Log: low, Version: '0.1.0', Step: 's', Timestamp: '2026-03-02T12:00:00+00:00' },
      ]),
      '2026-03-02T12:00:00.000Z',
    ],
    ['the lines themselves', `12:00 something else\n12:01 ${low}\n`, 'sub-account location1):'],
  ])('reads %s, says what is wrong, and ends with 1', async (_how, input, part) => {
    const { stdout, code } = await run(input);
    expect(stdout).toMatch(/^ALERT ratelimit\.low × 1 \(sub-account location1/);
    expect(stdout).toContain(part);
    expect(stdout.split('\n')).toHaveLength(2);
    expect(code).toBe(1);
  });

  it('ends with 0 when nothing is wrong', async () => {
    expect(await run(raw([{ line: line('auth.refreshed') }, { line: 'not ours' }]))).toEqual({
      stdout: 'No alert in 1 log lines of the app.\n',
      stderr: '',
      code: 0,
    });
    expect(await run(raw([{ line: 'not ours' }]))).toMatchObject({ code: 0 });
  });

  it.each([
    ['nothing', ''],
    ['an empty list', '[]'],
    ['another text', 'garbage\n'],
    ['another list', '[{"id": 1}, {"id": 2}]'],
    ['another object', '{"errors": ["Not found"]}'],
  ])('ends with 2 when it is given %s', async (_what, input) => {
    expect(await run(input)).toEqual({
      stdout: '',
      stderr:
        'The logs could not be read. No log line of the app in what was read: give what `zapier-platform logs --type console` prints with `--format raw`.\n',
      code: 2,
    });
  });

  it('explains itself, without asking for logs', async () => {
    const { stdout, stderr, code } = await run('', '--help');
    expect({ stderr, code }).toEqual({ stderr: '', code: 0 });
    expect(stdout).toMatch(/^Says what in the app's latest log lines needs somebody/);
    expect(stdout).toContain('with 2 when there are no logs to be had');
  });
});
