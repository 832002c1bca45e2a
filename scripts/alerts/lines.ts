import * as z from 'zod/mini';

/** One of the app's own log lines. */
export interface LogLine {
  code: string;
  /** The connected sub-account; empty where the line does not say. */
  locationId: string;
  /** Milliseconds since the epoch; absent where nobody says when. */
  at?: number;
  /** What else the line says. */
  details: Readonly<Record<string, unknown>>;
}

/**
 * A row of `zapier-platform logs`: by its columns' labels with `--format json`, as Zapier keeps it with
 * `--format raw`.
 */
const row = z.looseObject({
  Log: z.optional(z.string()),
  Timestamp: z.optional(z.string()),
  full_message: z.optional(z.string()),
  timestamp: z.optional(z.string()),
});

const message = z.looseObject({
  code: z.string(),
  locationId: z.optional(z.string()),
});

export interface Logs {
  /** How many lines there are, those that others logged included; none where a text holds no logs. */
  count: number;
  /** The app's own. */
  lines: LogLine[];
}

/**
 * Zapier's console logs.
 *
 * @param text what `zapier-platform logs --type console` printed with `--format raw` or `json`, or the
 *   app's own lines themselves, one in each
 */
export const readLogs = (text: string): Logs => {
  const rows = z.array(row).safeParse(parsed(text));
  if (!rows.success) {
    // Only the app's own lines tell logs from any other text.
    const lines = text.split('\n').flatMap((line) => lineIn(line, undefined));
    return { count: lines.length, lines };
  }
  const logged = rows.data.flatMap(({ full_message, Log = full_message, ...times }) =>
    Log === undefined ? [] : [{ Log, at: times.timestamp ?? times.Timestamp }],
  );
  return { count: logged.length, lines: logged.flatMap(({ Log, at }) => lineIn(Log, at)) };
};

/** None for what others logged. */
const lineIn = (text: string, timestamp: string | undefined): LogLine[] => {
  const { data } = message.safeParse(parsed(text.slice(Math.max(0, text.indexOf('{"code":')))));
  if (!data) return [];
  const { code, locationId = '', ...details } = data;
  const at = Date.parse(timestamp ?? '');
  return [{ code, locationId, ...(!Number.isNaN(at) && { at }), details }];
};

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};
