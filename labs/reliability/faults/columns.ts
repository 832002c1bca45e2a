import type { Fault } from '../../../sandbox/index.ts';
import type { FailureKind } from '../../../zap-runner/failure.ts';

/** What came of a run: the right result, or what Zapier makes of its error. */
export type Verdict = 'ok' | FailureKind;

/** One kind of trouble, and what is right then. */
export interface Column {
  /** Head of the column. */
  head: string;
  meaning: string;
  /** Ways in which it happens. */
  faults: readonly Fault[];
  /** What may come of it when it strikes once. */
  once: readonly Verdict[];
  /** What may come of it while it lasts. */
  lasting: readonly Verdict[];
  /** Whether it has to come in the middle of an operation that sends several requests. */
  inTheMiddle?: boolean;
}

/** With a retry everything is well again, or Zapier tries the step again later. */
const PASSING = { once: ['ok'], lasting: ['ok', 'throttled'] } as const;

/** Only waiting helps, and Zapier does that. */
const WAIT = { once: ['throttled'], lasting: ['throttled'] } as const;

const BURST = {
  'X-RateLimit-Limit-Daily': '200000',
  'X-RateLimit-Daily-Remaining': '150000',
  'X-RateLimit-Interval-Milliseconds': '10000',
  'X-RateLimit-Max': '100',
  'X-RateLimit-Remaining': '0',
};

const tooMany = {
  kind: 'status',
  status: 429,
  body: { statusCode: 429, message: 'Too Many Requests' },
} as const;

/** Longer than any operation may take. */
const FOR_EVER_MS = 60_000;

/** @param foreignUrl a host that is not HighLevel's */
export const columnsOf = (foreignUrl: string): readonly Column[] => [
  {
    head: '429 + h',
    meaning: 'too many requests, with HighLevel’s headers: of ten seconds, and of the day',
    faults: [
      { ...tooMany, headers: BURST },
      { ...tooMany, headers: { ...BURST, 'X-RateLimit-Daily-Remaining': '0' } },
    ],
    ...WAIT,
  },
  { head: '429', meaning: 'the same without headers', faults: [tooMany], ...WAIT },
  {
    head: '500',
    meaning: 'an error of the server, before and after it was done',
    faults: [
      { kind: 'status', status: 500 },
      { kind: 'statusAfter', status: 500 },
    ],
    ...PASSING,
  },
  {
    head: '502',
    meaning: 'a proxy’s HTML page, before and after it was done',
    faults: [
      { kind: 'html', status: 502 },
      { kind: 'htmlAfter', status: 502 },
    ],
    ...PASSING,
  },
  {
    head: '503',
    meaning: 'not available, before and after it was done',
    faults: [
      { kind: 'status', status: 503 },
      { kind: 'statusAfter', status: 503 },
    ],
    ...PASSING,
  },
  {
    head: 'silent',
    meaning: 'no answer, nothing was done',
    faults: [{ kind: 'timeoutBefore' }],
    ...PASSING,
  },
  {
    head: 'silent, done',
    meaning: 'no answer, but it was done',
    faults: [{ kind: 'timeoutAfter' }],
    ...PASSING,
  },
  {
    head: 'reset',
    meaning: 'connection reset, nothing was done',
    faults: [{ kind: 'resetBefore' }],
    ...PASSING,
  },
  {
    head: 'reset, done',
    meaning: 'connection reset, but it was done',
    faults: [{ kind: 'resetAfter' }],
    ...PASSING,
  },
  {
    head: 'half',
    meaning: 'half a body: cut off, never ending, and passed on as if it were all',
    faults: [
      { kind: 'halfBody' },
      { kind: 'halfBody', latencyMs: FOR_EVER_MS },
      { kind: 'cutShort' },
    ],
    ...PASSING,
  },
  {
    head: 'type',
    meaning:
      'the wrong content type: JSON that calls itself HTML, and an HTML page with status 200',
    faults: [{ kind: 'contentType' }, { kind: 'html', status: 200 }],
    ...PASSING,
  },
  { head: 'empty', meaning: 'an empty body', faults: [{ kind: 'emptyBody' }], ...PASSING },
  {
    head: '401',
    meaning: 'the token expires in the middle of the operation',
    faults: [{ kind: 'status', status: 401, body: { statusCode: 401, message: 'Invalid JWT' } }],
    once: ['refresh'],
    lasting: ['refresh'],
    inTheMiddle: true,
  },
  {
    head: 'moved',
    meaning: 'a redirect to another host: 302, and 307, which would send the body along',
    faults: [302, 307].map((status) => ({ kind: 'redirect', status, location: foreignUrl })),
    once: ['halted'],
    lasting: ['halted'],
  },
];
