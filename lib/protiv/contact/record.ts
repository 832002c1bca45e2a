import type { PlainOutputField } from 'zapier-platform-core';

import type { WireContact } from '../../ghl/schemas/contact.ts';
import { customFieldValues } from '../custom-field/record.ts';
import type { CustomFields } from '../custom-field/record.ts';
import { instant, plainDate } from '../values/dates.ts';
import { filled, present, text, texts } from '../values/present.ts';
import type { Contact } from './schema.ts';

/**
 * A contact of any GHL route as Zaps see it.
 *
 * @param customFields the location's custom fields; without them the contact comes without any
 */
export const toContact = (
  wire: WireContact,
  { customFields }: { customFields?: CustomFields | undefined } = {},
): Contact => {
  // GHL's list route lower-cases names and keeps what was typed under `…Raw`.
  const firstName = text(wire.firstNameRaw) ?? text(wire.firstName);
  const lastName = text(wire.lastNameRaw) ?? text(wire.lastName);
  return present({
    id: wire.id,
    contactId: wire.id,
    name: text(wire.name) ?? text(wire.contactName) ?? fullName(firstName, lastName),
    firstName,
    lastName,
    email: text(wire.email),
    phone: text(wire.phone),
    tags: texts(wire.tags),
    source: text(wire.source),
    assignedTo: text(wire.assignedTo),
    businessId: text(wire.businessId),
    companyName: text(wire.companyName) ?? text(wire.businessName),
    type: text(wire.type),
    address1: text(wire.address1) ?? text(wire.address),
    city: text(wire.city),
    state: text(wire.state),
    postalCode: text(wire.postalCode),
    country: text(wire.country),
    website: text(wire.website),
    timezone: text(wire.timezone),
    dateOfBirth: plainDate(wire.dateOfBirth),
    dnd: wire.dnd ?? undefined,
    additionalEmails: filled(texts(wire.additionalEmails?.map(plainEmail))),
    additionalPhones: filled(texts(wire.additionalPhones?.map(plainPhone))),
    dateAdded: instant(wire.dateAdded),
    dateUpdated: instant(wire.dateUpdated),
    lastActivity: instant(wire.lastActivity),
    customFields: customFields && customFieldValues(wire.customFields, customFields),
  });
};

const fullName = (first: string | undefined, last: string | undefined): string | undefined =>
  first === undefined || last === undefined ? (first ?? last) : `${first} ${last}`;

const plainEmail = (email: string | { email?: string | null | undefined }): unknown =>
  typeof email === 'string' ? email : email.email;

const plainPhone = (phone: string | { phone?: string | null | undefined }): unknown =>
  typeof phone === 'string' ? phone : phone.phone;

/** One realistic contact, with what nearly every contact has. */
export const contactSample: Contact = {
  id: 'ocQHyuzHvysMo5N5VsXc',
  contactId: 'ocQHyuzHvysMo5N5VsXc',
  name: 'Ana Lindqvist',
  firstName: 'Ana',
  lastName: 'Lindqvist',
  email: 'ana.lindqvist@example.com',
  phone: '+12125550123',
  tags: ['newsletter', 'vip'],
  source: 'website form',
  type: 'lead',
  country: 'US',
  dnd: false,
  dateAdded: '2026-03-02T09:30:12.704Z',
  dateUpdated: '2026-03-05T16:04:51.120Z',
};

/** What each field of a contact is called on the user's screen. */
export const CONTACT_LABELS = {
  firstName: 'First Name',
  lastName: 'Last Name',
  name: 'Full Name',
  email: 'Email',
  phone: 'Phone',
  address1: 'Street Address',
  city: 'City',
  state: 'State',
  postalCode: 'Postal Code',
  country: 'Country',
  website: 'Website',
  timezone: 'Time Zone',
  source: 'Source',
  dateOfBirth: 'Date of Birth',
  assignedTo: 'Assigned User',
  companyName: 'Company Name',
  gender: 'Gender',
  dnd: 'Do Not Disturb',
} as const;

export const contactOutputFields: PlainOutputField[] = [
  { key: 'id', label: 'ID', type: 'string' },
  { key: 'contactId', label: 'Contact ID', type: 'string' },
  { key: 'name', label: CONTACT_LABELS.name, type: 'string' },
  { key: 'firstName', label: CONTACT_LABELS.firstName, type: 'string' },
  { key: 'lastName', label: CONTACT_LABELS.lastName, type: 'string' },
  { key: 'email', label: CONTACT_LABELS.email, type: 'string' },
  { key: 'phone', label: CONTACT_LABELS.phone, type: 'string' },
  { key: 'tags', label: 'Tags', type: 'string', list: true },
  { key: 'source', label: CONTACT_LABELS.source, type: 'string' },
  { key: 'assignedTo', label: 'Assigned User ID', type: 'string' },
  { key: 'businessId', label: 'Company ID', type: 'string' },
  { key: 'companyName', label: CONTACT_LABELS.companyName, type: 'string' },
  { key: 'type', label: 'Contact Type', type: 'string' },
  { key: 'address1', label: CONTACT_LABELS.address1, type: 'string' },
  { key: 'city', label: CONTACT_LABELS.city, type: 'string' },
  { key: 'state', label: CONTACT_LABELS.state, type: 'string' },
  { key: 'postalCode', label: CONTACT_LABELS.postalCode, type: 'string' },
  { key: 'country', label: CONTACT_LABELS.country, type: 'string' },
  { key: 'website', label: CONTACT_LABELS.website, type: 'string' },
  { key: 'timezone', label: CONTACT_LABELS.timezone, type: 'string' },
  { key: 'dateOfBirth', label: CONTACT_LABELS.dateOfBirth, type: 'datetime' },
  { key: 'dnd', label: CONTACT_LABELS.dnd, type: 'boolean' },
  { key: 'additionalEmails', label: 'Additional Emails', type: 'string', list: true },
  { key: 'additionalPhones', label: 'Additional Phones', type: 'string', list: true },
  { key: 'dateAdded', label: 'Date Added', type: 'datetime' },
  { key: 'dateUpdated', label: 'Date Updated', type: 'datetime' },
  { key: 'lastActivity', label: 'Last Activity', type: 'datetime' },
];
