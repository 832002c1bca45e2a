import { DAY, HOUR, MINUTE, SECOND } from '../clock.ts';

/** What came of sending: a status, or nothing that could be called an answer. */
export interface Answer {
  /** 0 without an answer. */
  status: number;
  /** The header as it came. */
  retryAfter?: string;
}

export type Outcome =
  | { kind: 'delivered' }
  /** The Zap is off for good. */
  | { kind: 'gone' }
  | { kind: 'again'; dueAt: number }
  | { kind: 'dead' };

/** Pauses before the second, third, … attempt (Svix's schedule, longer at its end). */
const PAUSES_MS = [
  5 * SECOND,
  30 * SECOND,
  2 * MINUTE,
  10 * MINUTE,
  HOUR,
  3 * HOUR,
  6 * HOUR,
  12 * HOUR,
  DAY,
];

const JITTER = 0.2;

/** A refusal that repeating will hardly change. */
const REFUSED_ATTEMPTS = 3;

const isRefusal = (status: number): boolean => status >= 400 && status < 500 && status !== 429;

/** Seconds, or a date (RFC 9110); nothing for anything else. A day at most. */
const askedPause = (header: string | undefined, now: number): number => {
  if (header === undefined) return 0;
  const ms = /^\d+$/.test(header.trim()) ? Number(header) * SECOND : Date.parse(header) - now;
  return Number.isFinite(ms) ? Math.min(Math.max(ms, 0), DAY) : 0;
};

/**
 * What becomes of a delivery.
 *
 * A redirect is not followed: it would take the event to somebody who never asked for it. It counts as a
 * failure, like any other that may pass.
 *
 * @param attempts how often it was sent, this time included
 * @param random from 0 to 1
 */
export const outcomeOf = (
  { status, retryAfter }: Answer,
  attempts: number,
  now: number,
  random: number,
): Outcome => {
  if (status >= 200 && status < 300) return { kind: 'delivered' };
  if (status === 410) return { kind: 'gone' };
  const pause = PAUSES_MS[attempts - 1];
  const isHopeless = isRefusal(status) && attempts >= REFUSED_ATTEMPTS;
  if (pause === undefined || isHopeless) return { kind: 'dead' };
  const own = pause * (1 + JITTER * (2 * random - 1));
  return { kind: 'again', dueAt: now + Math.max(own, askedPause(retryAfter, now)) };
};
