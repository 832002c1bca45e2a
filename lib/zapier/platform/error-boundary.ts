import type { Bundle, ZObject } from 'zapier-platform-core';

import { ASK_FOR_HELP, GhlError } from '../../ghl/client/errors.ts';
import { createLog } from '../../ghl/client/log.ts';
import { InvalidInputError } from '../../protiv/values/invalid-input.ts';

/** What a user reads of a fault in the app. */
export const UNEXPECTED = {
  code: 'unexpected',
  message: `Something unexpected went wrong inside Protiv, and the step was stopped. Run it again; ${ASK_FOR_HELP}`,
} as const;

type Perform<B, Output> = (z: ZObject, bundle: B) => Promise<Output>;

/**
 * The border of the app: whatever goes wrong inside leaves as one of Zapier's own errors, because
 * on any other core shows the user the raw input.
 *
 * - a user's mistake, or a record that is not there: `HaltedError`
 * - trouble that passes by itself: `ThrottledError`, with the seconds to wait
 * - a spent connection: `ExpiredAuthError`
 * - a spent access token: core's own `RefreshAuthError`, as it is
 */
export const withErrorBoundary =
  <B extends Pick<Bundle, 'authData'>, Output>(perform: Perform<B, Output>): Perform<B, Output> =>
  async (z, bundle) => {
    try {
      return await perform(z, bundle);
    } catch (error) {
      throw sentenceOnly(toZapierError(z, bundle, error));
    }
  };

/**
 * Core adds the step's raw input and the answers it got, and so people's data, to the message of any
 * error that lacks this mark; its own `ThrottledError` and `Error` carry it, the others do not.
 */
const sentenceOnly = (error: Error): Error => Object.assign(error, { doNotContextify: true });

const toZapierError = (
  z: ZObject,
  { authData }: Pick<Bundle, 'authData'>,
  error: unknown,
): Error => {
  const { HaltedError, ThrottledError, ExpiredAuthError } = z.errors;
  if (error instanceof InvalidInputError) return new HaltedError(error.message);
  if (error instanceof GhlError) {
    switch (error.kind) {
      case 'halted':
        return new HaltedError(error.message);
      case 'throttled':
        return new ThrottledError(error.message, error.details.delay);
      case 'reconnect':
        return new ExpiredAuthError(error.message);
    }
  }
  if (isZapierError(z, error)) return error;
  createLog(z.console, authData?.['locationId'])('operation.failed', {
    reason: error instanceof Error ? error.name : typeof error,
  });
  return new z.errors.Error(UNEXPECTED.message, UNEXPECTED.code, 500);
};

const isZapierError = (z: ZObject, error: unknown): error is Error =>
  [
    z.errors.Error,
    z.errors.HaltedError,
    z.errors.ThrottledError,
    z.errors.RefreshAuthError,
    z.errors.ExpiredAuthError,
  ].some((kind) => error instanceof kind);
