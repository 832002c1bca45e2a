import type { Ghl } from '../../ghl/client/client.ts';
import { MAX_PAGE_LIMIT, contactPages, searchContacts } from '../../ghl/contacts.ts';
import type { ContactFilter } from '../../ghl/contacts.ts';
import type { WireContact } from '../../ghl/schemas/contact.ts';
import { MOST_CONTACT_PAGES, PAGE_RESERVE_MS } from '../contact/polls.ts';

/** Contacts that carry at least one of the tags. */
export const anyOf = (tags: readonly string[]): ContactFilter[] => {
  const filters = tags.map((tag): ContactFilter => ({
    field: 'tags',
    operator: 'eq',
    value: tag,
  }));
  return filters.length > 1 ? [{ group: 'OR', filters }] : filters;
};

/**
 * All contacts that carry at least one of the tags, those that changed last first: where the time
 * does not reach, the contacts that are least likely to change again are the ones left out, and the
 * log says so. One that changes while pages are read moves to the front of what was read already, so the
 * first page is looked at again.
 */
export const listCarriers = async (
  ghl: Ghl,
  tags: readonly string[],
): Promise<Pick<WireContact, 'id' | 'tags'>[]> => {
  const carriers: Pick<WireContact, 'id' | 'tags'>[] = [];
  const note = (contacts: readonly WireContact[]): void => {
    carriers.push(...contacts.map((contact) => ({ id: contact.id, tags: contact.tags })));
  };
  const search = {
    filters: anyOf(tags),
    sort: { field: 'dateUpdated', direction: 'desc' },
    pageLimit: MAX_PAGE_LIMIT,
  } as const;
  const pages = contactPages(ghl, search);
  let pagesRead = 0;
  for await (const page of pages) {
    pagesRead += 1;
    note(page.contacts);
    if (page.next && (pagesRead === MOST_CONTACT_PAGES || ghl.timeLeft() < PAGE_RESERVE_MS)) {
      ghl.log('poll.truncated', { rows: carriers.length, total: page.total });
      return carriers;
    }
  }
  if (pagesRead > 1 && ghl.timeLeft() >= PAGE_RESERVE_MS) {
    const known = new Set(carriers.map(({ id }) => id));
    const { contacts } = await searchContacts(ghl, search);
    note(contacts.filter(({ id }) => !known.has(id)));
  }
  return carriers;
};
