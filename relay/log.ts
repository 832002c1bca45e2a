/** Everything that the relay logs. */
type LogCode =
  | 'relay.started'
  | 'relay.stopped'
  | 'store.trouble'
  | 'store.back'
  | 'store.full'
  | 'outage.over'
  | 'target.dead';

/** Counts and ids of the relay's own: nothing that came from outside, so that nobody can write here. */
type LogDetails = Readonly<Record<string, number | string | undefined>>;

export type Log = (code: LogCode, details?: LogDetails) => void;

/** One line of JSON for each event, on the standard error. */
export const logTo =
  (stream: NodeJS.WritableStream, now: () => number): Log =>
  (code, details = {}) => {
    stream.write(`${JSON.stringify({ at: new Date(now()).toISOString(), code, ...details })}\n`);
  };

/** Logs trouble with the store once, not for each request that meets it, and that it is over. */
export const troubleLog = (log: Log) => {
  let isThere = false;
  return {
    came: (error: unknown): void => {
      if (!isThere) log('store.trouble', { error: nameOf(error) });
      isThere = true;
    },
    isOver: (): void => {
      if (isThere) log('store.back');
      isThere = false;
    },
  };
};

/** Its code or kind: a message may hold what somebody sent. */
const nameOf = (error: unknown): string => {
  const { code, name }: { code?: unknown; name?: unknown } = Object(error);
  return String(code ?? name);
};
