import { openApp } from '../../../harness/app.ts';
import type { Fields, TestApp } from '../../../harness/app.ts';
import { addNamedRecords } from '../../../harness/working-input.ts';
import { clock } from '../../../lib/ghl/client/clock.ts';
import { routeOf } from '../../../scripts/reference/routes.ts';

/**
 * The requests of a call, as GHL's official files spell their routes. Those of one round are under way
 * at the same time; the next round begins when all of it is answered.
 */
export type Rounds = string[][];

/** Makes a call and sees what it asks of HighLevel. */
const roundsOf = async (app: TestApp, call: () => Promise<unknown>): Promise<Rounds> => {
  const { alarm } = clock;
  const rounds: Rounds = [];
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
        rounds.push(round.toSorted());
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

const withApp = async <Result>(use: (app: TestApp) => Promise<Result>): Promise<Result> => {
  const app = await openApp();
  try {
    addNamedRecords(app);
    return await use(app);
  } finally {
    await app.close();
  }
};

/** Has the app read, and cache, what it wants to know of the location. */
const fillCache = async (app: TestApp): Promise<void> => {
  const [calendar] = app.sandbox.world.location(app.location.id).calendars;
  await app.search('find_free_slots', { calendarId: calendar?.id });
  await app.poll('new_contact', {}, { isLoadingSample: true });
};

/**
 * What an operation asks of HighLevel.
 *
 * @param operation for example `creates.add_tags`
 * @param before an input that the operation is called with first
 */
export const requestsOf = (
  operation: string,
  input: Fields,
  { emptyCache = false, before }: { emptyCache?: boolean; before?: Fields } = {},
): Promise<Rounds> =>
  withApp(async (app) => {
    const method = `${operation}.operation.perform`;
    if (!emptyCache) await fillCache(app);
    if (before) await app.call(method, before);
    return roundsOf(app, () => app.call(method, input));
  });

/** What the editor asks for a list or for fields. */
export interface Opened {
  operation: string;
  what: string;
  rounds: Rounds;
}

/**
 * Opens an operation in the editor: its fields, its outputs and each list to choose from.
 *
 * @param inputData what is filled in already
 */
export const openInEditor = (operation: string, inputData: Fields = {}): Promise<Opened[]> =>
  withApp(async (app) => {
    await fillCache(app);
    const opened: Opened[] = [];
    const open = async (what: string, part: string, moment = {}): Promise<void> => {
      const rounds = await roundsOf(app, () =>
        app.call(`${operation}.operation.${part}`, inputData, moment),
      );
      opened.push({ operation, what, rounds });
    };
    await open('its fields', 'inputFields');
    await open('its outputs', 'outputFields');
    for (const [index, { key, choices }] of (await app.inputFields(operation)).entries()) {
      if (!Object.hasOwn(Object(choices), 'perform')) continue;
      await open(`the list of ${String(key)}`, `inputFields.${index}.choices.perform`, {
        isFillingDynamicDropdown: true,
      });
    }
    return opened;
  });
