import { DEFAULT_MOST_REQUESTS, mostRequestsOf } from './operation.ts';

/** GHL takes so many requests in this time from one app in one sub-account. */
const REQUESTS = 100;
const WINDOW_S = 10;

const hasOwnThrottle = (definition: object): boolean =>
  'operation' in definition && 'throttle' in Object(definition.operation);

/**
 * What Zapier starts at most, of all the steps of one connection together: so many that GHL takes all
 * their requests, if each step makes the most that any operation declares. A released burst of held
 * runs, or several Zaps at once, then waits in Zapier, which tries again by itself, instead of meeting
 * GHL's 429 half-way and starting from the beginning, perhaps for ever (docs/reliability.md has the
 * figures). Scope `auth` without `action` makes it one allowance for the connection, as it is one for
 * GHL. Those with a throttle of their own stand beside it. Polls count as well; one that is held back is made up by the next.
 *
 * @param operations the searches and actions that steps can be
 */
export const throttleFor = (operations: readonly object[]) => {
  const shared = operations.filter((operation) => !hasOwnThrottle(operation));
  const most = Math.max(DEFAULT_MOST_REQUESTS, ...shared.map(mostRequestsOf));
  return { window: WINDOW_S, limit: Math.floor(REQUESTS / most), scope: ['auth' as const] };
};
