import { unprocessable } from '../api-error.ts';
import type { Body } from '../body.ts';
import type { Contact, CustomFieldDefinition } from '../records.ts';
import { customFieldNamed } from './custom-field.ts';
import { contactField } from './fields.ts';
import { filterFrom } from './filter.ts';
import { UnseenWrites } from './lag.ts';
import type { LagClock } from './lag.ts';
import { comparer, cursorFrom, cursorOf, sortsFrom } from './order.ts';
import type { Cursor, Sort } from './order.ts';
import { SortedIndex } from './sorted-index.ts';

/** GHL pages by number no further than this. */
const PAGE_WINDOW = 10_000;
const MAX_PAGE_LIMIT = 500;
const MAX_QUERY_LENGTH = 75;

const DATE_FIELDS = ['dateAdded', 'dateUpdated'] as const;

export interface SearchPage {
  rows: { contact: Contact; searchAfter: Cursor }[];
  /** Of all pages. */
  total: number;
}

/** Contact search as GHL has it: an index of its own, some seconds behind the writes. */
export class ContactSearch {
  readonly #unseen: UnseenWrites<Contact>;
  readonly #contacts = new Map<string, Contact>();
  readonly #byDate = { dateAdded: new SortedIndex(), dateUpdated: new SortedIndex() };
  /** Contacts in other orders, until the next write. */
  readonly #sorted = new Map<string, { contact: Contact; cursor: Cursor }[]>();

  constructor(clock: LagClock) {
    this.#unseen = new UnseenWrites(clock);
  }

  put(contact: Contact): void {
    this.#unseen.add(contact.id, contact);
  }

  delete(id: string): void {
    this.#unseen.add(id, undefined);
  }

  /**
   * @param body `pageLimit`, `page` or `searchAfter`, `query`, `filters`, `sort`
   * @param definitions custom fields that filters may name
   * @throws {ApiError} 400 for an unknown field, 422 for a malformed search
   */
  find(body: Body, definitions: readonly CustomFieldDefinition[]): SearchPage {
    this.#catchUp();
    const limit = pageLimitFrom(body);
    const sorts = sortsFrom(body['sort']);
    const cursor = cursorFrom(body['searchAfter'], sorts);
    const skip = skipFrom(body, limit);
    const { matches, isAll } = matcher(body, definitions);

    const rows: SearchPage['rows'] = [];
    let seen = 0;
    for (const contact of this.#walk(sorts, cursor)) {
      if (!matches(contact)) continue;
      seen += 1;
      if (seen <= skip) continue;
      rows.push({ contact, searchAfter: cursorOf(contact, sorts) });
      if (rows.length === limit) break;
    }
    return { rows, total: isAll ? this.#contacts.size : this.#count(matches) };
  }

  #count(matches: (contact: Contact) => boolean): number {
    let total = 0;
    for (const contact of this.#contacts.values()) if (matches(contact)) total += 1;
    return total;
  }

  *#walk(sorts: [Sort, ...Sort[]], cursor?: Cursor): Generator<Contact, void, undefined> {
    const [{ field, direction }, second] = sorts;
    if (!second && (field === 'dateAdded' || field === 'dateUpdated')) {
      const from = cursor && ([Number(cursor[0]), String(cursor[1])] as const);
      for (const id of this.#byDate[field].walk(direction, from)) {
        const contact = this.#contacts.get(id);
        if (contact) yield contact;
      }
      return;
    }
    const compare = comparer(sorts);
    for (const row of this.#inOrder(sorts)) {
      if (!cursor || compare(row.cursor, cursor) > 0) yield row.contact;
    }
  }

  #inOrder(sorts: readonly Sort[]): readonly { contact: Contact; cursor: Cursor }[] {
    const name = JSON.stringify(sorts);
    const known = this.#sorted.get(name);
    if (known) return known;
    const compare = comparer(sorts);
    const rows = [...this.#contacts.values()]
      .map((contact) => ({ contact, cursor: cursorOf(contact, sorts) }))
      .sort((a, b) => compare(a.cursor, b.cursor));
    this.#sorted.set(name, rows);
    return rows;
  }

  #catchUp(): void {
    const seen = this.#unseen.takeSeen();
    if (seen.length === 0) return;
    this.#sorted.clear();
    for (const { id, row: contact } of seen) {
      for (const field of DATE_FIELDS) {
        if (contact) this.#byDate[field].set(id, Date.parse(contact[field]));
        else this.#byDate[field].delete(id);
      }
      if (contact) this.#contacts.set(id, contact);
      else this.#contacts.delete(id);
    }
  }
}

const pageLimitFrom = ({ pageLimit }: Body): number => {
  if (typeof pageLimit !== 'number' || !Number.isInteger(pageLimit) || pageLimit < 1) {
    throw unprocessable('pageLimit must not be less than 1');
  }
  if (pageLimit > MAX_PAGE_LIMIT) {
    throw unprocessable(`pageLimit must not be greater than ${MAX_PAGE_LIMIT}`);
  }
  return pageLimit;
};

const skipFrom = (body: Body, limit: number): number => {
  const { page = 1 } = body;
  if (body['page'] !== undefined && body['searchAfter'] !== undefined) {
    throw unprocessable('page and searchAfter exclude each other');
  }
  if (typeof page !== 'number' || !Number.isInteger(page) || page < 1) {
    throw unprocessable('page must not be less than 1');
  }
  if (page * limit > PAGE_WINDOW) {
    throw unprocessable(
      `page * pageLimit must not be greater than ${PAGE_WINDOW}: use searchAfter`,
    );
  }
  return (page - 1) * limit;
};

const matcher = (
  { query, filters }: Body,
  definitions: readonly CustomFieldDefinition[],
): { matches: (contact: Contact) => boolean; isAll: boolean } => {
  if (query !== undefined && (typeof query !== 'string' || query.length > MAX_QUERY_LENGTH)) {
    throw unprocessable(`query must be shorter than or equal to ${MAX_QUERY_LENGTH} characters`);
  }
  const words = query?.trim().toLowerCase() ?? '';
  const passes = filterFrom<Contact>(
    filters,
    (name) => contactField(name) ?? customFieldNamed(name, definitions),
  );
  return {
    matches: (contact) =>
      (words === '' || searchedText(contact).includes(words)) && passes(contact),
    isAll: words === '' && (!Array.isArray(filters) || filters.length === 0),
  };
};

/** What free text looks at. */
const searchedText = (contact: Contact): string =>
  [
    `${contact.firstName ?? ''} ${contact.lastName ?? ''}`,
    contact.email,
    contact.phone,
    contact.companyName,
    ...contact.tags,
  ]
    .join('\n')
    .toLowerCase();
