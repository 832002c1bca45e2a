import { setTimeout as wait } from 'node:timers/promises';

import { labelOf } from '../connect.ts';
import { Connection } from '../connection.ts';
import { Failure } from '../failure.ts';
import { createPlatform, newTrace } from '../platform.ts';
import type { Handler } from '../platform.ts';
import type { Session } from './session.ts';

const PREFIX = 'authData_';

/** Seconds between two polls. */
const DEFAULT_INTERVAL_S = 60;

/** The connection that `zapier-platform invoke auth start` left in `.env`, without its prefix. */
const authDataIn = (
  environment: Readonly<Record<string, string | undefined>>,
): Record<string, string> =>
  Object.fromEntries(
    Object.entries(environment).flatMap(([name, value]) =>
      name.startsWith(PREFIX) && value ? [[name.slice(PREFIX.length), value]] : [],
    ),
  );

/**
 * Uses the connection of the environment, as `zapier-platform invoke` does. Nothing happens in the
 * account but what its people do; there is a pause before each poll.
 *
 * @throws {Failure} when the environment holds no connection or HighLevel does not accept it
 */
export const openLiveSession = async (
  handler: Handler,
  environment: Readonly<Record<string, string | undefined>>,
  intervalSeconds = DEFAULT_INTERVAL_S,
): Promise<Session> => {
  const authData = authDataIn(environment);
  if (!authData['access_token']) {
    throw new Failure(
      'reconnect',
      'There is no connection yet. Run "npx zapier-platform invoke auth start" first; it saves one in the file .env.',
    );
  }
  const connection = new Connection(await createPlatform(handler), authData);
  const trace = newTrace();
  const label = await labelOf(connection, trace);
  return {
    connection,
    account: [environment['GHL_API_BASE_URL'] ?? 'HighLevel'],
    connected: [label],
    requests: trace.requests.length,
    beforePoll: async (number) => {
      if (number > 1) await wait(intervalSeconds * 1000);
      return [];
    },
    close: async () => undefined,
  };
};
