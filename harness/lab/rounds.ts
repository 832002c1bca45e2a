import { clock } from '../../lib/ghl/client/clock.ts';
import type { Fields, TestApp } from '../app.ts';
import { inputOf, thereIn } from '../facts.ts';
import type { Rounds, Way } from '../facts.ts';
import { routeOf } from '../routes.ts';
import type { Lab } from './lab.ts';

/** Makes a call and sees what it asks of HighLevel. */
const roundsOf = async (app: TestApp, call: () => Promise<unknown>): Promise<Rounds> => {
  const { alarm } = clock;
  const rounds: string[][] = [];
  let underWay = 0;
  app.clearRequests();
  // Each request sets the alarm as it is sent, and switches it off when it is answered.
  clock.alarm = (ms, ring) => {
    const set = alarm(ms, ring);
    underWay += 1;
    return {
      off: () => {
        set.off();
        underWay -= 1;
        if (underWay > 0) return;
        const before = rounds.flat().length;
        const round = app.sandbox.requests.slice(before).map((request) => routeOf(request).name);
        // A file of the web is none of HighLevel's requests.
        if (round.length > 0) rounds.push(round.toSorted());
      },
    };
  };
  try {
    await call();
  } finally {
    clock.alarm = alarm;
  }
  return rounds;
};

/**
 * What an operation asks of HighLevel.
 *
 * @param operation for example `creates.add_tags`
 */
export const requestsOf = async (
  lab: Lab,
  operation: string,
  { input, before }: Pick<Way, 'input' | 'before'>,
  { emptyCache = false } = {},
): Promise<Rounds> => {
  const app = lab.reset();
  const there = thereIn(lab.sandbox, app.location.id);
  const method = `${operation}.operation.perform`;
  if (!emptyCache) await lab.fillCache(app);
  if (before) await app.call(method, inputOf(before, there));
  return roundsOf(app, () => app.call(method, inputOf(input, there)));
};

/** What the editor asks for a list or for fields. */
export interface Opened {
  operation: string;
  what: string;
  rounds: Rounds;
}

/**
 * Opens an operation in the editor: its fields, its outputs and each list to
 * choose from.
 *
 * @param inputData what is filled in already
 */
export const openInEditor = async (
  lab: Lab,
  operation: string,
  inputData: Fields = {},
): Promise<Opened[]> => {
  const app = lab.reset();
  await lab.fillCache(app);
  const opened: Opened[] = [];
  const open = async (what: string, part: string, moment = {}): Promise<void> => {
    const rounds = await roundsOf(app, () =>
      app.call(`${operation}.operation.${part}`, inputData, moment),
    );
    opened.push({ operation, what, rounds });
  };
  await open('its fields', 'inputFields');
  await open('its outputs', 'outputFields');
  for (const { key, method } of app.lists(operation)) {
    const part = method.slice(`${operation}.operation.`.length);
    await open(`the list of ${key}`, part, { isFillingDynamicDropdown: true });
  }
  return opened;
};
