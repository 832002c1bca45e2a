/** Names beside ids, and due dates in words: extras, which never fail or delay a step. */

/** Where names are looked up that a record carries by id only. */
export const LISTS_OF_NAMES = [
  'GET /users/search',
  'GET /businesses/',
  'GET /calendars/',
  'GET /opportunities/pipelines',
  'GET /opportunities/lost-reason',
  'GET /forms/',
  'GET /surveys/',
];

/** Contacts are named by a search, which some operations also read for its own sake. */
const SEARCH_FOR_NAMES = 'POST /contacts/search';

/** A due date in words is on the sub-account's clocks; its time zone is also read for its own sake. */
const TIME_ZONE = /^GET \/locations\/[^/]+$/;

/** Whether a request looks up extras, and may do nothing else. */
export const mayReadNames = ({ method, path }: { method: string; path: string }): boolean =>
  [...LISTS_OF_NAMES, SEARCH_FOR_NAMES].includes(`${method} ${path}`) ||
  TIME_ZONE.test(`${method} ${path}`);

/** Whether a request surely looks up nothing but names. */
export const readsNamesOnly = ({ method, path }: { method: string; path: string }): boolean =>
  LISTS_OF_NAMES.includes(`${method} ${path}`);

const NAME =
  /^(?:(?:contact|calendar|company|assignedTo|createdBy|pipeline|stage|form|survey)Name|lostReason|dueDateText)$/;

/** A value without the extras that are in it, however deep. */
export const withoutNames = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(withoutNames);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, held]) =>
      NAME.test(key) ? [] : [[key, withoutNames(held)]],
    ),
  );
};
