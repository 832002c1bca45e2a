/**
 * The app's own log: one line of JSON for each event, with a stable code to search for. Lines hold
 * ids, counts and field names; never a token, never a person's data.
 */

export type LogCode =
  | 'auth.refreshed'
  | 'auth.refresh_failed'
  | 'auth.scope_missing'
  | 'auth.location_changed'
  | 'cache.unavailable'
  | 'custom_fields.refused'
  | 'file.not_taken'
  | 'hook.dropped'
  | 'hook.ignored'
  | 'names.unread'
  | 'operation.failed'
  | 'poll.catching_up'
  | 'poll.caught_up'
  | 'poll.slimmed'
  | 'poll.truncated'
  | 'ratelimit.low'
  | 'record.partial'
  | 'relay.unsubscribe_failed'
  | 'request.retried'
  | 'search.slimmed'
  | 'search.truncated'
  | 'write.ambiguous'
  | 'write.unread';

type LogDetails = Record<string, string | number | boolean | readonly string[]>;

export type Log = (code: LogCode, details?: LogDetails) => void;

/**
 * Builds the log of one operation on top of the platform's console.
 *
 * @param locationId the connected sub-account, which each line names; Zapier's logs do not say whose
 *   connection was used
 */
export const createLog =
  (console: Pick<Console, 'log'>, locationId: string | undefined): Log =>
  (code, details = {}) => {
    console.log(JSON.stringify({ code, ...(locationId && { locationId }), ...details }));
  };
