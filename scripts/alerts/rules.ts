import type { LogCode } from '../../lib/ghl/client/log.ts';
import type { LogLine } from './lines.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** When lines of one code are worth waking somebody for. */
export interface Rule {
  code: LogCode;
  /** Which lines of the code count; all when left out. */
  counts?: (line: LogLine) => boolean;
  /** What is counted: lines of one connection, lines of all, or connections that have such a line. */
  of: 'a connection' | 'the app' | 'connections';
  /** This many … */
  least: number;
  /** … within this time are an alert. */
  withinMs: number;
  /** What it means and what to do, for someone who has not read the code. */
  says: string;
}

const wasRefused = ({ details }: LogLine): boolean => details['reason'] === 'grant_refused';

/**
 * All thresholds, in one place. Zapier shows the latest 50 lines of all codes, so each has to leave room
 * for lines of other codes.
 */
export const RULES: readonly Rule[] = [
  {
    code: 'auth.location_changed',
    of: 'a connection',
    least: 1,
    withinMs: DAY_MS,
    says: 'HighLevel renewed a connection for another sub-account; Protiv stopped it. Nobody should see this: ask its owner, and look at who installed the app in the marketplace.',
  },
  {
    code: 'auth.refresh_failed',
    counts: wasRefused,
    of: 'connections',
    least: 3,
    withinMs: HOUR_MS,
    says: 'HighLevel refuses several connections at once: check CLIENT_ID and CLIENT_SECRET of the version (docs/connecting.md), and that the app is still in the marketplace.',
  },
  {
    code: 'auth.refresh_failed',
    counts: wasRefused,
    of: 'a connection',
    least: 1,
    withinMs: DAY_MS,
    says: 'A connection cannot be renewed any more. Zapier asks its owner to reconnect; its Zaps wait until then.',
  },
  {
    code: 'auth.refresh_failed',
    counts: (line) => !wasRefused(line),
    of: 'the app',
    least: 10,
    withinMs: HOUR_MS,
    says: 'HighLevel’s token endpoint does not answer: see status.gohighlevel.com. Zapier tries again by itself.',
  },
  {
    code: 'auth.refreshed',
    of: 'a connection',
    least: 6,
    withinMs: HOUR_MS,
    says: 'A connection is renewed far too often; once a day is usual. Its new access tokens seem to be refused.',
  },
  {
    code: 'auth.scope_missing',
    of: 'a connection',
    least: 5,
    withinMs: DAY_MS,
    says: 'Steps keep asking for what their connection may not do. Its owner needs a Read and write connection, or somebody tries what they should not.',
  },
  {
    code: 'ratelimit.low',
    of: 'a connection',
    least: 1,
    withinMs: DAY_MS,
    says: 'Under a tenth of the day’s requests is left for a sub-account. Its Zaps need narrower filters, or there are too many of them.',
  },
  {
    code: 'write.ambiguous',
    of: 'the app',
    least: 5,
    withinMs: HOUR_MS,
    says: 'HighLevel keeps losing the answers to writes. Protiv looks before it tries again, so nothing is doubled; see status.gohighlevel.com.',
  },
  {
    code: 'write.unread',
    of: 'the app',
    least: 10,
    withinMs: HOUR_MS,
    says: 'Records that were written cannot be read back; see status.gohighlevel.com.',
  },
  {
    code: 'poll.truncated',
    of: 'a connection',
    least: 3,
    withinMs: HOUR_MS,
    says: 'A trigger leaves out what it cannot read, and nothing remembers it (docs/bursts.md). Its Zap needs narrower filters.',
  },
  {
    code: 'poll.catching_up',
    counts: ({ details }) => Number(details['behindMinutes']) > 4 * 60,
    of: 'a connection',
    least: 3,
    withinMs: HOUR_MS,
    says: 'A trigger is hours behind: HighLevel is slow, or more comes in than its polls can read. Nothing is lost yet; narrower filters help.',
  },
  {
    code: 'record.partial',
    of: 'the app',
    least: 1,
    withinMs: DAY_MS,
    says: 'HighLevel sent fields of an unexpected type, which were left out: the app’s schemas need a look.',
  },
  {
    code: 'custom_fields.refused',
    of: 'a connection',
    least: 3,
    withinMs: HOUR_MS,
    says: 'HighLevel does not show a connection the custom fields of its sub-account, so its records come without them. Its owner has to let the connected user see custom fields.',
  },
  {
    code: 'operation.failed',
    of: 'the app',
    least: 1,
    withinMs: DAY_MS,
    says: 'A fault in the app itself. Look for the run at that time.',
  },
  {
    code: 'request.retried',
    of: 'the app',
    least: 20,
    withinMs: HOUR_MS,
    says: 'HighLevel fails often and then answers; see status.gohighlevel.com.',
  },
  {
    code: 'relay.unsubscribe_failed',
    of: 'the app',
    least: 3,
    withinMs: HOUR_MS,
    says: 'The relay does not answer, or RELAY_SECRET is not the one it has. Instant triggers cannot be turned on; see docs/relay.md.',
  },
  {
    code: 'cache.unavailable',
    of: 'the app',
    least: 20,
    withinMs: HOUR_MS,
    says: 'Zapier’s cache does not answer; every run costs more requests. See status.zapier.com.',
  },
];

/** Codes that are worth a line, and never an alert. */
export const QUIET: readonly LogCode[] = [
  'file.not_taken',
  'hook.dropped',
  'hook.ignored',
  'names.unread',
  'poll.caught_up',
  'poll.slimmed',
  'search.slimmed',
  'search.truncated',
];
