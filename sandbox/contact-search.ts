import { unprocessable } from './api-error.ts';
import type { Body } from './body.ts';
import { filterFrom } from './search-filter.ts';
import { SortedIndex } from './sorted-index.ts';
import type { Position } from './sorted-index.ts';
import type { Contact } from './world.ts';

/** GHL pages by number no further than this. */
const PAGE_WINDOW = 10_000;
const MAX_PAGE_LIMIT = 500;
const MAX_QUERY_LENGTH = 75;

const DATE_SORTS = ['dateAdded', 'dateUpdated'] as const;
const TEXT_SORTS = [
  'firstNameLowerCase',
  'lastNameLowerCase',
  'businessName',
  'email',
  'source',
] as const;

type DateSort = (typeof DATE_SORTS)[number];
type TextSort = (typeof TEXT_SORTS)[number] | 'dnd';

interface Sort {
  field: DateSort | TextSort;
  direction: 'asc' | 'desc';
}

export interface SearchPage {
  rows: { contact: Contact; searchAfter: (string | number)[] }[];
  total: number;
}

/** Contact search as GHL has it: an index of its own, some seconds behind the writes. */
export class ContactSearch {
  readonly #clock: { now: () => number; searchLagMs: number };
  readonly #contacts = new Map<string, Contact>();
  readonly #order = { dateAdded: new SortedIndex(), dateUpdated: new SortedIndex() };
  /** Writes that search does not see yet, oldest first. */
  #waiting: { visibleAt: number; id: string; contact: Contact | undefined }[] = [];

  constructor(clock: { now: () => number; searchLagMs: number }) {
    this.#clock = clock;
  }

  put(contact: Contact): void {
    this.#later(contact.id, contact);
  }

  delete(id: string): void {
    this.#later(id, undefined);
  }

  /**
   * @param body `pageLimit`, `page` or `searchAfter`, `query`, `filters`, `sort`
   * @throws {ApiError} 400 for an unknown field, 422 for a malformed search
   */
  find(body: Body): SearchPage {
    this.#catchUp();
    const pageLimit = Number(body['pageLimit']);
    if (!Number.isInteger(pageLimit) || pageLimit < 1 || pageLimit > MAX_PAGE_LIMIT) {
      throw unprocessable(
        'pageLimit must not be greater than 500',
        'pageLimit must not be less than 1',
      );
    }
    const matches = matcher(body);
    const sort = sortFrom(body['sort']);
    const cursor = cursorFrom(body);
    const skip = cursor ? 0 : skipFrom(body, pageLimit);

    const rows: SearchPage['rows'] = [];
    let skipped = 0;
    for (const contact of this.#walk(sort, cursor)) {
      if (!matches(contact)) continue;
      if (skipped < skip) {
        skipped += 1;
        continue;
      }
      rows.push({ contact, searchAfter: [sortValue(contact, sort.field), contact.id] });
      if (rows.length === pageLimit) break;
    }
    return { rows, total: this.#count(body, matches) };
  }

  #count(body: Body, matches: (contact: Contact) => boolean): number {
    if (!body['query'] && !(Array.isArray(body['filters']) && body['filters'].length > 0)) {
      return this.#contacts.size;
    }
    let total = 0;
    for (const contact of this.#contacts.values()) if (matches(contact)) total += 1;
    return total;
  }

  *#walk(sort: Sort, cursor: (string | number)[] | undefined): Generator<Contact, void, undefined> {
    if (isDateSort(sort.field)) {
      const from: Position | undefined = cursor && [Number(cursor[0]), String(cursor[1])];
      for (const id of this.#order[sort.field].walk(sort.direction, from)) {
        const contact = this.#contacts.get(id);
        if (contact) yield contact;
      }
      return;
    }
    const { field, direction } = sort;
    const sign = direction === 'asc' ? 1 : -1;
    const place = (value: string, id: string): string => `${value}\0${id}`;
    const placed = [...this.#contacts.values()]
      .map((contact) => ({ contact, at: place(String(sortValue(contact, field)), contact.id) }))
      .sort((a, b) => (a.at < b.at ? -sign : sign));
    const after = cursor && place(String(cursor[0]), String(cursor[1]));
    for (const { contact, at } of placed) {
      if (after === undefined || (direction === 'asc' ? at > after : at < after)) yield contact;
    }
  }

  #later(id: string, contact: Contact | undefined): void {
    this.#waiting.push({
      visibleAt: this.#clock.now() + this.#clock.searchLagMs,
      id,
      contact: contact && { ...contact },
    });
  }

  #catchUp(): void {
    const now = this.#clock.now();
    const due = this.#waiting.findIndex(({ visibleAt }) => visibleAt > now);
    const visible = due === -1 ? this.#waiting : this.#waiting.slice(0, due);
    this.#waiting = due === -1 ? [] : this.#waiting.slice(due);
    for (const { id, contact } of visible) {
      for (const field of DATE_SORTS) {
        if (contact) this.#order[field].set(id, Date.parse(contact[field]));
        else this.#order[field].delete(id);
      }
      if (contact) this.#contacts.set(id, contact);
      else this.#contacts.delete(id);
    }
  }
}

const isDateSort = (field: Sort['field']): field is DateSort =>
  field === 'dateAdded' || field === 'dateUpdated';

const sortValue = (contact: Contact, field: Sort['field']): string | number => {
  if (isDateSort(field)) return Date.parse(contact[field]);
  if (field === 'firstNameLowerCase') return contact.firstName?.toLowerCase() ?? '';
  if (field === 'lastNameLowerCase') return contact.lastName?.toLowerCase() ?? '';
  if (field === 'businessName') return contact.companyName ?? '';
  if (field === 'dnd') return contact.dnd ? 1 : 0;
  return contact[field] ?? '';
};

/** Without a sort, GHL gives the latest added first. */
const sortFrom = (given: unknown): Sort => {
  if (given === undefined) return { field: 'dateAdded', direction: 'desc' };
  if (!Array.isArray(given) || given.length > 2) {
    throw unprocessable('sort must contain no more than 2 elements');
  }
  const [first]: unknown[] = given;
  if (first === undefined) return { field: 'dateAdded', direction: 'desc' };
  if (typeof first !== 'object' || first === null || !('field' in first)) {
    throw unprocessable('each value in sort must have a field');
  }
  const direction = 'direction' in first && first.direction === 'asc' ? 'asc' : 'desc';
  const field = [...DATE_SORTS, ...TEXT_SORTS, 'dnd' as const].find((name) => name === first.field);
  if (!field) throw unprocessable(`sort.field must be a sortable field`);
  return { field, direction };
};

const cursorFrom = (body: Body): (string | number)[] | undefined => {
  const given = body['searchAfter'];
  if (given === undefined) return undefined;
  if (body['page'] !== undefined) throw unprocessable('page and searchAfter exclude each other');
  if (!Array.isArray(given) || given.length !== 2)
    throw unprocessable('searchAfter must be an array');
  return given.map((part: unknown) => (typeof part === 'number' ? part : String(part)));
};

const skipFrom = (body: Body, pageLimit: number): number => {
  const page = body['page'] ?? 1;
  if (typeof page !== 'number' || !Number.isInteger(page) || page < 1) {
    throw unprocessable('page must not be less than 1');
  }
  if (page * pageLimit > PAGE_WINDOW) {
    throw unprocessable('page beyond the first 10000 records: use searchAfter');
  }
  return (page - 1) * pageLimit;
};

const matcher = (body: Body): ((contact: Contact) => boolean) => {
  const query = body['query'];
  if (query !== undefined && (typeof query !== 'string' || query.length > MAX_QUERY_LENGTH)) {
    throw unprocessable('query must be shorter than or equal to 75 characters');
  }
  const words = query?.trim().toLowerCase() ?? '';
  const passes = filterFrom(body['filters']);
  return (contact) => (words === '' || textOf(contact).includes(words)) && passes(contact);
};

const textOf = (contact: Contact): string =>
  [
    `${contact.firstName ?? ''} ${contact.lastName ?? ''}`,
    contact.email,
    contact.phone,
    contact.companyName,
    ...contact.tags,
  ]
    .join('\n')
    .toLowerCase();
