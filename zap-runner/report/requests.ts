import type { RequestRecord } from '../platform.ts';
import type { PollResult } from '../results.ts';

/** Every request of a poll and its runs, in order. */
export const requestsOf = (poll: PollResult): RequestRecord[] => [
  ...poll.trace.requests,
  ...poll.runs.flatMap(({ steps }) => steps.flatMap(({ trace }) => trace.requests)),
];

/** POSTs that change nothing in HighLevel: its searches, and the renewal of a token. */
const READING_POST = /\/(search|oauth\/token)$/;

/** Whether a request changed something in HighLevel. */
export const isWrite = ({ method, url, status }: RequestRecord): boolean =>
  method !== 'GET' && !READING_POST.test(new URL(url).pathname) && status >= 200 && status < 300;

/** "PUT /contacts/abc 200": without the host, which is the same for all. */
export const shortly = ({ method, url, status }: RequestRecord): string =>
  `${method} ${new URL(url).pathname} ${status}`;
