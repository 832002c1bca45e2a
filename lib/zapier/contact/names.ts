import type { Ghl } from '../../ghl/client/client.ts';
import { GhlError } from '../../ghl/client/errors.ts';
import { findContactById, searchContacts } from '../../ghl/contacts.ts';
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
  return unlessTrouble(ghl, async () => {
    const byId = wanted.map((id) => ({ field: 'id', operator: 'eq' as const, value: id }));
    const page = await searchContacts(ghl.aside(PATIENCE_MS), {
      filters: [{ group: 'OR', filters: byId }],
      sort: { field: 'dateUpdated', direction: 'desc' },
      pageLimit: wanted.length,
    });
    return namesIn(page.contacts);
  });
};

/** The name of a contact that may be younger than what search shows: it is read by its id. */
export const contactNameNow = async (
  { ghl }: Context,
  contactId: string | null | undefined,
): Promise<ReadonlyMap<string, string>> => {
  if (!contactId || !ghl.may('contacts.readonly')) return new Map();
  return unlessTrouble(ghl, async () => {
    const contact = await findContactById(ghl.aside(PATIENCE_MS), contactId);
    return namesIn(contact ? [contact] : []);
  });
};

const unlessTrouble = async (
  ghl: Ghl,
  read: () => Promise<ReadonlyMap<string, string>>,
): Promise<ReadonlyMap<string, string>> => {
  try {
    return await read();
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
