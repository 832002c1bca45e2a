import type { ContactFilter } from '../../ghl/contacts.ts';
import type { WireContact } from '../../ghl/schemas/contact.ts';
import type { Contact } from '../../protiv/contact/schema.ts';
import { heldTags } from '../../protiv/tag/record.ts';
import { pollContacts } from '../contact/polls.ts';
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
  const pages = pollContacts(run, {
    by: 'dateUpdated',
    filters: anyOf(wanted),
    matches: (contact) => tagsOf(contact).length > 0,
    isUndated: true,
  });
  for await (const page of pages) {
    yield page.flatMap((contact) => tagsOf(contact).map((tag) => ({ ...contact, tag })));
  }
}
