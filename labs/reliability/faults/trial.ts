import type { Fields, TestApp } from '../../../harness/app.ts';
import type { Amounts } from '../../../harness/lab/fixtures.ts';
import type { Lab } from '../../../harness/lab/lab.ts';
import { methodOf } from '../../../harness/lab/tried-operations.ts';
import type { TriedOperation } from '../../../harness/lab/tried-operations.ts';
import { withoutNames } from '../../../harness/names.ts';
import type { Fault } from '../../../sandbox/index.ts';
import { failureFrom } from '../../../zap-runner/failure.ts';
import type { Failure } from '../../../zap-runner/failure.ts';
import type { CleanRun } from './clean-run.ts';
import type { Verdict } from './columns.ts';

/** Zapier ends an operation after 30 s; the app promises to be done before. */
export const LONGEST_MS = 25_000;

export interface Trial {
  operation: TriedOperation;
  input: Fields;
  amounts?: Amounts;
  clean: CleanRun;
  fault: Fault;
  /** Where and for how long it strikes, in words. */
  where: string;
  /** What may come of it, besides the right result. */
  allowed: readonly Verdict[];
  /** Whether the right result may have been made of what was sent, since nothing could be read back. */
  mayBePartial?: boolean;
  /** Whether names beside ids may be missing, since what looks them up was struck. */
  mayCostNames?: boolean;
  /** Whether it stops again when it is run again, where nobody knows whether it was done. */
  isAtMostOnce?: boolean;
  /**
   * What is wrong with a result that is not exactly that of the clean run; nothing if it will do.
   *
   * @param log what the app has logged
   */
  accepts?: (result: unknown, log: readonly string[]) => string | undefined;
}

export interface TrialResult {
  verdict: Verdict;
  /** Milliseconds of the operation's own clock. */
  took: number;
  /** What is not as it should be, in sentences; empty when all is. */
  problems: string[];
}

/** What came of all trials of one operation with one kind of trouble. */
export interface CellResults {
  once: TrialResult[];
  lasting: TrialResult[];
}

/** Every way to strike every cell of the table, the decisive way for each, or that for some of them. */
export type Thoroughness = 'all' | 'decisive' | 'short';

type Ran = { result: unknown } | { failure: Failure };

/** Real time that nothing may need: only an operation that waits past the app's clock does. */
const PATIENCE_MS = 600_000;

const withPatience = async <T>(work: Promise<T>): Promise<T> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      reject(new Error('The operation waits for something without an alarm of the app’s clock.'));
    }, PATIENCE_MS);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
};

/** Calls a method of the app; a failure is a result like any other. */
const ran = async (app: TestApp, method: string, input: Fields): Promise<Ran> => {
  try {
    return { result: await withPatience(app.call(method, input)) };
  } catch (error) {
    return { failure: failureFrom(error) };
  }
};

/** Runs one operation with one fault, and, where it failed, once more as Zapier does. */
export const runTrial = async (lab: Lab, trial: Trial): Promise<TrialResult> => {
  const { operation, input, amounts, clean, fault, allowed } = trial;
  const app = lab.reset(amounts);
  const { sandbox, clock } = lab;
  sandbox.addFault(fault);
  const ledAstray = lab.ledAstray;
  const start = clock.now();
  const first = await ran(app, methodOf(operation), input);
  const took = clock.now() - start;
  const state = lab.state();

  const problems = [
    ...(sandbox.faultsInjected > 0 ? [] : ['the fault never struck']),
    ...(took <= LONGEST_MS ? [] : [`it took ${took} ms`]),
    ...(lab.ledAstray === ledAstray ? [] : ['another host was asked']),
  ];
  if ('failure' in first) {
    problems.push(
      ...failureProblems(first.failure, allowed),
      ...(clean.states.includes(state) ? [] : ['it left what no part of a clean run leaves']),
      ...(await replayProblems(lab, app, trial, first.failure)),
    );
  } else {
    const wrong = resultProblem(lab, trial, first.result, app.trace.log);
    problems.push(
      ...(state === clean.states.at(-1) ? [] : ['it left something else than a clean run']),
      ...(wrong === undefined ? [] : [wrong]),
    );
  }
  const verdict = 'failure' in first ? first.failure.kind : 'ok';
  return { verdict, took, problems: problems.map((problem) => `${inWords(trial)}: ${problem}.`) };
};

/** A trial for whoever has to look into it. */
const inWords = ({ operation, input, fault, where }: Trial): string => {
  const { match: _match, skip: _skip, times: _times, ...what } = fault;
  return `${operation.name} with ${JSON.stringify(input)}, ${JSON.stringify(what)} ${where}`;
};

const failureProblems = (
  { kind, message, retryAfter = 0 }: Failure,
  allowed: readonly Verdict[],
): string[] => [
  ...(allowed.includes(kind) ? [] : [`it came to ${kind}: ${message}`]),
  // Core speaks for itself when the token has to be renewed, and nobody reads it.
  ...(kind === 'refresh' || /HighLevel/.test(message)
    ? []
    : [`the error is not clear: ${message}`]),
  ...(kind === 'throttled' && retryAfter <= 0 ? ['Zapier is not told how long to wait'] : []),
];

const resultProblem = (
  lab: Lab,
  { clean, mayBePartial = false, mayCostNames = false, accepts }: Trial,
  result: unknown,
  log: readonly string[],
): string | undefined => {
  if (accepts) return accepts(result, log);
  const given = lab.snapshot(result);
  if (isClean(given, clean, mayCostNames)) return undefined;
  if (mayBePartial && isPartOf(given, clean.result)) return undefined;
  return `it gave ${differenceIn(given, clean.result)} instead of ${differenceIn(clean.result, given)}`;
};

const isClean = (given: string, { result }: CleanRun, mayCostNames: boolean): boolean =>
  given === result || (mayCostNames && nameless(given) === nameless(result));

const nameless = (snapshot: string): string => JSON.stringify(withoutNames(JSON.parse(snapshot)));

/** How much of a result a sentence shows. */
const SHOWN = 120;

/** The part of a text where it begins to differ from another one. */
const differenceIn = (text: string, other: string): string => {
  let index = 0;
  while (index < text.length && text[index] === other[index]) index += 1;
  const from = Math.max(0, index - SHOWN / 3);
  return `…${text.slice(from, from + SHOWN)}…`;
};

/** Whether a record holds nothing but what the other one holds too. */
const isPartOf = (part: string, whole: string): boolean => {
  const held = new Map(Object.entries(Object(JSON.parse(whole))));
  return Object.entries(Object(JSON.parse(part))).every(
    ([key, value]) => JSON.stringify(held.get(key)) === JSON.stringify(value),
  );
};

/** Zapier runs a throttled step again, and one whose token it renewed; a halted one its owner runs. */
const replayProblems = async (
  lab: Lab,
  app: TestApp,
  { operation, input, clean, isAtMostOnce = false, mayCostNames = false }: Trial,
  { kind, retryAfter = 0 }: Failure,
): Promise<string[]> => {
  lab.sandbox.clearFaults();
  const left = lab.state();
  if (kind === 'refresh') await lab.renew(app);
  lab.clock.pass(retryAfter * 1000);
  const again = await ran(app, methodOf(operation), input);
  if ('failure' in again) {
    const isStill = isAtMostOnce && again.failure.kind === 'halted' && lab.state() === left;
    return isStill ? [] : [`run again, it failed: ${again.failure.message}`];
  }
  // What a write gives the second time says that it was done before.
  const isRead = operation.registry !== 'creates';
  return [
    ...(lab.state() === clean.states.at(-1)
      ? []
      : ['run again, it left something else than one clean run']),
    // A list of names that could not be read is left alone for minutes.
    ...(isRead && !isClean(lab.snapshot(again.result), clean, mayCostNames)
      ? ['run again, it gave something else than a clean run']
      : []),
  ];
};
