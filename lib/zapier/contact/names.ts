import { GhlError } from '../../ghl/client/errors.ts';
import { searchContacts } from '../../ghl/contacts.ts';
import type { WireContact } from '../../ghl/schemas/contact.ts';
import { toContact } from '../../protiv/contact/record.ts';
import { PAGE_RESERVE_MS } from '../platform/poll-windows.ts';
import type { Context } from '../platform/run.ts';

/** What one search names; records of further contacts go without. */
const MOST_NAMES = 100;

/** Milliseconds; a record without a name is better than a late one. */
const PATIENCE_MS = 3_000;

/**
 * Names of contacts by id, from one search. They are an extra: whatever goes wrong, there are none,
 * and the log says so.
 */
export const contactNames = async (
  { ghl }: Context,
  ids: readonly (string | null | undefined)[],
): Promise<ReadonlyMap<string, string>> => {
  const wanted = [...new Set(ids.flatMap((id) => id || []))].slice(0, MOST_NAMES);
  if (wanted.length === 0 || !ghl.may('contacts.readonly') || ghl.timeLeft() < PAGE_RESERVE_MS) {
    return new Map();
  }
  try {
    const byId = wanted.map((id) => ({ field: 'id', operator: 'eq' as const, value: id }));
    const page = await searchContacts(ghl.aside(PATIENCE_MS), {
      filters: [{ group: 'OR', filters: byId }],
      sort: { field: 'dateUpdated', direction: 'desc' },
      pageLimit: wanted.length,
    });
    return namesIn(page.contacts);
  } catch (error) {
    if (!(error instanceof GhlError)) throw error;
    ghl.log('names.unread', { name: 'contacts', reason: error.code });
    return new Map();
  }
};

/** Names by id, of contacts that are at hand. */
export const namesIn = (contacts: readonly WireContact[]): ReadonlyMap<string, string> =>
  new Map(
    contacts.flatMap((contact) => {
      const { name } = toContact(contact);
      return name === undefined ? [] : [[contact.id, name]];
    }),
  );
