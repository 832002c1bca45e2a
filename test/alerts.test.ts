import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { text } from 'node:stream/consumers';

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { judge } from '../scripts/alerts/judge.ts';
import { readLines } from '../scripts/alerts/lines.ts';
import { QUIET, RULES } from '../scripts/alerts/rules.ts';
import { openApp } from './support/app.ts';
import type { TestApp } from './support/app.ts';
import { LOG_STORIES } from './support/log-lines.ts';
import { addNamedRecords } from './support/working-input.ts';

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

const codesOf = (logs: string): string[] => judge(readLines(logs)).map(({ rule }) => rule.code);

/** Runs the command as `npm run alerts -- -` does. */
const run = async (input: string) => {
  const root = resolve(__dirname, '..');
  const child = spawn(resolve(root, 'node_modules/.bin/node'), ['scripts/alerts.ts', '-'], {
    cwd: root,
  });
  child.stdin.end(input);
  const [stdout, code] = await Promise.all([
    text(child.stdout),
    new Promise<number | null>((done) => {
      child.once('close', done);
    }),
  ]);
  return { stdout, code };
};

describe('lines made by the app itself', () => {
  let app: TestApp;

  beforeEach(async () => {
    app = await openApp({ contacts: 5 });
    addNamedRecords(app);
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
  it('are told apart by connection, and by what went wrong', () => {
    const refused = (locationId: string, at: number) => ({
      line: line('auth.refresh_failed', { locationId, reason: 'grant_refused', status: 400 }),
      at,
    });
    const one = judge(readLines(raw([refused('a', NOON)])));
    expect(one).toHaveLength(1);
    expect(one[0]?.rule.says).toMatch(/cannot be renewed any more/);

    const many = ['a', 'b', 'c'].map((id, index) => refused(id, NOON + index * MINUTE_MS));
    const [first, ...rest] = judge(readLines(raw(many)));
    expect(first?.rule.says).toMatch(/check CLIENT_ID and CLIENT_SECRET/);
    expect(first?.locationIds).toEqual(['a', 'b', 'c']);
    expect(rest).toHaveLength(3);

    const down = Array.from({ length: 10 }, () => ({
      line: line('auth.refresh_failed', { reason: 'unreachable', status: 0 }),
    }));
    expect(judge(readLines(raw(down)))[0]?.rule.says).toMatch(/does not answer/);
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
      code: 0,
    });
  });
});
