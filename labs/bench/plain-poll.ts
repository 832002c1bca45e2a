import type { Bundle, ZObject } from 'zapier-platform-core';

/** What this poll reads of HighLevel's answer. */
interface Page {
  contacts: (Record<string, unknown> & { dateAdded: string; searchAfter?: unknown })[];
}

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

/**
 * New Contact as an app would have it that does nothing but fetch and pick fields: the same requests,
 * sent the way Zapier's documentation shows, without checks, retries, types or custom fields. What
 * Protiv costs is held against it.
 */
export const pollPlainly = async (z: ZObject, bundle: Bundle) => {
  const found: Page['contacts'] = [];
  let searchAfter: unknown;
  for (;;) {
    const pageLimit = searchAfter ? 500 : 100;
    const response = await z.request<Page>({
      method: 'POST',
      url: `${process.env['GHL_API_BASE_URL']}/contacts/search`,
      headers: {
        Authorization: `Bearer ${bundle.authData['access_token']}`,
        Version: '2021-07-28',
      },
      body: {
        locationId: bundle.authData['locationId'],
        pageLimit,
        ...(searchAfter ? { searchAfter } : { page: 1 }),
        sort: [{ field: 'dateAdded', direction: 'desc' }],
      },
    });
    const { contacts } = response.data;
    found.push(...contacts);
    const last = contacts.at(-1);
    if (!last || contacts.length < pageLimit || age(last) > 2 * HOUR_MS) break;
    searchAfter = last.searchAfter;
  }
  return found.filter((contact) => age(contact) < DAY_MS).map(picked);
};

const age = ({ dateAdded }: { dateAdded: string }): number => Date.now() - Date.parse(dateAdded);

const picked = (contact: Record<string, unknown>) => ({
  id: contact['id'],
  contactId: contact['id'],
  name: `${String(contact['firstName'])} ${String(contact['lastName'])}`,
  firstName: contact['firstName'],
  lastName: contact['lastName'],
  email: contact['email'],
  phone: contact['phone'],
  tags: contact['tags'],
  source: contact['source'],
  assignedTo: contact['assignedTo'],
  businessId: contact['businessId'],
  companyName: contact['businessName'],
  type: contact['type'],
  address1: contact['address'],
  city: contact['city'],
  state: contact['state'],
  postalCode: contact['postalCode'],
  country: contact['country'],
  website: contact['website'],
  timezone: contact['timezone'],
  dateOfBirth: contact['dateOfBirth'],
  dnd: contact['dnd'],
  dateAdded: contact['dateAdded'],
  dateUpdated: contact['dateUpdated'],
  lastActivity: contact['lastActivity'],
});
