/**
 * Parts of the strict schemas of all nouns. Only tests check with these schemas; the app itself uses
 * the types and loads none of them.
 */
import * as z from 'zod/mini';

export const id = z.string().check(z.minLength(1));

/** Text that is there is never empty. */
export const nonEmpty = z
  .string()
  .check(z.refine((value) => value.trim() !== '' && value.trim() !== 'null'));

/** ISO 8601 with an offset. */
export const time = z.iso.datetime({ offset: true });

/** A day, such as `1990-09-25`. */
export const day = z.iso.date();
