import { isObject } from '../body.ts';
import type { Contact } from '../records.ts';

/** A field of a search: what it may be asked, and what a row has there. */
export interface Field<Row> {
  operators: readonly string[];
  of: (row: Row) => unknown;
}

export const TEXT = ['eq', 'not_eq', 'contains', 'not_contains', 'exists', 'not_exists'];
export const EXACT = ['eq', 'not_eq', 'exists', 'not_exists'];
export const RANGE = ['range', 'exists', 'not_exists'];

const nothing = (): undefined => undefined;

const statusOf = (settings: unknown, channel: string): unknown => {
  const setting = isObject(settings) ? settings[channel] : undefined;
  return isObject(setting) ? setting['status'] : undefined;
};

/** Fields and operators of the page that GHL's official file links to. */
const FIELDS: Readonly<Record<string, Field<Contact>>> = {
  id: { operators: ['eq', 'not_eq'], of: ({ id }) => id },

  address: { operators: TEXT, of: ({ address1 }) => address1 },
  businessName: { operators: TEXT, of: ({ companyName }) => companyName },
  city: { operators: TEXT, of: ({ city }) => city },
  companyName: { operators: TEXT, of: ({ companyName }) => companyName },
  firstNameLowerCase: { operators: TEXT, of: ({ firstName }) => firstName?.toLowerCase() },
  lastNameLowerCase: { operators: TEXT, of: ({ lastName }) => lastName?.toLowerCase() },
  phone: { operators: TEXT, of: ({ phone }) => phone },
  postalCode: { operators: TEXT, of: ({ postalCode }) => postalCode },
  source: { operators: TEXT, of: ({ source }) => source },
  state: { operators: TEXT, of: ({ state }) => state },
  tags: { operators: TEXT, of: ({ tags }) => tags },

  assignedTo: { operators: EXACT, of: ({ assignedTo }) => assignedTo },
  country: { operators: EXACT, of: ({ country }) => country },
  dnd: { operators: EXACT, of: ({ dnd }) => dnd },
  email: { operators: EXACT, of: ({ email }) => email?.toLowerCase() },
  followers: { operators: EXACT, of: ({ followers }) => followers },
  timezone: { operators: EXACT, of: ({ timezone }) => timezone },
  type: { operators: EXACT, of: ({ type }) => type },
  website: { operators: EXACT, of: ({ website }) => website },
  isValidWhatsapp: { operators: EXACT, of: nothing },
  validEmail: { operators: EXACT, of: nothing },
  activeWorkflows: { operators: EXACT, of: ({ workflows }) => workflows },
  finishedWorkflows: { operators: EXACT, of: nothing },
  'dndSettings.Email.status': { operators: EXACT, of: (c) => statusOf(c.dndSettings, 'Email') },
  'dndSettings.SMS.status': { operators: EXACT, of: (c) => statusOf(c.dndSettings, 'SMS') },
  'dndSettings.Call.status': { operators: EXACT, of: (c) => statusOf(c.dndSettings, 'Call') },
  'inboundDndSettings.all.status': {
    operators: EXACT,
    of: (contact) => statusOf(contact.inboundDndSettings, 'all'),
  },

  dateAdded: { operators: RANGE, of: ({ dateAdded }) => dateAdded },
  dateUpdated: { operators: RANGE, of: ({ dateUpdated }) => dateUpdated },
  // Newer copies of that page have it, older ones do not.
  dateOfBirth: { operators: RANGE, of: ({ dateOfBirth }) => dateOfBirth },
  lastEmailClickedDate: { operators: RANGE, of: nothing },
  lastEmailOpenedDate: { operators: RANGE, of: nothing },
  lastAppointment: { operators: RANGE, of: nothing },

  opportunities: { operators: ['nested'], of: nothing },
};

/** A field of contact search that every sub-account has. */
export const contactField = (name: string): Field<Contact> | undefined =>
  Object.hasOwn(FIELDS, name) ? FIELDS[name] : undefined;
