import { DAY, HOUR, MINUTE, SECOND } from './clock.ts';
import type { Delivery } from './delivery/delivery.ts';
import type { StoreStatus } from './store/store.ts';

const UNITS = [
  { name: 'day', ms: DAY },
  { name: 'hour', ms: HOUR },
  { name: 'minute', ms: MINUTE },
  { name: 'second', ms: SECOND },
] as const;

/** In the largest unit that it holds two of: people compare sizes, not digits. */
const describeAge = (ms: number): string => {
  const unit = UNITS.find((each) => ms >= 2 * each.ms) ?? { name: 'second', ms: SECOND };
  const count = Math.max(Math.round(ms / unit.ms), 0);
  return counted(count, unit.name);
};

const whole = (count: number): string => count.toLocaleString('en');

/** A number with its noun. */
export const counted = (count: number, one: string, many = `${one}s`): string =>
  `${whole(count)} ${count === 1 ? one : many}`;

/** Whoever has the whole address can set the Zap off. */
const maskTarget = (targetUrl: string): string => {
  const { origin, pathname } = new URL(targetUrl);
  const shown = pathname
    .split('/')
    .slice(0, -1)
    .filter((part) => part !== '')
    .slice(0, 3);
  return [origin, ...shown, '…'].join('/');
};

/** What of a status may be shown. */
export const masked = (status: StoreStatus): StoreStatus => ({
  ...status,
  blocked: status.blocked.map(({ targetUrl, since }) => ({
    targetUrl: maskTarget(targetUrl),
    since,
  })),
});

/** A relay beats every five seconds. */
const SILENT_MS = 30 * SECOND;

const aliveLine = (heartbeat: number | undefined, now: number): string => {
  if (heartbeat === undefined) return 'never started on this store';
  const age = now - heartbeat;
  return age < SILENT_MS
    ? `yes, last sign of life ${describeAge(age)} ago`
    : `NO, no sign of life for ${describeAge(age)}`;
};

const eventsLine = ({ events, lastEvent }: StoreStatus, now: number): string =>
  lastEvent === undefined
    ? 'none within a day'
    : `${whole(events)} within a day, the last one ${describeAge(now - lastEvent)} ago`;

/** What `status` shows of one that is masked. */
export const describeStatus = (status: StoreStatus, now: number): string => {
  const { heartbeat, subscriptions, suspended, locations, waiting, oldest, dead, blocked } = status;
  const rows: [name: string, text: string][] = [
    ['Receiving', aliveLine(heartbeat, now)],
    [
      'Subscriptions',
      `${whole(subscriptions)} in ${counted(locations, 'sub-account')}${suspended > 0 ? `, ${whole(suspended)} of them suspended` : ''}`,
    ],
    ['Events', eventsLine(status, now)],
    [
      'Waiting',
      `${whole(waiting)}${oldest === undefined ? '' : `, the oldest for ${describeAge(now - oldest)}`}`,
    ],
    ['Dead', `${whole(dead)}${dead > 0 ? ' (npm run relay -- dead lists them)' : ''}`],
    ...blocked.map(({ targetUrl, since }): [string, string] => [
      'Not answering',
      `${targetUrl} for ${describeAge(now - since)}; asked again every hour`,
    ]),
  ];
  const width = Math.max(...rows.map(([name]) => name.length));
  return rows.map(([name, text]) => `${name.padEnd(width)}  ${text}`).join('\n');
};

/** What `dead` shows: one line for each. */
export const describeDead = (dead: readonly Delivery[]): string => {
  if (dead.length === 0) return 'Nothing was given up.';
  const lines = dead.map(
    ({ id, type, locationId, recordId, timestamp, attempts }) =>
      `${id}  ${new Date(timestamp).toISOString()}  ${type} ${recordId ?? ''} in ${locationId}, sent ${attempts} times`,
  );
  return [...lines, '', 'npm run relay -- redrive sends them again, redrive ID one of them.'].join(
    '\n',
  );
};
