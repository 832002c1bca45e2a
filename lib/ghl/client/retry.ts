import { clock } from './clock.ts';
import { GhlError } from './errors.ts';

/** Zapier ends an operation after 30 s; the app stops by itself before that. */
const OPERATION_BUDGET_MS = 25_000;

export const ATTEMPT_LIMIT_MS = 8_000;

export const READ_ATTEMPTS = 3;

/** First pause before a retry; it doubles with each further one. */
export const BACKOFF_BASE_MS = 400;

/** With less than this left, no further request has a chance. */
const SMALLEST_ATTEMPT_MS = 250;

/** The time that one operation may still take. */
export interface Budget {
  /** Milliseconds left for the whole operation; never negative. */
  left: () => number;
  /** How often a read is sent at most. */
  readAttempts: number;
  /**
   * Time-out of one attempt in milliseconds: what is left, shared among the attempts that are left.
   * It covers the body too, for a body that stops half-way never ends by itself.
   *
   * @throws {GhlError} `unreachable` when nothing useful is left
   */
  attempt: (attemptsLeft: number) => number;
}

/**
 * @param ms milliseconds for all requests together
 * @param attempts how often a read is sent at most
 */
export const startBudget = ({
  ms = OPERATION_BUDGET_MS,
  attempts = READ_ATTEMPTS,
} = {}): Budget => {
  const deadline = clock.now() + ms;
  const left = (): number => Math.max(0, deadline - clock.now());
  return {
    left,
    readAttempts: attempts,
    attempt: (attemptsLeft) => {
      const share = Math.min(ATTEMPT_LIMIT_MS, Math.floor(left() / attemptsLeft));
      if (share < SMALLEST_ATTEMPT_MS) throw GhlError.unreachable();
      return share;
    },
  };
};

/** Trouble that may be over at the next attempt; a rate limit is not, within one operation. */
export const isTransient = (error: unknown): error is GhlError =>
  error instanceof GhlError && error.kind === 'throttled' && error.details.status !== 429;

/**
 * Runs a read as often as its budget says, with exponential backoff and full jitter, while its failures are
 * transient and the operation's budget lasts.
 */
export const withRetries = async <T>(
  budget: Budget,
  attempt: (timeoutMs: number) => Promise<T>,
  onRetry: (error: GhlError, attemptsMade: number) => void,
): Promise<T> => {
  for (let made = 1; ; made += 1) {
    try {
      return await attempt(budget.attempt(budget.readAttempts - made + 1));
    } catch (error) {
      if (!isTransient(error) || made === budget.readAttempts) throw error;
      const pause = Math.random() * BACKOFF_BASE_MS * 2 ** (made - 1);
      if (budget.left() - pause < SMALLEST_ATTEMPT_MS) throw error;
      onRetry(error, made);
      await clock.sleep(pause);
    }
  }
};
