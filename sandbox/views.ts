/** Records in the forms in which GHL's routes answer them. */
import type { Appointment, Attribution, Contact, Location } from './world.ts';
import { withOffset } from './zone.ts';

const nameOf = ({ firstName, lastName }: Contact): string | undefined =>
  [firstName, lastName].filter(Boolean).join(' ') || undefined;

/** Answers leave out what is empty. */
export const present = (record: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined));

const fieldsOf = (contact: Contact): Record<string, unknown> => ({
  id: contact.id,
  locationId: contact.locationId,
  firstName: contact.firstName,
  lastName: contact.lastName,
  email: contact.email,
  phone: contact.phone,
  companyName: contact.companyName,
  businessId: contact.businessId,
  type: contact.type,
  source: contact.source,
  assignedTo: contact.assignedTo,
  address1: contact.address1,
  city: contact.city,
  state: contact.state,
  postalCode: contact.postalCode,
  country: contact.country,
  website: contact.website,
  dateOfBirth: contact.dateOfBirth,
  dnd: contact.dnd,
  dndSettings: contact.dndSettings,
  tags: contact.tags,
  // Ids without keys or names (GoHighLevel/highlevel-api-docs#177).
  customFields: contact.customFields,
  dateAdded: contact.dateAdded,
  dateUpdated: contact.dateUpdated,
});

const lowerCaseOf = (contact: Contact): Record<string, unknown> => ({
  firstNameLowerCase: contact.firstName?.toLowerCase(),
  lastNameLowerCase: contact.lastName?.toLowerCase(),
  fullNameLowerCase: nameOf(contact)?.toLowerCase(),
  emailLowerCase: contact.email?.toLowerCase(),
});

/** A contact of get, update and upsert. */
export const contactRecord = (contact: Contact): Record<string, unknown> =>
  present({
    ...fieldsOf(contact),
    ...lowerCaseOf(contact),
    name: nameOf(contact),
    gender: contact.gender,
    timezone: contact.timezone,
    lastActivity: contact.lastActivity,
    attributionSource: contact.attributionSource,
    lastAttributionSource: contact.lastAttributionSource,
  });

/** What get adds to a contact (seen live, in no official file). */
export const contactWithExtras = (contact: Contact): Record<string, unknown> => ({
  ...contactRecord(contact),
  additionalEmails: contact.additionalEmails.map((email) => ({ email })),
  additionalPhones: [],
  followers: contact.followers,
});

/** The answer to create has a form of its own, without name and time zone. */
export const createdContact = (contact: Contact): Record<string, unknown> =>
  present({
    ...fieldsOf(contact),
    ...lowerCaseOf(contact),
    gender: contact.gender,
    deleted: false,
    bounceEmail: false,
    unsubscribeEmail: false,
    ...(contact.dateOfBirth && {
      birthMonth: Number(contact.dateOfBirth.slice(5, 7)),
      birthDay: Number(contact.dateOfBirth.slice(8, 10)),
    }),
    offers: [],
    products: [],
  });

/** A row of the deprecated list: names in lower case, the real ones beside them (seen live). */
export const listedContact = (contact: Contact): Record<string, unknown> =>
  present({
    ...fieldsOf(contact),
    contactName: nameOf(contact)?.toLowerCase() ?? '',
    firstName: contact.firstName?.toLowerCase(),
    firstNameRaw: contact.firstName,
    lastName: contact.lastName?.toLowerCase(),
    lastNameRaw: contact.lastName,
    timezone: contact.timezone,
    followers: contact.followers,
  });

/** A contact of a business: the little that the official file declares. */
export const businessContact = (contact: Contact): Record<string, unknown> =>
  present({
    id: contact.id,
    locationId: contact.locationId,
    email: contact.email,
    timezone: contact.timezone,
    country: contact.country,
    source: contact.source,
    dateAdded: contact.dateAdded,
    customFields: contact.customFields,
    tags: contact.tags,
    businessId: contact.businessId,
    attributions: attributionsOf(contact),
    followers: contact.followers,
  });

/** First and last visit as lists have them (seen live): under other names than in a contact by id. */
const attributionsOf = ({
  attributionSource: first,
  lastAttributionSource: last,
}: Contact): Record<string, unknown>[] => {
  const listed = (
    { campaign, sessionSource, url, ...rest }: Attribution,
    place: Record<string, boolean>,
  ): Record<string, unknown> =>
    present({
      ...rest,
      url,
      pageUrl: url,
      utmCampaign: campaign,
      utmSessionSource: sessionSource,
      ...place,
    });
  return [
    ...(first ? [listed(first, { isFirst: true })] : []),
    ...(last ? [listed(last, { isLast: true })] : []),
  ];
};

/**
 * A row of contact search: nulls for what is empty, and other names for street and company.
 *
 * @param hidesNames whether names come in lower case only
 */
export const contactRow = (
  contact: Contact,
  searchAfter: readonly (string | number | null)[],
  hidesNames: boolean,
): Record<string, unknown> => ({
  id: contact.id,
  locationId: contact.locationId,
  phoneLabel: null,
  firstName: hidesNames ? null : (contact.firstName ?? null),
  lastName: hidesNames ? null : (contact.lastName ?? null),
  firstNameLowerCase: contact.firstName?.toLowerCase() ?? null,
  lastNameLowerCase: contact.lastName?.toLowerCase() ?? null,
  email: contact.email ?? null,
  validEmail: null,
  phone: contact.phone ?? null,
  businessName: contact.companyName ?? null,
  businessId: contact.businessId ?? null,
  type: contact.type,
  source: contact.source ?? null,
  assignedTo: contact.assignedTo ?? null,
  address: contact.address1 ?? null,
  city: contact.city ?? null,
  state: contact.state ?? null,
  postalCode: contact.postalCode ?? null,
  country: contact.country ?? null,
  website: contact.website ?? null,
  timezone: contact.timezone ?? null,
  dateOfBirth: contact.dateOfBirth ?? null,
  gender: contact.gender ?? null,
  dnd: contact.dnd,
  tags: contact.tags,
  customFields: contact.customFields,
  additionalEmails: contact.additionalEmails,
  additionalPhones: [],
  followers: contact.followers,
  opportunities: [],
  attributions: attributionsOf(contact),
  dateAdded: contact.dateAdded,
  dateUpdated: contact.dateUpdated,
  searchAfter,
});

/** An event of the calendar routes, whose times carry the location's offset. */
export const eventRecord = (
  event: Appointment,
  { timezone }: Location,
): Record<string, unknown> => {
  const zoned = (moment: string): string => withOffset(timezone, Date.parse(moment));
  return present({
    id: event.id,
    title: event.title,
    calendarId: event.calendarId,
    locationId: event.locationId,
    contactId: event.contactId,
    groupId: event.groupId ?? '',
    appointmentStatus: event.appointmentStatus,
    assignedUserId: event.assignedUserId ?? '',
    users: event.assignedUserId ? [event.assignedUserId] : [],
    address: event.address,
    notes: event.notes,
    description: event.description,
    isRecurring: event.isRecurring,
    rrule: event.rrule,
    masterEventId: event.masterEventId,
    deleted: event.deleted,
    assignedResources: [],
    createdBy: { source: 'public_api' },
    startTime: zoned(event.startTime),
    endTime: zoned(event.endTime),
    dateAdded: zoned(event.dateAdded),
    dateUpdated: zoned(event.dateUpdated),
  });
};

/** A sub-account. */
export const locationRecord = (location: Location): Record<string, unknown> => ({
  id: location.id,
  companyId: location.companyId,
  name: location.name,
  country: location.country,
  timezone: location.timezone,
  settings: { allowDuplicateContact: location.allowDuplicateContact },
});

export const traceId = (): string => crypto.randomUUID();
