import { openApp } from '../../../harness/app.ts';
import type { TestApp } from '../../../harness/app.ts';
import { HeldClock } from '../../../harness/held-clock.ts';
import { appWithHonestCache } from '../../../harness/honest-cache.ts';
import type { Fault } from '../../../sandbox/index.ts';
import { Connection } from '../../../zap-runner/connection.ts';
import { Failure } from '../../../zap-runner/failure.ts';
import { newTrace } from '../../../zap-runner/platform.ts';
import type { Section } from '../section.ts';

/** What became of a step whose connection had to be renewed. */
type End = 'works' | 'reconnect' | `waits ${number} s` | `another end: ${string}`;

interface Tried {
  ends: End[];
  /** Requests to HighLevel's token endpoint. */
  requests: number;
  log: string[];
}

interface Scenario {
  what: string;
  /** Steps in a row, or at once. */
  run: (trial: Trial) => Promise<End[]>;
  expected: readonly End[];
}

/** An app whose access token has just run out. */
class Trial {
  readonly app: TestApp;
  readonly clock: HeldClock;
  readonly connection: Connection;
  readonly log: string[] = [];

  constructor(app: TestApp, clock: HeldClock) {
    this.app = app;
    this.clock = clock;
    this.connection = new Connection(app.platform, app.authData);
    app.sandbox.expireAccessTokens();
  }

  tokenFault(fault: Omit<Fault, 'match'>): void {
    this.app.sandbox.addFault({ ...fault, match: { path: '^/oauth/token$' } });
  }

  /** One step of a Zap, with a connection of its own eyes: it renews what it finds spent. */
  async step(connection = this.connection): Promise<End> {
    const trace = newTrace();
    try {
      await connection.call(
        'searches.find_contact.operation.perform',
        { inputData: { email: 'nobody@example.com' } },
        trace,
      );
      return 'works';
    } catch (error) {
      return endOf(error);
    } finally {
      this.log.push(...trace.log.flatMap((line) => /^\{"code":"([^"]+)"/.exec(line)?.[1] ?? []));
    }
  }
}

const endOf = (error: unknown): End => {
  if (!(error instanceof Failure)) throw error;
  if (error.kind === 'throttled') return `waits ${error.retryAfter ?? 0} s`;
  return error.kind === 'reconnect' && /reconnect/i.test(error.message)
    ? 'reconnect'
    : `another end: ${error.kind}`;
};

const SCENARIOS: readonly Scenario[] = [
  {
    what: 'the access token has run out',
    run: async (trial) => [await trial.step(), await trial.step()],
    expected: ['works', 'works'],
  },
  {
    what: 'ten steps meet it at once',
    run: (trial) => Promise.all(Array.from({ length: 10 }, () => trial.step())),
    expected: Array.from({ length: 10 }, () => 'works' as const),
  },
  {
    what: 'two renewals at once, by platforms that do not know of each other; then the one that waited',
    run: async (trial) => {
      const other = new Connection(trial.app.platform, trial.connection.authData);
      const ends = await Promise.all([trial.step(), trial.step(other)]);
      const waited = ends[0] === 'works' ? trial.connection : other;
      return [...ends.toSorted((a, b) => (a < b ? 1 : -1)), await trial.step(waited)];
    },
    expected: ['works', 'waits 20 s', 'works'],
  },
  {
    what: 'the answer to the renewal is lost',
    run: async (trial) => {
      trial.tokenFault({ kind: 'resetAfter', times: 1 });
      const first = await trial.step();
      trial.clock.pass(60_000);
      return [first, await trial.step()];
    },
    expected: ['waits 60 s', 'reconnect'],
  },
  {
    what: 'the renewal itself is lost on its way',
    run: async (trial) => {
      trial.tokenFault({ kind: 'resetBefore', times: 1 });
      const first = await trial.step();
      trial.clock.pass(60_000);
      return [first, await trial.step()];
    },
    expected: ['waits 60 s', 'works'],
  },
  {
    what: 'HighLevel is down for the renewal (502, a page)',
    run: async (trial) => {
      trial.tokenFault({ kind: 'html', status: 502, times: 1 });
      const first = await trial.step();
      trial.clock.pass(60_000);
      return [first, await trial.step()];
    },
    expected: ['waits 60 s', 'works'],
  },
  {
    what: 'the refresh token was used before',
    run: async (trial) => {
      const other = new Connection(trial.app.platform, trial.connection.authData);
      await other.refresh(newTrace());
      trial.app.sandbox.expireAccessTokens();
      trial.clock.pass(60_000);
      return [await trial.step()];
    },
    expected: ['reconnect'],
  },
  {
    what: 'the connection was revoked',
    run: async (trial) => {
      trial.app.sandbox.revokeToken(trial.app.location.refreshToken);
      return [await trial.step()];
    },
    expected: ['reconnect'],
  },
  {
    what: 'the renewal gives an agency’s token, without a sub-account',
    run: async (trial) => {
      trial.tokenFault(answer({ userType: 'Company' }));
      return [await trial.step()];
    },
    expected: ['reconnect'],
  },
  {
    what: 'the renewal gives the token of another sub-account',
    run: async (trial) => {
      trial.tokenFault(answer({ locationId: 'anotherLocation' }));
      return [await trial.step()];
    },
    expected: ['reconnect'],
  },
  {
    what: 'HighLevel answers 401 to the renewal',
    run: async (trial) => {
      trial.tokenFault({ kind: 'status', status: 401 });
      return [await trial.step()];
    },
    expected: ['reconnect'],
  },
];

const answer = (changes: Record<string, unknown>): Omit<Fault, 'match'> => ({
  kind: 'status',
  status: 200,
  body: { access_token: 'at-1', refresh_token: 'rt-1', companyId: 'company1', ...changes },
});

const attempt = async ({ run }: Scenario): Promise<Tried> => {
  const clock = new HeldClock(Date.parse('2026-03-02T12:00:00Z'));
  const app = await openApp({ contacts: 1, now: clock.now }, appWithHonestCache());
  try {
    const trial = new Trial(app, clock);
    const ends = await run(trial);
    const requests = app.sandbox.requests.filter(({ path }) => path === '/oauth/token').length;
    return { ends, requests, log: trial.log };
  } finally {
    clock.release();
    await app.sandbox.close();
  }
};

export const renewals = async (): Promise<Section> => {
  const rows: string[][] = [];
  const failures: string[] = [];
  for (const scenario of SCENARIOS) {
    const { ends, requests, log } = await attempt(scenario);
    if (ends.join() !== scenario.expected.join()) {
      failures.push(
        `${scenario.what}: ${ends.join(', ')} instead of ${scenario.expected.join(', ')}.`,
      );
    }
    rows.push([
      scenario.what,
      inWords(ends),
      String(requests),
      [...new Set(log)].map((code) => `\`${code}\``).join(', '),
    ]);
  }
  return {
    title: 'Tokens',
    introduction:
      'A step of a Zap meets a connection whose access token has run out; HighLevel’s refresh tokens work once. _Works_: the step gets its answer. _Waits_: Zapier is told to try again after so many seconds. _Reconnect_: the step stops with a sentence that says so, and Zapier asks the owner. Every story ends in one of the first and the last.',
    columns: ['what happens', 'the steps, in order', 'requests for tokens', 'log lines'],
    rows,
    failures,
  };
};

const inWords = (ends: readonly End[]): string => {
  const [first] = ends;
  return ends.length > 3 && ends.every((end) => end === first)
    ? `${ends.length} times ${first}`
    : ends.join(', ');
};
