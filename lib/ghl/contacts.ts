import * as zod from 'zod/mini';

import type { Ghl } from './client/client.ts';
import { API_VERSION } from './client/configuration.ts';
import { GhlError } from './client/errors.ts';
import { parseJson } from './client/json.ts';
import type { Json, JsonObject } from './client/json.ts';
import { undefinedIfNotFound } from './client/not-found.ts';
import { Paging } from './client/paging.ts';
import { rowId } from './client/partial-record.ts';
import { path } from './client/path.ts';
import { wireContact } from './schemas/contact.ts';
import type { WireContact } from './schemas/contact.ts';

const version = API_VERSION.contacts;

/** A condition of contact search; grammar from the page that GHL's official file links to. */
export type ContactFilter =
  | { field: string; operator: 'eq' | 'not_eq' | 'contains' | 'not_contains'; value: Json }
  | { field: string; operator: 'exists' | 'not_exists' }
  | { field: string; operator: 'range'; value: { gt?: Json; gte?: Json; lt?: Json; lte?: Json } }
  | { group: 'AND' | 'OR'; filters: readonly ContactFilter[] };

export interface ContactSort {
  field: 'dateAdded' | 'dateUpdated' | 'firstNameLowerCase' | 'lastNameLowerCase' | 'email';
  direction: 'asc' | 'desc';
}

export interface ContactSearch {
  filters?: readonly ContactFilter[];
  sort?: ContactSort;
  /** Free text; GHL takes at most 75 characters. */
  query?: string;
  /** 1 to 500. */
  pageLimit: number;
  /** Cursor: the `searchAfter` of the last row of the page before. */
  searchAfter?: readonly Json[];
}

/** GHL refuses a longer free-text query. */
export const MAX_QUERY_LENGTH = 75;

/** The most rows that GHL gives in one page of contact search. */
export const MAX_PAGE_LIMIT = 500;

export interface ContactPage {
  contacts: WireContact[];
  /** Contacts that match in all, on this page and the others. */
  total: number;
  /** Where the next page starts; absent on the last one. */
  next?: readonly Json[];
}

const searchAnswer = zod.looseObject({
  contacts: zod.array(zod.unknown()),
  total: zod.nullish(zod.number()),
});

/** Whether an answer is a page that was read before, although more contacts are promised. */
const isRepeated = (
  { contacts, total }: zod.infer<typeof searchAnswer>,
  seen: ReadonlySet<string>,
): boolean =>
  contacts.length > 0 &&
  seen.size < (total ?? Number.POSITIVE_INFINITY) &&
  contacts.every((row) => seen.has(rowId(row) ?? ''));

/**
 * One page of contacts (`POST /contacts/search`). The answer's last row carries a cursor even when
 * nothing follows, so a short page is what ends the list.
 *
 * @param seen ids of the contacts on the pages before; an answer that brings them again is asked for
 *   once more
 * @param attemptMs for a caller that asks again by itself, see `GhlRequest`
 * @throws {GhlError} `unreadable_answer` when it brings them again and again
 */
export const searchContacts = async (
  ghl: Ghl,
  search: ContactSearch,
  seen: ReadonlySet<string> = new Set(),
  attemptMs?: number,
): Promise<ContactPage> => {
  const { filters, sort, query, pageLimit, searchAfter } = search;
  const answer = await ghl.read({
    method: 'POST',
    path: '/contacts/search',
    scope: 'contacts.readonly',
    version,
    body: {
      locationId: ghl.locationId,
      pageLimit,
      ...(searchAfter ? { searchAfter } : { page: 1 }),
      ...(query && { query }),
      ...(filters && filters.length > 0 && { filters }),
      ...(sort && { sort: [{ field: sort.field, direction: sort.direction }] }),
    },
    answer: searchAnswer.check(zod.refine((page) => !isRepeated(page, seen))),
    isLong: true,
    attemptMs,
  });
  const contacts = ghl.records(wireContact, answer.contacts);
  const next = cursorOf(answer.contacts);
  return {
    contacts,
    total: answer.total ?? contacts.length,
    ...(next && answer.contacts.length >= pageLimit && { next }),
  };
};

const cursor = zod
  .array(zod.union([zod.string(), zod.number(), zod.boolean(), zod.null()]))
  .check(zod.minLength(1));

/** A cursor that was kept as JSON; absent when the text is none. */
export const readCursor = (text: string): readonly Json[] | undefined =>
  cursor.safeParse(parseJson(text)).data;

const cursorRow = zod.looseObject({ searchAfter: cursor });

const cursorOf = (rows: readonly unknown[]): readonly Json[] | undefined =>
  cursorRow.safeParse(rows.at(-1)).data?.searchAfter;

/** Pages of contact search that share the time of one operation. */
export const contactPaging = (ghl: Ghl, firstPage = MAX_PAGE_LIMIT): Paging =>
  new Paging(ghl, firstPage, MAX_PAGE_LIMIT);

interface ContactPaging {
  /** How large pages are and how long they may take; shared where an operation reads several searches. */
  paging?: Paging;
  /** Ids of the contacts that were read before. */
  seen?: Set<string>;
  /** Whether a contact can be in the answer at all. */
  isMeant?: (contact: WireContact) => boolean;
}

/**
 * Pages of a search, one by one, each contact once. Ends at a short page, when there is nothing new,
 * or when the time is over: then the last page has a `next`.
 *
 * @throws {GhlError} when not even the first page could be read
 */
export async function* contactPages(
  ghl: Ghl,
  { pageLimit: firstPage, ...search }: Omit<ContactSearch, 'searchAfter'>,
  { paging = contactPaging(ghl, firstPage), seen = new Set(), isMeant }: ContactPaging = {},
): AsyncGenerator<ContactPage, void, undefined> {
  let searchAfter: readonly Json[] | undefined;
  const ask = async (pageLimit: number, attemptMs: number): Promise<ContactPage> => {
    const asked = { ...search, ...(searchAfter && { searchAfter }), pageLimit };
    const page = await searchContacts(ghl, asked, seen, attemptMs);
    const isKnown = isMeant && page.contacts.every(({ id }) => seen.has(id));
    if (isKnown && page.contacts.length > 0 && !page.contacts.some(isMeant)) {
      throw GhlError.unreadable(200);
    }
    return page;
  };
  for (;;) {
    const page = await paging.next(ask);
    if (page === undefined) return;
    const fresh = page.contacts.filter((contact) => !seen.has(contact.id));
    for (const contact of fresh) seen.add(contact.id);
    if (fresh[0]) paging.heedWidth(fresh[0]);
    yield { ...page, contacts: fresh };
    if (!page.next || fresh.length === 0) return;
    searchAfter = page.next;
  }
}

interface ContactsRead {
  contacts: WireContact[];
  /** Contacts that match in all, read or not. */
  total: number;
  /** Whether the pages ended by themselves: neither the time nor `most` cut them. */
  complete: boolean;
}

/**
 * What there is of a search within the time of the operation: for searches, which give what they have.
 *
 * @param matches conditions that GHL's search cannot express
 * @param enough contacts that match; with them the reading ends, and `complete` says whether more
 *   would have followed
 * @param most rows to look at
 */
export const readContacts = async (
  ghl: Ghl,
  search: Omit<ContactSearch, 'searchAfter'>,
  {
    matches = () => true,
    enough = Number.POSITIVE_INFINITY,
    most = Number.POSITIVE_INFINITY,
  }: { matches?: (contact: WireContact) => boolean; enough?: number; most?: number } = {},
): Promise<ContactsRead> => {
  const contacts: WireContact[] = [];
  let rows = 0;
  let last: ContactPage | undefined;
  for await (const page of contactPages(ghl, search)) {
    last = page;
    rows += page.contacts.length;
    contacts.push(...page.contacts.filter(matches));
    if (contacts.length >= enough || rows >= most) break;
  }
  return { contacts, total: last?.total ?? 0, complete: last?.next === undefined };
};

const contactAnswer = zod.looseObject({ contact: zod.unknown() });

/**
 * @throws {GhlError} `contact_not_found`
 */
export const getContact = async (ghl: Ghl, contactId: string): Promise<WireContact> => {
  const answer = await ghl.read({
    path: path`/contacts/${contactId}`,
    scope: 'contacts.readonly',
    version,
    answer: contactAnswer,
  });
  return ghl.record(wireContact, answer.contact);
};

/** Like `getContact`, with `undefined` for a contact that does not exist. */
export const findContactById = (ghl: Ghl, contactId: string): Promise<WireContact | undefined> =>
  undefinedIfNotFound(() => getContact(ghl, contactId));

/**
 * How many contacts belong to a business (`GET /contacts/business/{businessId}`); unlike search this does
 * not lag behind writes.
 *
 * @returns `undefined` where the answer does not say
 */
export const countOfBusiness = async (
  ghl: Ghl,
  businessId: string,
): Promise<number | undefined> => {
  const { count } = await ghl.read({
    path: path`/contacts/business/${businessId}`,
    scope: 'contacts.readonly',
    version,
    query: { locationId: ghl.locationId, limit: '1', skip: '0' },
    answer: zod.looseObject({ count: zod.nullish(zod.number()) }),
  });
  return count ?? undefined;
};

const duplicateAnswer = zod.looseObject({ contact: zod.nullish(zod.unknown()) });

/**
 * The contact that HighLevel itself would call a duplicate (`GET /contacts/search/duplicate`): the
 * e-mail is looked at first, then the phone. Unlike search it does not lag behind writes.
 *
 * @param identity e-mail and E.164 phone
 */
export const findDuplicate = async (
  ghl: Ghl,
  identity: { email?: string | undefined; phone?: string | undefined },
): Promise<WireContact | undefined> => {
  const answer = await ghl.read({
    path: '/contacts/search/duplicate',
    scope: 'contacts.readonly',
    version,
    query: { locationId: ghl.locationId, email: identity.email, number: identity.phone },
    answer: duplicateAnswer,
  });
  return answer.contact === null || answer.contact === undefined
    ? undefined
    : ghl.record(wireContact, answer.contact);
};

/**
 * Creates a contact (`POST /contacts/`).
 *
 * @throws {GhlError} `duplicate_contact`, with the other contact's id, where the sub-account forbids
 *   duplicates
 */
export const createContact = async (ghl: Ghl, contact: JsonObject): Promise<WireContact> => {
  const answer = await ghl.write({
    method: 'POST',
    path: '/contacts/',
    scope: 'contacts.write',
    version,
    body: { ...contact, locationId: ghl.locationId },
    answer: contactAnswer,
  });
  return ghl.record(wireContact, answer.contact);
};

/**
 * Changes the named fields of a contact (`PUT /contacts/{id}`). `tags` would replace all tags, so it
 * is never sent.
 */
export const updateContact = async (
  ghl: Ghl,
  contactId: string,
  changes: JsonObject,
): Promise<WireContact> => {
  const answer = await ghl.write({
    method: 'PUT',
    path: path`/contacts/${contactId}`,
    scope: 'contacts.write',
    version,
    body: changes,
    answer: contactAnswer,
  });
  return ghl.record(wireContact, answer.contact);
};

/**
 * Deletes a contact for good, with its tasks and notes.
 *
 * @throws {GhlError} `contact_not_found` when it is not there (any more)
 */
export const deleteContact = async (ghl: Ghl, contactId: string): Promise<void> => {
  await ghl.write({
    method: 'DELETE',
    path: path`/contacts/${contactId}`,
    scope: 'contacts.write',
    version,
    answer: zod.looseObject({}),
  });
};

const upsertAnswer = zod.looseObject({
  new: zod.nullish(zod.boolean()),
  contact: zod.unknown(),
});

/**
 * Creates a contact or updates the one that matches (`POST /contacts/upsert`).
 *
 * @returns the contact, and whether it is new
 */
export const upsertContact = async (
  ghl: Ghl,
  contact: JsonObject,
): Promise<{ contact: WireContact; wasCreated: boolean }> => {
  const answer = await ghl.write({
    method: 'POST',
    path: '/contacts/upsert',
    scope: 'contacts.write',
    version,
    body: { ...contact, locationId: ghl.locationId },
    answer: upsertAnswer,
  });
  return {
    contact: ghl.record(wireContact, answer.contact),
    wasCreated: answer.new ?? false,
  };
};

const tagsAnswer = zod.looseObject({ tags: zod.array(zod.string()) });

const changeTags = async (
  ghl: Ghl,
  method: 'POST' | 'DELETE',
  contactId: string,
  tags: readonly string[],
): Promise<string[]> => {
  const answer = await ghl.write({
    method,
    path: path`/contacts/${contactId}/tags`,
    scope: 'contacts.write',
    version,
    body: { tags },
    answer: tagsAnswer,
  });
  return answer.tags;
};

/** Adds tags to a contact and returns all it has then (`POST /contacts/{id}/tags`). */
export const addTags = (ghl: Ghl, contactId: string, tags: readonly string[]): Promise<string[]> =>
  changeTags(ghl, 'POST', contactId, tags);

/** Removes tags from a contact and returns those it still has (`DELETE /contacts/{id}/tags`). */
export const removeTags = (
  ghl: Ghl,
  contactId: string,
  tags: readonly string[],
): Promise<string[]> => changeTags(ghl, 'DELETE', contactId, tags);

const followersAnswer = zod.looseObject({ followers: zod.array(zod.string()) });

const changeFollowers = async (
  ghl: Ghl,
  method: 'POST' | 'DELETE',
  contactId: string,
  followers: readonly string[],
): Promise<string[]> => {
  const answer = await ghl.write({
    method,
    path: path`/contacts/${contactId}/followers`,
    scope: 'contacts.write',
    version,
    body: { followers },
    answer: followersAnswer,
  });
  return answer.followers;
};

/**
 * Lets users follow a contact and returns the ids of all who do then
 * (`POST /contacts/{id}/followers`).
 */
export const addFollowers = (
  ghl: Ghl,
  contactId: string,
  followers: readonly string[],
): Promise<string[]> => changeFollowers(ghl, 'POST', contactId, followers);

/**
 * Takes users off those who follow a contact and returns the ids of those who still do
 * (`DELETE /contacts/{id}/followers`).
 */
export const removeFollowers = (
  ghl: Ghl,
  contactId: string,
  followers: readonly string[],
): Promise<string[]> => changeFollowers(ghl, 'DELETE', contactId, followers);
