/**
 * What Zapier makes of an error:
 *
 * - `halted`: this run stops and is shown as stopped; the Zap stays on
 * - `throttled`: Zapier tries the step again later
 * - `reconnect`: the connection's owner is asked to connect again
 * - `refresh`: Zapier renews the access token and calls once more
 * - `error`: the run is shown as failed
 */
export type FailureKind = 'halted' | 'throttled' | 'reconnect' | 'refresh' | 'error';

/** A call of the app that failed, with the sentence that Zapier would show. */
export class Failure extends Error {
  readonly kind: FailureKind;
  /** For `throttled`: seconds that Zapier should wait. */
  readonly retryAfter?: number;

  constructor(kind: FailureKind, message: string, retryAfter?: number) {
    super(message);
    this.name = 'Failure';
    this.kind = kind;
    if (retryAfter !== undefined) this.retryAfter = retryAfter;
  }

  /** An error's own message is not enumerable and would be lost. */
  toJSON(): { kind: FailureKind; message: string; retryAfter?: number } {
    const { kind, message, retryAfter } = this;
    return { kind, message, ...(retryAfter !== undefined && { retryAfter }) };
  }
}

const KIND: Readonly<Record<string, FailureKind>> = {
  HaltedError: 'halted',
  ThrottledError: 'throttled',
  ExpiredAuthError: 'reconnect',
  RefreshAuthError: 'refresh',
};

/**
 * Core appends its own account ("What happened", "Console logs") to messages of plain errors, and
 * packs those of `ThrottledError`, `AppError` and `ResponseError` as JSON.
 */
const unpack = (message: string): { message: string; delay?: number } => {
  const [sentence = ''] = message.split(/\n+(?:What happened|Console logs):/);
  try {
    const packed: unknown = JSON.parse(sentence);
    if (typeof packed === 'object' && packed !== null && 'message' in packed) {
      return {
        message: String(packed.message),
        ...('delay' in packed && typeof packed.delay === 'number' && { delay: packed.delay }),
      };
    }
  } catch {
    // Not JSON: the message is the sentence.
  }
  return { message: sentence };
};

/** Reads the kind, the sentence and the delay out of whatever core's handler rejected with. */
export const failureFrom = (error: unknown): Failure => {
  if (error instanceof Failure) return error;
  if (!(error instanceof Error)) return new Failure('error', String(error));
  const { message, delay } = unpack(error.message);
  return new Failure(KIND[error.name] ?? 'error', message, delay);
};
