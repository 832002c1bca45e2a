import { GhlError } from './errors.ts';

const NOT_FOUND: ReadonlySet<string> = new Set(['contact_not_found', 'not_found']);

/** Whether HighLevel answered that a record, or the contact it belongs to, is not there. */
export const isNotFound = (error: unknown): boolean =>
  error instanceof GhlError && NOT_FOUND.has(error.code);

/** What a read gives; `undefined` when there is no such record, or there can be none. */
export const undefinedIfNotFound = async <T>(read: () => Promise<T>): Promise<T | undefined> => {
  try {
    return await read();
  } catch (error) {
    if (isNotFound(error) || (error instanceof GhlError && error.code === 'bad_id')) {
      return undefined;
    }
    throw error;
  }
};
