import { GhlError } from './errors.ts';

/**
 * Builds a route's path; each interpolated id becomes exactly one encoded segment.
 *
 * `.` and `..` survive encoding and would leave the route, so they are refused.
 *
 * @throws {GhlError} `bad_id` when a part is empty, a dot segment, or cannot be encoded
 */
export const path = (literals: TemplateStringsArray, ...ids: string[]): string =>
  literals.reduce((built, literal, index) => built + segment(ids[index - 1] ?? '') + literal);

const segment = (id: string): string => {
  const trimmed = id.trim();
  if (/^\.{0,2}$/.test(trimmed) || trimmed.length > MAX_ID_LENGTH) throw GhlError.badId();
  try {
    return encodeURIComponent(trimmed);
  } catch {
    // A lone surrogate has no encoding, so it cannot be part of any id.
    throw GhlError.badId();
  }
};

/** Far above the longest id seen, the instance of a recurring appointment (about 50). */
const MAX_ID_LENGTH = 200;
