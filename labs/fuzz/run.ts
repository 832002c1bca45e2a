import { setImmediate } from 'node:timers/promises';

import * as fc from 'fast-check';

import { LISTS_OF_NAMES } from '../../harness/names.ts';
import type { RecordedRequest } from '../../sandbox/index.ts';
import { Failure } from '../../zap-runner/failure.ts';
import { newTrace } from '../../zap-runner/platform.ts';
import type { CallBundle, Trace } from '../../zap-runner/platform.ts';
import { problemsOf } from './oracle.ts';
import type { Observed } from './oracle.ts';
import { watchPrototypes } from './prototypes.ts';
import { routeOf } from './routes.ts';
import { openStage } from './stage.ts';
import type { Stage } from './stage.ts';
import { findTargets } from './targets.ts';
import type { Target } from './targets.ts';
import { staying, triesToLeave } from './values.ts';

export interface FuzzOptions {
  /** The app's definition, with its functions. */
  app: unknown;
  seed: number;
  /** Inputs in all. */
  inputs: number;
  /** Only functions whose name contains this; each gets as many inputs as it would among all. */
  only?: string;
  /** Called when a function has had its inputs. */
  onTarget?: (result: TargetResult) => void;
}

export interface TargetResult {
  name: string;
  inputs: number;
  /** Inputs of which at least one request reached the sandbox. */
  reached: number;
  succeeded: number;
  /** Whether many inputs and no success say that it was not really tried. */
  untried: boolean;
  /** The smallest input for which something did not hold, and what. */
  broken?: { input: string; problem: string };
}

/** With so many inputs, some of them have to succeed. */
const MANY_INPUTS = 50;

/**
 * Requests of one call. One that gave up while it had others under way may still be heard of during
 * the next.
 */
const sentBy = (trace: Trace, requests: readonly RecordedRequest[]): RecordedRequest[] => {
  const sent = new Set(trace.requests.map(({ method, url }) => method + new URL(url).pathname));
  return requests.filter(({ method, path }) => sent.has(method + path));
};

/** Calls a function once, on people who are as they were. */
const callOnce = async (
  { sandbox, newPlatform, authData: usualAuthData }: Stage,
  { method }: Target,
  { inputData = {}, authData = usualAuthData, moment }: CallBundle,
): Promise<Observed> => {
  if (sandbox.writes > 0) sandbox.reset();
  sandbox.clearRequests();
  const trace = newTrace();
  const start = performance.now();
  const observed = (): Observed => ({
    bundle: { inputData, authData },
    trace,
    requests: sentBy(trace, sandbox.requests),
    ms: performance.now() - start,
  });
  try {
    await newPlatform().call(method, { inputData, authData, ...(moment && { moment }) }, trace);
    return observed();
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return { ...observed(), failure: error };
  } finally {
    // What the function left running has a turn.
    await setImmediate();
  }
};

/** Gives one function its inputs, and finds the smallest that breaks something. */
const fuzzTarget = async (
  stage: Stage,
  target: Target,
  prototypeChanges: () => string[],
  { seed, numRuns }: { seed: number; numRuns: number },
): Promise<TargetResult> => {
  const result: TargetResult = {
    name: target.name,
    inputs: 0,
    reached: 0,
    succeeded: 0,
    untried: false,
  };
  /** Where the function goes with inputs that do not try to leave a route. */
  const usual = new Set(LISTS_OF_NAMES);
  let broken = false;

  const strayed = async (
    { bundle, requests }: Observed,
    moment: CallBundle['moment'],
  ): Promise<string[]> => {
    const routes = new Set(requests.map(routeOf));
    if (!triesToLeave([bundle.inputData, bundle.authData])) {
      for (const route of routes) usual.add(route);
      return [];
    }
    if ([...routes].every((route) => usual.has(route))) return [];
    const plain = await callOnce(stage, target, {
      ...(moment && { moment }),
      inputData: staying(bundle.inputData),
      authData: staying(bundle.authData),
    });
    for (const request of plain.requests) {
      usual.add(routeOf(request));
    }
    return [...routes].filter((route) => !usual.has(route)).map((route) => `strayed to ${route}`);
  };

  const check = async (bundle: CallBundle): Promise<string[]> => {
    const observed = await callOnce(stage, target, bundle);
    if (!broken) {
      result.inputs += 1;
      if (observed.requests.length > 0) result.reached += 1;
      if (!observed.failure) result.succeeded += 1;
    }
    const problems = [
      ...problemsOf(target, observed, stage.sandbox),
      ...(await strayed(observed, bundle.moment)),
      ...prototypeChanges(),
    ];
    if (problems.length > 0) broken = true;
    return problems;
  };

  const property = fc.asyncProperty(target.bundles(), async (bundle) => {
    const problems = await check(bundle);
    if (problems.length > 0) throw new Error(problems.join('\n'));
  });
  const { counterexample, errorInstance } = await fc.check(property, { seed, numRuns });
  if (counterexample) {
    const problem = errorInstance instanceof Error ? errorInstance.message : String(errorInstance);
    result.broken = { input: JSON.stringify(counterexample[0]), problem };
  }
  result.untried =
    target.canSucceed && !broken && result.inputs >= MANY_INPUTS && result.succeeded === 0;
  return result;
};

/** Gives every function of the app hostile inputs. */
export const fuzz = async ({
  app,
  seed,
  inputs,
  only = '',
  onTarget,
}: FuzzOptions): Promise<TargetResult[]> => {
  const stage = await openStage(app);
  try {
    const targets = await findTargets(stage);
    // What the platform itself adds to them is there by now.
    const prototypeChanges = watchPrototypes();
    const all = targets.reduce((sum, { weight }) => sum + weight, 0);
    const results: TargetResult[] = [];
    for (const target of targets) {
      if (!target.name.includes(only)) continue;
      const numRuns = Math.max(1, Math.ceil((inputs * target.weight) / all));
      const result = await fuzzTarget(stage, target, prototypeChanges, { seed, numRuns });
      results.push(result);
      onTarget?.(result);
    }
    return results;
  } finally {
    await stage.close();
  }
};
