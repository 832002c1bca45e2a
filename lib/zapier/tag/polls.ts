import type { Ghl } from '../../ghl/client/client.ts';
import { MAX_PAGE_LIMIT, contactPages, searchContacts } from '../../ghl/contacts.ts';
import type { ContactFilter } from '../../ghl/contacts.ts';
import type { WireContact } from '../../ghl/schemas/contact.ts';
import type { Contact } from '../../protiv/contact/schema.ts';
import { heldTags } from '../../protiv/tag/record.ts';
import { texts } from '../../protiv/values/present.ts';
import { pollContacts } from '../contact/polls.ts';
import { MOST_CONTACT_PAGES, PAGE_RESERVE_MS } from '../platform/poll-windows.ts';
import type { Run } from '../platform/run.ts';

/** Contacts that have at least one of the tags. */
const anyOf = (tags: readonly string[]): ContactFilter[] => {
  const filters = tags.map((tag): ContactFilter => ({
    field: 'tags',
    operator: 'eq',
    value: tag,
  }));
  return filters.length > 1 ? [{ group: 'OR', filters }] : filters;
};

/** A contact and one of its tags. */
export type TaggedContact = Contact & { tag: string };

/**
 * One poll of contacts that have one of the tags, a row for each contact and tag.
 *
 * - priming poll: everybody who has one, whenever they got it
 * - sample and live polls: of those that changed lately, as `pollContacts` reads them
 */
export async function* pollTaggedContacts(
  run: Run<unknown>,
  wanted: readonly string[],
): AsyncGenerator<TaggedContact[]> {
  const tagsOf = ({ tags }: Pick<WireContact, 'tags'>): string[] => {
    const held = heldTags(tags);
    return wanted.filter((tag) => held.has(tag));
  };
  const pages = run.meta.isPopulatingDedupe
    ? listTaggedContacts(run.ghl, wanted)
    : pollContacts(run, {
        by: 'dateUpdated',
        filters: anyOf(wanted),
        matches: (contact) => tagsOf(contact).length > 0,
      });
  for await (const page of pages) {
    yield page.flatMap((contact) => tagsOf(contact).map((tag) => ({ ...contact, tag })));
  }
}

/**
 * All contacts that have at least one of the tags, those that changed last first: where the time
 * does not reach, the contacts that are least likely to change again are the ones left out, and the
 * log says so. One that changes while pages are read moves to the front of what was read already, so
 * the first page is looked at again.
 */
async function* listTaggedContacts(ghl: Ghl, tags: readonly string[]): AsyncGenerator<Contact[]> {
  const known = new Set<string>();
  const unknown = (contacts: readonly WireContact[]): Contact[] => {
    const fresh = contacts.filter(({ id }) => !known.has(id));
    for (const { id } of fresh) known.add(id);
    return fresh.map((contact) => ({
      id: contact.id,
      contactId: contact.id,
      tags: texts(contact.tags),
    }));
  };
  const search = {
    filters: anyOf(tags),
    sort: { field: 'dateUpdated', direction: 'desc' },
    pageLimit: MAX_PAGE_LIMIT,
  } as const;
  let pagesRead = 0;
  for await (const page of contactPages(ghl, search)) {
    pagesRead += 1;
    yield unknown(page.contacts);
    if (page.next && (pagesRead === MOST_CONTACT_PAGES || ghl.timeLeft() < PAGE_RESERVE_MS)) {
      ghl.log('poll.truncated', { rows: known.size, total: page.total });
      return;
    }
  }
  if (pagesRead > 1 && ghl.timeLeft() >= PAGE_RESERVE_MS) {
    yield unknown((await searchContacts(ghl, search)).contacts);
  }
}
