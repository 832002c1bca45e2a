import { defineInputFields } from 'zapier-platform-core';

import type { Ghl } from '../lib/ghl/client/client.ts';
import {
  MAX_QUERY_LENGTH,
  findContactById,
  findDuplicate,
  searchContacts,
} from '../lib/ghl/contacts.ts';
import type { ContactPage, ContactSearch } from '../lib/ghl/contacts.ts';
import type { WireContact } from '../lib/ghl/schemas/contact.ts';
import { contactSample } from '../lib/protiv/contact/record.ts';
import { asEmail, asLine } from '../lib/protiv/values/input.ts';
import { InvalidInputError } from '../lib/protiv/values/invalid-input.ts';
import { asQuery, emailField, phoneField, queryField } from '../lib/zapier/contact/input-fields.ts';
import { contactOutput, toOneContact } from '../lib/zapier/contact/output.ts';
import { dropdown } from '../lib/zapier/dropdowns/dropdowns.ts';
import { phonesOf } from '../lib/zapier/location/phones.ts';
import { searchOperation } from '../lib/zapier/platform/operation.ts';
import type { Context, InputOf } from '../lib/zapier/platform/run.ts';

const inputFields = defineInputFields([
  {
    ...emailField,
    helpText:
      'Fill in at least one field. If you fill in several, Contact is tried first, then Email, then Phone: the next one only if nothing is found.',
  },
  phoneField,
  {
    key: 'contactId',
    label: 'Contact',
    choices: dropdown.contacts,
    helpText: 'Choose a contact, or map the Contact ID of an earlier step.',
  },
  {
    ...queryField,
    helpText: `Used only if the other fields are blank. Finds the contact that changed last of those whose name, email, phone or company contains this text, of at most ${MAX_QUERY_LENGTH} characters.`,
  },
]);

type Input = InputOf<typeof inputFields>;

export default searchOperation({
  key: 'find_contact',
  noun: 'Contact',
  label: 'Find Contact',
  description: 'Finds a contact by email, phone, ID or name.',
  inputFields,
  perform: async (run) => {
    const { input } = run;
    const match = await findMatch(run, input);
    if (!match) return [];
    const { contact, matchedBy, matchCount } = match;
    return [{ ...(await toOneContact(run, contact)), matchedBy, matchCount }];
  },
  sample: { ...contactSample, matchedBy: 'email', matchCount: 1 },
  outputFields: [
    ...contactOutput,
    { key: 'matchedBy', label: 'Matched By', type: 'string' },
    { key: 'matchCount', label: 'Number of Matches', type: 'integer' },
  ],
});

interface Match {
  contact: WireContact;
  matchedBy: 'contactId' | 'email' | 'phone' | 'query';
  /** Contacts that match in all; the one returned is the one that changed last. */
  matchCount: number;
}

const findMatch = async (run: Context, input: Input): Promise<Match | undefined> => {
  const contactId = asLine('Contact', input.contactId);
  const email = asEmail(input.email);
  const phoneText = asLine('Phone', input.phone);
  const query = asQuery(input.query);
  if (!contactId && !email && !phoneText && !query) {
    throw new InvalidInputError(
      'Fill in an Email, a Phone, a Contact or a Search Text to search by.',
    );
  }

  if (contactId) {
    const contact = await findContactById(run.ghl, contactId);
    if (contact) return { contact, matchedBy: 'contactId', matchCount: 1 };
  }
  if (email) {
    const found = await findByIdentity(run.ghl, { email });
    if (found) return { ...found, matchedBy: 'email' };
  }
  if (phoneText) {
    const phone = (await phonesOf(run, [phoneText]))(phoneText);
    const found = await findByIdentity(run.ghl, { phone });
    if (found) return { ...found, matchedBy: 'phone' };
  }
  if (query && !contactId && !email && !phoneText) {
    const found = await firstStanding(run.ghl, await searchNewest(run.ghl, { query }));
    if (found) return { ...found, matchedBy: 'query' };
  }
  return undefined;
};

/**
 * Search counts how many share an email or phone, but lags behind writes, leaves some fields out and
 * has missed a phone that is there (GoHighLevel/highlevel-api-docs#289). The duplicate lookup does none
 * of that, but knows one contact only. So both are asked, at the same time.
 */
const findByIdentity = async (
  ghl: Ghl,
  identity: { email: string } | { phone: string | undefined },
): Promise<Omit<Match, 'matchedBy'> | undefined> => {
  const [field, value] =
    'email' in identity ? ['email', identity.email] : ['phone', identity.phone];
  if (value === undefined || field === undefined) return undefined;
  // GHL compares with what it keeps, which is lower case for an email.
  const kept = value.toLowerCase();
  const [page, duplicate] = await Promise.all([
    searchNewest(ghl, { filters: [{ field, operator: 'eq', value: kept }] }),
    findDuplicate(ghl, identity),
  ]);
  const found = await firstStanding(ghl, page, duplicate);
  return found ?? (duplicate && { contact: duplicate, matchCount: 1 });
};

/** Search shows for some seconds what was deleted; each row that is one costs another look. */
const ROWS_LOOKED_AT = 3;

/** The matches that changed last. */
const searchNewest = (
  ghl: Ghl,
  search: Pick<ContactSearch, 'filters' | 'query'>,
): Promise<ContactPage> =>
  searchContacts(ghl, {
    ...search,
    sort: { field: 'dateUpdated', direction: 'desc' },
    pageLimit: ROWS_LOOKED_AT,
  });

/**
 * The first of the matches that still exists, as it is now.
 *
 * @param known a contact that need not be read again
 */
const firstStanding = async (
  ghl: Ghl,
  { contacts, total }: ContactPage,
  known?: WireContact,
): Promise<Omit<Match, 'matchedBy'> | undefined> => {
  for (const [deleted, { id }] of contacts.entries()) {
    const contact = id === known?.id ? known : await findContactById(ghl, id);
    if (contact) return { contact, matchCount: total - deleted };
  }
  return undefined;
};
