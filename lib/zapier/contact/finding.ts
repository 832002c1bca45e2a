import type { Ghl } from '../../ghl/client/client.ts';
import { findContactById, findDuplicate, searchContacts } from '../../ghl/contacts.ts';
import type { ContactPage, ContactSearch } from '../../ghl/contacts.ts';
import type { WireContact } from '../../ghl/schemas/contact.ts';
import { isBlank } from '../../protiv/values/blank.ts';
import { readEmail } from '../../protiv/values/emails.ts';
import { InvalidInputError } from '../../protiv/values/invalid-input.ts';
import { readPhone } from '../../protiv/values/phones.ts';
import { asLine, ifReadable } from '../../protiv/values/texts.ts';
import { phonesOf } from '../location/phones.ts';
import type { Context, Run } from '../platform/run.ts';
import { readQuery } from './input-fields.ts';

/** A contact, what it was found by, and how many match. */
export interface Found {
  contact: WireContact;
  matchedBy: 'contactId' | 'email' | 'phone' | 'query';
  /** Contacts that match in all; the one returned is the one that changed last. */
  matchCount: number;
}

/** What a search may look for. */
const SOUGHT = ['contactId', 'email', 'phone', 'query'] as const;

type Sought = (typeof SOUGHT)[number];

/**
 * The contact that a step describes: by its id, then its e-mail, then its phone, else by text.
 *
 * @throws {InvalidInputError} when the Zap's maker gave nothing to look for
 */
export const findContact = async (
  run: Run<Readonly<Partial<Record<Sought, unknown>>>>,
): Promise<Found | undefined> => {
  const { input, ghl } = run;
  const isGiven = (key: Sought): boolean => !isBlank(input[key]);
  if (!SOUGHT.some(isGiven)) {
    // A person who left them all blank is nobody that HighLevel could know.
    if (SOUGHT.some(run.isMapped)) return undefined;
    throw new InvalidInputError(
      'Fill in an Email, a Phone, a Contact or a Search Text to search by.',
    );
  }
  const query = readQuery(run);
  const asContactId = (): string | undefined => asLine('Contact', input.contactId);
  const contactId = run.isMapped('contactId') ? ifReadable(asContactId) : asContactId();

  const contact = contactId === undefined ? undefined : await findContactById(ghl, contactId);
  if (contact) return { contact, matchedBy: 'contactId', matchCount: 1 };
  const byEmail = await findByEmail(ghl, input.email);
  if (byEmail) return { ...byEmail, matchedBy: 'email' };
  const byPhone = await findByPhone(run, input.phone);
  if (byPhone) return { ...byPhone, matchedBy: 'phone' };
  if (query === undefined || SOUGHT.some((key) => key !== 'query' && isGiven(key)))
    return undefined;
  const byText = await firstStanding(ghl, await searchNewest(ghl, { query }));
  return byText && { ...byText, matchedBy: 'query' };
};

type Counted = Omit<Found, 'matchedBy'>;

const findByEmail = async (ghl: Ghl, given: unknown): Promise<Counted | undefined> => {
  const email = readEmail(given);
  return email === undefined ? undefined : findByIdentity(ghl, { email });
};

const findByPhone = async (run: Context, given: unknown): Promise<Counted | undefined> => {
  const [phone] = await readPhones(run, [given]);
  return phone === undefined ? undefined : findByIdentity(run.ghl, { phone });
};

/** Phone numbers to look for, as HighLevel keeps them; nothing in place of what is none. */
export const readPhones = async (
  run: Context,
  given: readonly unknown[],
): Promise<(string | undefined)[]> => {
  const asPhone = await phonesOf(run, given);
  return given.map((value) => readPhone(asPhone, value));
};

/**
 * Search counts how many share an email or phone, but lags behind writes, leaves some fields out and
 * has missed a phone that is there (GoHighLevel/highlevel-api-docs#289). The duplicate lookup does none
 * of that, but knows one contact only. So both are asked, at the same time.
 */
const findByIdentity = async (
  ghl: Ghl,
  identity: { email: string } | { phone: string },
): Promise<Counted | undefined> => {
  const [field, value] =
    'email' in identity
      ? (['email', identity.email] as const)
      : (['phone', identity.phone] as const);
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
): Promise<Counted | undefined> => {
  for (const [deleted, { id }] of contacts.entries()) {
    const contact = id === known?.id ? known : await findContactById(ghl, id);
    if (contact) return { contact, matchCount: total - deleted };
  }
  return undefined;
};
