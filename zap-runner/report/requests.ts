import type { RequestRecord } from '../platform.ts';
import type { PollResult } from '../results.ts';

/** Every request of a poll and its runs, in order. */
export const requestsOf = (poll: PollResult): RequestRecord[] => [
  ...poll.trace.requests,
  ...poll.runs.flatMap(({ steps }) => steps.flatMap(({ trace }) => trace.requests)),
];

/** Whether a request changed something in HighLevel; its searches are POSTs that change nothing. */
export const isWrite = ({ method, url, status }: RequestRecord): boolean =>
  method !== 'GET' && !new URL(url).pathname.endsWith('/search') && status < 300;

/** "PUT /contacts/abc 200": without the host, which is the same for all. */
export const shortly = ({ method, url, status }: RequestRecord): string =>
  `${method} ${new URL(url).pathname} ${status}`;
