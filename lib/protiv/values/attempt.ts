import { InvalidInputError } from './invalid-input.ts';

/** A value that a field cannot hold. */
export interface UnusableValue {
  /** The field's name on the user's screen. */
  label: string;
  /** Why, in a sentence that holds no personal data. */
  reason: string;
}

/**
 * Reads one field. What becomes of a value that cannot be used is for whoever hands out the attempt
 * to say: the maker of a Zap is told at once, a stranger's odd answer must not cost the lead.
 *
 * @param read throws `InvalidInputError` for a value that cannot be used
 * @returns `undefined` when there is nothing, or nothing to be used
 */
export type Attempt = <T>(label: string, read: () => T | undefined) => T | undefined;

/** Stops at the first value that cannot be used. */
export const strictly: Attempt = (_label, read) => read();

/** Leaves out what cannot be used, and takes note of it in `unusable`. */
export const leniently =
  (unusable: UnusableValue[]): Attempt =>
  (label, read) => {
    try {
      return read();
    } catch (error) {
      if (!(error instanceof InvalidInputError)) throw error;
      unusable.push({ label, reason: error.message });
      return undefined;
    }
  };
