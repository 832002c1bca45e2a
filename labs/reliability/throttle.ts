import * as creates from '../../creates/index.ts';
import type { Fields, TestApp } from '../../harness/app.ts';
import { factsOf, thereIn } from '../../harness/facts.ts';
import type { OperationFacts } from '../../harness/facts.ts';
import { Lab } from '../../harness/lab/lab.ts';
import { REGISTRIES } from '../../harness/lab/tried-operations.ts';
import type { Registry } from '../../harness/lab/tried-operations.ts';
import { throttleFor } from '../../lib/zapier/platform/throttle.ts';
import * as searches from '../../searches/index.ts';
import { failureFrom } from '../../zap-runner/failure.ts';
import { newTrace } from '../../zap-runner/platform.ts';
import type { Section } from './section.ts';

const throttle = throttleFor([...Object.values(searches), ...Object.values(creates)]);

/** Steps that Zapier releases at the same moment, each for another contact. */
const STEPS = 100;

/** One more for the step before. */
const AMOUNTS = { contacts: STEPS + 1, tasks: 0, opportunities: 0, users: 0 };

/** The windows that the held steps need; after them it is no use waiting on: it would go on like this. */
const MOST_WINDOWS = Math.ceil(STEPS / throttle.limit);

/** Many steps of one operation. */
interface Burst {
  registry: Registry;
  key: string;
  label: string;
  inputOf: NonNullable<OperationFacts['released']>;
}

/** The operations whose facts say what many steps are given. */
const burstsOf = ({ definition }: Lab): Burst[] =>
  REGISTRIES.flatMap((registry) =>
    Object.entries(definition[registry] ?? {}).flatMap(([key, { display }]) => {
      const { released } = factsOf(key);
      return released ? [{ registry, key, label: display.label, inputOf: released }] : [];
    }),
  );

interface Released {
  /** Runs that HighLevel's limit stopped, so that Zapier had to start them again. */
  stopped: number;
  requests: number;
  done: number;
  /** Until the last one was done. */
  seconds: number;
}

interface Step {
  input: Fields;
  /** When Zapier may start it, in milliseconds since the epoch. */
  notBefore: number;
}

/**
 * Releases steps at the same moment, and those that were stopped again when their time has come.
 *
 * @param atMost how many Zapier starts in one window
 */
const release = async (lab: Lab, burst: Burst, atMost: number): Promise<Released> => {
  const app = lab.reset(AMOUNTS);
  const there = thereIn(lab.sandbox, app.location.id);
  const windowMs = throttle.window * 1000;
  // The location's facts are known for an hour; the burst does not begin with nobody knowing them.
  await runStep(lab, app, burst, burst.inputOf(STEPS, there));
  lab.sandbox.clearRequests();
  lab.clock.pass(windowMs);
  const start = lab.clock.now();
  let stopped = 0;
  let requests = 0;
  let waiting: Step[] = Array.from({ length: STEPS }, (_, index) => ({
    input: burst.inputOf(index, there),
    notBefore: start,
  }));
  let seconds = 0;
  for (let window = 0; window < MOST_WINDOWS && waiting.length > 0; window += 1) {
    const opensAt = start + window * windowMs;
    lab.clock.pass(Math.max(0, opensAt - lab.clock.now()));
    const due = waiting.filter(({ notBefore }) => notBefore <= lab.clock.now()).slice(0, atMost);
    const again = await Promise.all(due.map(({ input }) => runStep(lab, app, burst, input)));
    requests += lab.sandbox.requests.length;
    lab.sandbox.clearRequests();
    const stoppedNow = again.filter((step) => step !== undefined);
    stopped += stoppedNow.length;
    seconds = Math.ceil((lab.clock.now() - start) / 1000);
    waiting = [...waiting.filter((step) => !due.includes(step)), ...stoppedNow];
  }
  return { stopped, requests, done: STEPS - waiting.length, seconds };
};

/** @returns the step, to be run again, where HighLevel's limit stopped it */
const runStep = async (
  lab: Lab,
  app: TestApp,
  { registry, key }: Burst,
  input: Fields,
): Promise<Step | undefined> => {
  const method = `${registry}.${key}.operation.perform`;
  try {
    await app.platform.call(method, { authData: app.authData, inputData: input }, newTrace());
    return undefined;
  } catch (error) {
    const { kind, retryAfter = 0, message } = failureFrom(error);
    if (kind !== 'throttled') throw new Error(`${key}: ${message}`, { cause: error });
    return { input, notBefore: lab.clock.now() + retryAfter * 1000 };
  }
};

const told = ({ stopped, requests, done, seconds }: Released): string[] => [
  String(stopped),
  String(requests),
  done === STEPS ? `${seconds} s` : `${STEPS - done} still waiting after ${seconds} s`,
];

/**
 * What the app's `throttle` is good for.
 *
 * @param chosen which of the bursts; all by default
 */
export const throttling = async (
  chosen: (key: string) => boolean = () => true,
): Promise<readonly Section[]> => {
  const lab = await Lab.open();
  try {
    const rows: string[][] = [];
    const failures: string[] = [];
    for (const burst of burstsOf(lab).filter(({ key }) => chosen(key))) {
      const { label } = burst;
      const without = await release(lab, burst, STEPS);
      const held = await release(lab, burst, throttle.limit);
      rows.push([label, ...told(without), ...told(held)]);
      if (held.stopped > 0) failures.push(`${label}: ${held.stopped} runs met HighLevel’s limit.`);
      if (held.done < STEPS) failures.push(`${label}: ${STEPS - held.done} steps never ran.`);
    }
    return [
      {
        title: 'Many steps at once',
        introduction: `${STEPS} steps of one connection are released at the same moment, as when held runs are let go, each for another contact. HighLevel takes 100 requests in ${throttle.window} s. Without a \`throttle\` Zapier starts all of them, and those that the limit stopped once more when the time has come that the app names; with the app's own (\`lib/zapier/platform/throttle.ts\`) it starts ${throttle.limit} in ${throttle.window} s. A step that was stopped has used up requests for nothing.`,
        columns: [
          '',
          'without: runs stopped',
          'requests',
          'all done after',
          'with: runs stopped',
          'requests',
          'all done after',
        ],
        rows,
        notes: [
          'Without, the steps keep in step: all read, none is left a request to write with, and all are stopped again. Real ones drift apart, so that this is the worst of it.',
          'The allowance is one for the connection, as it is for HighLevel: searches and triggers count too. A poll that is held back is made up by the next one, which looks back further than that.',
          'Two connections of one sub-account have an allowance each; what is over HighLevel’s limit then is tried again after ten seconds.',
        ],
        failures,
      },
    ];
  } finally {
    await lab.close();
  }
};
