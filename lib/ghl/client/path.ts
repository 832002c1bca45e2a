import { GhlError } from './errors.ts';

/**
 * Builds a route's path; each interpolated id becomes one segment of it.
 *
 * @throws {GhlError} `bad_id` when a part is none of HighLevel's ids
 */
export const path = (literals: TemplateStringsArray, ...ids: string[]): string =>
  literals.reduce((built, literal, index) => built + idOf(ids[index - 1] ?? '') + literal);

const idOf = (given: string): string => {
  const id = given.trim();
  if (isId(id)) return id;
  throw GhlError.badId();
};

/**
 * HighLevel's ids are letters and digits, with `_` and `-` in some, such as those of the instances of
 * a recurring appointment. What is anything else must not get into a path: it could lead to another
 * route, and an address or a phone number that was mapped by mistake would be in every log of URLs.
 * So could a word: `/contacts/business/tasks` lists the contacts of a business.
 */
export const isId = (id: string): boolean =>
  /^[\w-]+$/.test(id) &&
  /[A-Za-z]/.test(id) &&
  !/^[a-z-]{1,15}$/.test(id) &&
  id.length <= MAX_ID_LENGTH;

/** Far above the longest id seen, the instance of a recurring appointment (about 50). */
const MAX_ID_LENGTH = 200;
