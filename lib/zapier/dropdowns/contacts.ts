import { readCursor, searchContacts } from '../../ghl/contacts.ts';
import type { WireContact } from '../../ghl/schemas/contact.ts';
import { withRun } from '../platform/run.ts';
import { resumedAt } from './choices.ts';
import type { Choices } from './choices.ts';

const CONTACTS_PER_PAGE = 100;

/** Contacts, the latest changed first; "load more" goes on after the last one shown. */
export const contacts = withRun(async (run): Promise<Choices> => {
  const searchAfter = resumedAt(run, readCursor);
  const page = await searchContacts(run.ghl, {
    sort: { field: 'dateUpdated', direction: 'desc' },
    pageLimit: CONTACTS_PER_PAGE,
    ...(searchAfter && { searchAfter }),
  });
  return {
    results: page.contacts.map((contact) => ({ id: contact.id, label: labelOf(contact) })),
    paging_token: page.next ? JSON.stringify(page.next) : null,
  };
});

const labelOf = (contact: WireContact): string => {
  const name = [contact.firstName, contact.lastName].filter(Boolean).join(' ') || contact.name;
  const reach = contact.email || contact.phone;
  if (name && reach) return `${name} (${reach})`;
  return name || reach || contact.id;
};
