import { GhlError } from './errors.ts';

/**
 * Builds a route's path; each interpolated id becomes exactly one encoded segment.
 *
 * @throws {GhlError} `bad_id` when a part is empty, would lead to another route, or cannot be encoded
 */
export const path = (literals: TemplateStringsArray, ...ids: string[]): string =>
  literals.reduce((built, literal, index) => built + segment(ids[index - 1] ?? '') + literal);

const segment = (id: string): string => {
  const trimmed = id.trim();
  if (LEAVES_ITS_ROUTE.test(trimmed) || trimmed.length > MAX_ID_LENGTH) throw GhlError.badId();
  try {
    return encodeURIComponent(trimmed);
  } catch {
    // A lone surrogate has no encoding, so it cannot be part of any id.
    throw GhlError.badId();
  }
};

/**
 * `.` and `..` survive encoding. A word such as `search` or `business` stands where ids do in other
 * routes: `/contacts/business/tasks` lists the contacts of a business. An id is longer, or has a
 * digit or a capital letter.
 */
const LEAVES_ITS_ROUTE = /^(?:\.{0,2}|[a-z-]{1,15})$/;

/** Far above the longest id seen, the instance of a recurring appointment (about 50). */
const MAX_ID_LENGTH = 200;
