import type { Ghl } from './client.ts';
import { GhlError } from './errors.ts';
import { undefinedIfNotFound } from './not-found.ts';

/**
 * Carries out a write that must not happen twice. When its outcome is unknown (time-out, reset,
 * 5xx, unreadable answer) it looks whether the record is there, and only if it is not tries once
 * more.
 *
 * @param write sends the request
 * @param findWritten looks for what the first try may have left; `undefined` when it is not there
 * @throws {GhlError} the second failure, or any failure whose outcome is known
 */
export const idempotentCreate = <T>(
  ghl: Ghl,
  write: () => Promise<T>,
  findWritten: () => Promise<T | undefined>,
): Promise<T> => writeAndFind(ghl, write, findWritten, write);

/**
 * The same for a record that only search can find, and search shows it seconds late: what it does not
 * show may be there all the same. So the write is not sent again; Zapier runs the step again a minute
 * later, when search shows what there is.
 *
 * @throws {GhlError} any failure, when the record is not found
 */
export const createOrDefer = <T>(
  ghl: Ghl,
  write: () => Promise<T>,
  findWritten: () => Promise<T | undefined>,
): Promise<T> => writeAndFind(ghl, write, findWritten, (error) => Promise.reject(error));

const writeAndFind = async <T>(
  ghl: Ghl,
  write: () => Promise<T>,
  findWritten: () => Promise<T | undefined>,
  whenNotFound: (error: GhlError) => Promise<T>,
): Promise<T> => {
  try {
    return await write();
  } catch (error) {
    if (!isOutcomeUnknown(error)) throw error;
    const written = await findWritten();
    ghl.log('write.ambiguous', { reason: error.code, found: written !== undefined });
    return written ?? whenNotFound(error);
  }
};

const isOutcomeUnknown = (error: unknown): error is GhlError =>
  error instanceof GhlError && error.details.outcomeUnknown === true;

/** A write that leaves the same state however often it is sent: tried once more as it is. */
export const retryOnUnknownOutcome = <T>(ghl: Ghl, write: () => Promise<T>): Promise<T> =>
  idempotentCreate(ghl, write, () => Promise.resolve(undefined));

/**
 * Deletes a record. One that is not there is no error: deleting twice leaves the same state.
 *
 * @returns whether this call deleted it; after a first try without an answer, a record that is gone
 *   counts as deleted
 */
export const idempotentDelete = async (ghl: Ghl, remove: () => Promise<void>): Promise<boolean> => {
  const attempt = async (): Promise<boolean> =>
    (await undefinedIfNotFound(async () => {
      await remove();
      return true;
    })) ?? false;
  try {
    return await attempt();
  } catch (error) {
    if (!isOutcomeUnknown(error)) throw error;
    const removedNow = await attempt();
    ghl.log('write.ambiguous', { reason: error.code, found: removedNow });
    return true;
  }
};

/** Core's own error for a 401: nothing was done, and the next request finds the token renewed. */
export const isTokenExpired = (error: unknown): boolean =>
  error instanceof Error && error.name === 'RefreshAuthError';

/**
 * Reads what a write has left. The write is done, so a read that fails now must not fail the step:
 * Zapier would run it again, perhaps later than a repeat is noticed.
 *
 * @returns `undefined` when it cannot be read; the log says so
 */
export const readBack = async <T>(ghl: Ghl, read: () => Promise<T>): Promise<T | undefined> => {
  try {
    return await read();
  } catch (error) {
    if (!isTokenExpired(error) && !(error instanceof GhlError)) throw error;
    ghl.log('write.unread', { reason: error instanceof GhlError ? error.code : 'token_expired' });
    return undefined;
  }
};
