import type { Lab } from '../../../harness/lab/lab.ts';
import type { Fault } from '../../../sandbox/index.ts';
import { connect } from '../../../zap-runner/connect.ts';
import { failureFrom } from '../../../zap-runner/failure.ts';
import { newTrace } from '../../../zap-runner/platform.ts';
import { columnsOf } from '../faults/columns.ts';

const REFRESH = 'authentication.oauth2Config.refreshAccessToken';
const TEST = 'authentication.test';

const TOKEN_ROUTE = { path: '^/oauth/token$' };

/** What can fail of a connection: making it, renewing it, testing it. */
const ROUTES: readonly { method: string; match: NonNullable<Fault['match']> }[] = [
  { method: REFRESH, match: TOKEN_ROUTE },
  { method: TEST, match: { path: '^/locations/' } },
];

/** Does something that may fail. */
const tolerating = async (work: () => Promise<unknown>): Promise<string[]> => {
  try {
    await work();
  } catch (error) {
    const { kind, message } = failureFrom(error);
    if (kind === 'error') return [message];
  }
  return [];
};

/**
 * Makes, renews and tests connections while HighLevel has each kind of trouble, so that the lab
 * overhears what the app says of it.
 *
 * @returns what went wrong, in sentences: a failure that is none of the app's own
 */
export const tryConnections = async (lab: Lab): Promise<string[]> => {
  const problems: string[] = [];
  for (const { head, faults } of columnsOf(lab.foreignUrl)) {
    for (const fault of faults) {
      const { platform } = lab.reset();
      const say = (method: string) => (message: string) => `${method}, ${head}: ${message}`;
      lab.sandbox.addFault({ ...fault, match: TOKEN_ROUTE });
      const made = await tolerating(() => connect(platform, { access: 'write' }));
      problems.push(...made.map(say('getAccessToken')));
      for (const { method, match } of ROUTES) {
        lab.sandbox.clearFaults();
        const { connection } = await connect(platform, { access: 'write' });
        lab.sandbox.addFault({ ...fault, match });
        const { authData } = connection;
        const failed = await tolerating(() => platform.call(method, { authData }, newTrace()));
        problems.push(...failed.map(say(method)));
      }
    }
  }
  return problems;
};
