import { isRecord } from '../../ghl/client/json.ts';
import type { ContactBody, WireContact } from '../../ghl/schemas/contact.ts';
import { customFieldValues } from '../custom-field/record.ts';
import type { CustomFields } from '../custom-field/record.ts';
import { asBoolean } from '../values/booleans.ts';
import { asCountry } from '../values/countries.ts';
import { instant, plainDate } from '../values/dates.ts';
import { asDate } from '../values/days.ts';
import { asEmail } from '../values/emails.ts';
import type { FieldTable } from '../values/field-table.ts';
import { asTags } from '../values/lists.ts';
import type { PhoneReader } from '../values/phones.ts';
import { filled, text, texts } from '../values/present.ts';
import { asLine } from '../values/texts.ts';
import { asTimezone } from '../values/time-zones.ts';
import { toAttribution } from './attribution.ts';
import type { Contact } from './schema.ts';

/** What else it takes to show a contact. */
export interface ContactFacts {
  /** The location's custom fields; without them the contact comes without any. */
  customFields?: CustomFields | undefined;
  /** Names by id, of what a contact names by its id only. */
  names?: ContactNames | undefined;
}

export interface ContactNames {
  users: ReadonlyMap<string, string>;
  companies: ReadonlyMap<string, string>;
}

/** What else it takes to read what a step says of a contact. */
export interface ContactWords {
  asPhone: PhoneReader;
  /** ISO 3166 alpha-2: how people write dates there. */
  country?: string | undefined;
  /** IANA name: where it is today. */
  timezone?: string | undefined;
  /** The tags that there are, for those that hold a comma. */
  knownTags?: readonly string[] | undefined;
}

/**
 * - `create`: all fields
 * - `upsert`: no tags, since they would replace those of an existing contact
 * - `update`: neither tags nor what GHL's `PUT` refuses (`companyName`, `gender`)
 */
export type Purpose = 'create' | 'update' | 'upsert';

/** How a step's words become a property of a request body, of the same name. */
interface Writing<Value> {
  /**
   * As HighLevel takes it.
   *
   * @throws {InvalidInputError} for a value that cannot be used, naming the field
   */
  read: (label: string, value: unknown, words: ContactWords) => Value | undefined;
  /** The input's name on the user's screen, where it is not the output's. */
  label?: string;
  /** What the editor says beside the input. */
  help?: string;
  /** Of the input; text where absent. */
  type?: 'boolean';
  /** What to say of a value that cannot be used where nothing personal may be said: “<label>” … */
  refusal?: string;
  /** What empties the field; absent where a step cannot. */
  empty?: null | '';
  /** The writes that take it; all where absent. */
  only?: readonly Purpose[];
  /** Where equal in any case means equal. */
  anyCase?: true;
  /** Where a record need not show it, though it holds it. */
  hidden?: true;
}

/** The properties that all sub-accounts have. */
export type WrittenKey = Exclude<keyof ContactBody, 'customFields'>;

type Writings = {
  readonly [K in WrittenKey]: { write: Writing<NonNullable<ContactBody[K]>> };
};

const ID = 'ocQHyuzHvysMo5N5VsXc';

const CREATION: readonly Purpose[] = ['create', 'upsert'];

// GHL's list route lower-cases names and keeps what was typed under `…Raw`.
const firstName = (wire: WireContact): string | undefined =>
  text(wire.firstNameRaw) ?? text(wire.firstName) ?? text(wire.firstNameLowerCase);

const lastName = (wire: WireContact): string | undefined =>
  text(wire.lastNameRaw) ?? text(wire.lastName) ?? text(wire.lastNameLowerCase);

const fullName = (wire: WireContact): string | undefined =>
  [firstName(wire), lastName(wire)].filter((part) => part !== undefined).join(' ') || undefined;

const plainEmail = (email: string | { email?: string | null | undefined }): unknown =>
  typeof email === 'string' ? email : email.email;

const plainPhone = (phone: string | { phone?: string | null | undefined }): unknown =>
  typeof phone === 'string' ? phone : phone.phone;

/**
 * Whether a contact wants no messages on one channel. GHL spells the channels' names in capitals, its
 * v3 in small letters.
 */
const channel = (name: string, label: string) => ({
  label: `Do Not Disturb: ${label}`,
  type: 'boolean' as const,
  read: ({ dndSettings }: WireContact): boolean | undefined => {
    if (!dndSettings) return undefined;
    const key = Object.keys(dndSettings).find((spelt) => spelt.toLowerCase() === name);
    const setting = key === undefined ? undefined : dndSettings[key];
    const status = isRecord(setting) ? text(setting['status'])?.toLowerCase() : undefined;
    return status === undefined ? undefined : status !== 'inactive';
  },
});

/** One visit of a list's row. */
const listedVisit = (
  { attributions }: WireContact,
  place: 'isFirst' | 'isLast',
): Readonly<Record<string, unknown>> | undefined =>
  attributions?.filter(isRecord).find((visit) => visit[place] === true);

/** Every field of a contact, once: how it is read and shown, and how a step writes and empties it. */
export const CONTACT_FIELDS: FieldTable<WireContact, ContactFacts, Contact> & Writings = {
  id: { label: 'ID', read: ({ id }) => id, sample: ID },
  contactId: { label: 'Contact ID', read: ({ id }) => id, sample: ID },
  firstName: {
    label: 'First Name',
    read: firstName,
    sample: 'Ana',
    write: { read: asLine, empty: null },
  },
  lastName: {
    label: 'Last Name',
    read: lastName,
    sample: 'Lindqvist',
    write: { read: asLine, empty: null },
  },
  name: {
    label: 'Full Name',
    read: (wire) =>
      text(wire.name) ?? text(wire.contactName) ?? fullName(wire) ?? text(wire.fullNameLowerCase),
    sample: 'Ana Lindqvist',
    write: {
      help: 'For a name that comes in one piece. Used only when First Name and Last Name are blank.',
      read: asLine,
    },
  },
  email: {
    label: 'Email',
    read: ({ email }) => text(email),
    sample: 'ana.lindqvist@example.com',
    write: {
      read: (label, value) => asEmail(value, label),
      refusal: 'does not hold one email address',
      empty: null,
      anyCase: true,
    },
  },
  phone: {
    label: 'Phone',
    read: ({ phone }) => text(phone),
    sample: '+12125550123',
    write: {
      read: (label, value, { asPhone }) => asPhone(value, label),
      refusal: 'does not hold one phone number',
      empty: null,
    },
  },
  tags: {
    label: 'Tags',
    list: true,
    read: ({ tags }) => texts(tags),
    sample: ['newsletter', 'vip'],
    write: {
      read: (label, value, { knownTags }) => filled(asTags(value, label, knownTags)),
      only: ['create'],
    },
  },
  source: {
    label: 'Source',
    read: ({ source }) => text(source),
    sample: 'website form',
    write: {
      help: 'Where the contact came from, such as `website form`.',
      read: asLine,
      empty: null,
    },
  },
  assignedTo: {
    label: 'Assigned User ID',
    read: ({ assignedTo }) => text(assignedTo),
    write: {
      label: 'Assigned User',
      help: 'The user who owns the contact: the ID, name or email.',
      read: asLine,
      empty: null,
    },
  },
  assignedToName: {
    label: 'Assigned User Name',
    read: ({ assignedTo }, { names }) => names?.users.get(assignedTo ?? ''),
  },
  businessId: { label: 'Company ID', read: ({ businessId }) => text(businessId) },
  companyName: {
    label: 'Company Name',
    read: (wire, { names }) =>
      text(wire.companyName) ??
      text(wire.businessName) ??
      names?.companies.get(wire.businessId ?? ''),
    write: {
      help: 'HighLevel accepts this for new contacts only.',
      read: asLine,
      only: CREATION,
    },
  },
  type: { label: 'Contact Type', read: ({ type }) => text(type), sample: 'lead' },
  address1: {
    label: 'Street Address',
    read: ({ address1, address }) => text(address1) ?? text(address),
    write: { read: asLine, empty: null },
  },
  city: { label: 'City', read: ({ city }) => text(city), write: { read: asLine, empty: null } },
  state: { label: 'State', read: ({ state }) => text(state), write: { read: asLine, empty: null } },
  // GHL's official file declares neither this nor the country nullable.
  postalCode: {
    label: 'Postal Code',
    read: ({ postalCode }) => text(postalCode),
    write: { read: asLine, empty: '' },
  },
  country: {
    label: 'Country',
    read: ({ country }) => text(country),
    sample: 'US',
    write: {
      help: 'The name or the two-letter code, such as `Canada` or `CA`.',
      read: (label, value) => asCountry(value, label),
      refusal: 'names no country that HighLevel knows',
      empty: '',
    },
  },
  website: {
    label: 'Website',
    read: ({ website }) => text(website),
    write: { read: asLine, empty: null },
  },
  timezone: {
    label: 'Time Zone',
    read: ({ timezone }) => text(timezone),
    write: {
      help: 'The name of a time zone, such as `America/New_York`.',
      read: asTimezone,
      refusal: 'names no time zone',
      empty: null,
    },
  },
  dateOfBirth: {
    label: 'Date of Birth',
    type: 'datetime',
    read: ({ dateOfBirth }) => plainDate(dateOfBirth),
    write: {
      help: 'Only the day counts, not the time, such as `1985-07-24`.',
      read: (label, value, { country, timezone }) => asDate(label, value, { country, timezone }),
      refusal: 'holds no date',
      empty: null,
    },
  },
  gender: {
    label: 'Gender',
    read: ({ gender }) => text(gender),
    write: {
      help: 'HighLevel accepts this for new contacts only.',
      read: asLine,
      only: CREATION,
      hidden: true,
    },
  },
  dnd: {
    label: 'Do Not Disturb',
    type: 'boolean',
    read: ({ dnd }) => dnd ?? undefined,
    sample: false,
    write: {
      help: 'Choose **True** to stop all messages to this contact, or **False** to allow them again.',
      type: 'boolean',
      read: asBoolean,
      refusal: 'is neither True nor False',
    },
  },
  dndCall: channel('call', 'Calls'),
  dndEmail: channel('email', 'Email'),
  dndSms: channel('sms', 'SMS'),
  dndWhatsApp: channel('whatsapp', 'WhatsApp'),
  dndGmb: channel('gmb', 'Google Business'),
  dndFb: channel('fb', 'Facebook'),
  dndRcs: channel('rcs', 'RCS'),
  additionalEmails: {
    label: 'Additional Emails',
    list: true,
    read: ({ additionalEmails }) => filled(texts(additionalEmails?.map(plainEmail))),
  },
  additionalPhones: {
    label: 'Additional Phones',
    list: true,
    read: ({ additionalPhones }) => filled(texts(additionalPhones?.map(plainPhone))),
  },
  dateAdded: {
    label: 'Date Added',
    type: 'datetime',
    read: ({ dateAdded }) => instant(dateAdded),
    sample: '2026-03-02T09:30:12.704Z',
  },
  dateUpdated: {
    label: 'Date Updated',
    type: 'datetime',
    read: ({ dateUpdated }) => instant(dateUpdated),
    sample: '2026-03-05T16:04:51.120Z',
  },
  lastActivity: {
    label: 'Last Activity',
    type: 'datetime',
    read: ({ lastActivity }) => instant(lastActivity),
  },
  firstAttribution: {
    read: (wire) => toAttribution(wire.attributionSource ?? listedVisit(wire, 'isFirst')),
  },
  lastAttribution: {
    read: (wire) => toAttribution(wire.lastAttributionSource ?? listedVisit(wire, 'isLast')),
  },
  customFields: {
    read: (wire, { customFields }) =>
      customFields && customFieldValues(wire.customFields, customFields),
  },
};

interface WrittenField extends Writing<unknown> {
  key: WrittenKey;
  label: string;
}

type MaybeWritten = { label?: string; write?: Writing<unknown> };

const isWritten = (field: [string, MaybeWritten]): field is [WrittenKey, MaybeWritten] =>
  field[1].write !== undefined;

/** The fields that steps write, with how they do it. */
export const WRITTEN: readonly WrittenField[] = Object.entries<MaybeWritten>(CONTACT_FIELDS)
  .filter(isWritten)
  .map(([key, { label = key, write = { read: asLine } }]) => ({ key, label, ...write }));

/** What a field that a step writes is called on the user's screen. */
export const inputLabel = (key: WrittenKey): string =>
  WRITTEN.find((field) => field.key === key)?.label ?? key;
