import type { Bundle, ZObject } from 'zapier-platform-core';

import definition from '../index.ts';
import { handlerFor } from '../zap-runner/handler.ts';
import { createPlatform, newTrace } from '../zap-runner/platform.ts';
import { reducedTo } from './reduced-app.ts';

interface Surroundings {
  authData?: Readonly<Record<string, unknown>>;
  environment?: Readonly<Record<string, string>>;
}

interface Ran<Result> {
  /** What `run` gave, or what it threw. */
  outcome: PromiseSettledResult<Result>;
  /** Log lines, of the app and of core. */
  log: string[];
}

/** HighLevel's real address: these tests have nock answer there. */
const REAL_HOSTS = { GHL_API_BASE_URL: '', GHL_MARKETPLACE_URL: '' };

/**
 * Runs code as a `perform` of the app runs: inside core, with the app's middleware and flags and a
 * real `z`.
 */
export const insideCore = async <Result>(
  run: (z: ZObject, bundle: Bundle) => Promise<Result>,
  { authData = {}, environment = REAL_HOSTS }: Surroundings = {},
): Promise<Ran<Result>> => {
  const settled: PromiseSettledResult<Result>[] = [];
  const probe = {
    key: 'probe',
    noun: 'Probe',
    display: { label: 'Probe', description: 'Probes.' },
    operation: {
      perform: async (z: ZObject, bundle: Bundle) => {
        settled.push(...(await Promise.allSettled([run(z, bundle)])));
        return { id: 1 };
      },
    },
  };
  const handler = await handlerFor({ ...reducedTo({ ...definition }), creates: { probe } });
  const platform = await createPlatform(handler, { environment });
  const trace = newTrace();
  await platform.call('creates.probe.operation.perform', { authData }, trace);
  const [outcome] = settled;
  if (!outcome) throw new Error('Core did not run the probe.');
  return { outcome, log: trace.log };
};

/** The app's own log lines among others, read. */
export const appLog = (log: readonly string[]): Record<string, unknown>[] =>
  log.filter((line) => line.startsWith('{"code":')).map((line) => Object(JSON.parse(line)));
