import { ApiError, unprocessable } from '../api-error.ts';
import { isObject } from '../body.ts';
import type { Contact } from '../records.ts';

/** Fields that contact search sorts by, from the page that GHL's official file links to. */
const SORT_VALUES = {
  dateAdded: ({ dateAdded }) => Date.parse(dateAdded),
  dateUpdated: ({ dateUpdated }) => Date.parse(dateUpdated),
  firstNameLowerCase: ({ firstName }) => firstName?.toLowerCase() ?? null,
  lastNameLowerCase: ({ lastName }) => lastName?.toLowerCase() ?? null,
  businessName: ({ companyName }) => companyName ?? null,
  email: ({ email }) => email ?? null,
  dnd: ({ dnd }) => Number(dnd),
  source: ({ source }) => source ?? null,
} as const satisfies Record<string, (contact: Contact) => SortValue>;

type SortValue = string | number | null;
type SortField = keyof typeof SORT_VALUES;

export interface Sort {
  field: SortField;
  direction: 'asc' | 'desc';
}

/** Where a row stands: its value for each sort, then its id. GHL calls it `searchAfter`. */
export type Cursor = SortValue[];

/** Without a sort, GHL gives the latest added first. */
const LATEST_FIRST: Sort = { field: 'dateAdded', direction: 'desc' };

const isSortField = (name: unknown): name is SortField =>
  typeof name === 'string' && Object.hasOwn(SORT_VALUES, name);

/**
 * @throws {ApiError} 400 for a field that cannot be sorted by, 422
 */
export const sortsFrom = (given: unknown): [Sort, ...Sort[]] => {
  if (given === undefined) return [LATEST_FIRST];
  if (!Array.isArray(given) || given.length > 2) {
    throw unprocessable('sort must contain no more than 2 elements');
  }
  const [first, ...others] = given.map((sort: unknown): Sort => {
    if (!isObject(sort)) throw unprocessable('each value in sort must be an object');
    const { field, direction } = sort;
    if (!isSortField(field)) throw new ApiError(400, `Invalid field ${String(field)}`);
    if (direction !== 'asc' && direction !== 'desc') {
      throw unprocessable('sort.direction must be one of the following values: asc, desc');
    }
    return { field, direction };
  });
  return first ? [first, ...others] : [LATEST_FIRST];
};

export const cursorOf = (contact: Contact, sorts: readonly Sort[]): Cursor => [
  ...sorts.map(({ field }) => SORT_VALUES[field](contact)),
  contact.id,
];

/**
 * @throws {ApiError} 422 for a cursor that no row of such a search could have
 */
export const cursorFrom = (given: unknown, sorts: readonly Sort[]): Cursor | undefined => {
  if (given === undefined) return undefined;
  if (!Array.isArray(given) || given.length !== sorts.length + 1) {
    throw unprocessable('searchAfter must be the searchAfter of a row of the same search');
  }
  return given.map((part: unknown): SortValue => {
    if (typeof part === 'number' || typeof part === 'string' || part === null) return part;
    throw unprocessable('each value in searchAfter must be a number or a string');
  });
};

/** Rows without a value come last when ascending. */
const compareValues = (a: SortValue, b: SortValue): number => {
  if (a === b) return 0;
  if (a === null) return 1;
  if (b === null) return -1;
  return a < b ? -1 : 1;
};

/** Orders cursors as the sorts say; the id, which decides last, goes with the last sort. */
export const comparer =
  (sorts: readonly Sort[]): ((a: Cursor, b: Cursor) => number) =>
  (a, b) => {
    for (const [index, value] of a.entries()) {
      const order = compareValues(value, b[index] ?? null);
      const { direction } = sorts[Math.min(index, sorts.length - 1)] ?? LATEST_FIRST;
      if (order !== 0) return direction === 'asc' ? order : -order;
    }
    return 0;
  };
