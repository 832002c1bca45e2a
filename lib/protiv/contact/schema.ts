import * as z from 'zod/mini';

import { customFieldsSchema } from '../custom-field/schema.ts';
import { day, id, nonEmpty, time } from '../values/schema-parts.ts';

const attribution = z.strictObject({
  source: z.optional(nonEmpty),
  medium: z.optional(nonEmpty),
  campaign: z.optional(nonEmpty),
  term: z.optional(nonEmpty),
  content: z.optional(nonEmpty),
  landingPage: z.optional(nonEmpty),
  referrer: z.optional(nonEmpty),
  gclid: z.optional(nonEmpty),
  gbraid: z.optional(nonEmpty),
  wbraid: z.optional(nonEmpty),
  dclid: z.optional(nonEmpty),
  fbclid: z.optional(nonEmpty),
  msclkid: z.optional(nonEmpty),
  ttclid: z.optional(nonEmpty),
});

export type Attribution = z.infer<typeof attribution>;

/** A contact, Protiv-shaped. */
export const contactSchema = z.strictObject({
  id,
  contactId: id,
  name: z.optional(nonEmpty),
  firstName: z.optional(nonEmpty),
  lastName: z.optional(nonEmpty),
  email: z.optional(nonEmpty),
  phone: z.optional(nonEmpty),
  tags: z.array(nonEmpty),
  source: z.optional(nonEmpty),
  assignedTo: z.optional(nonEmpty),
  assignedToName: z.optional(nonEmpty),
  businessId: z.optional(nonEmpty),
  companyName: z.optional(nonEmpty),
  type: z.optional(nonEmpty),
  address1: z.optional(nonEmpty),
  city: z.optional(nonEmpty),
  state: z.optional(nonEmpty),
  postalCode: z.optional(nonEmpty),
  country: z.optional(nonEmpty),
  website: z.optional(nonEmpty),
  timezone: z.optional(nonEmpty),
  dateOfBirth: z.optional(day),
  gender: z.optional(nonEmpty),
  dnd: z.optional(z.boolean()),
  dndCall: z.optional(z.boolean()),
  dndEmail: z.optional(z.boolean()),
  dndSms: z.optional(z.boolean()),
  dndWhatsApp: z.optional(z.boolean()),
  dndGmb: z.optional(z.boolean()),
  dndFb: z.optional(z.boolean()),
  dndRcs: z.optional(z.boolean()),
  additionalEmails: z.optional(z.array(nonEmpty).check(z.minLength(1))),
  additionalPhones: z.optional(z.array(nonEmpty).check(z.minLength(1))),
  dateAdded: z.optional(time),
  dateUpdated: z.optional(time),
  lastActivity: z.optional(time),
  firstAttribution: z.optional(attribution),
  lastAttribution: z.optional(attribution),
  customFields: z.optional(customFieldsSchema),
});

export type Contact = z.infer<typeof contactSchema>;
