import * as z from 'zod/mini';

import { day, id, nonEmpty, time } from '../values/schema-parts.ts';

const customFieldFile = z.strictObject({
  url: nonEmpty,
  name: z.optional(nonEmpty),
  type: z.optional(nonEmpty),
  size: z.optional(z.number()),
});

const customFieldValue = z.union([
  nonEmpty,
  z.number(),
  z.array(nonEmpty).check(z.minLength(1)),
  z.array(customFieldFile).check(z.minLength(1)),
  z.record(z.string(), nonEmpty),
]);

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
  dnd: z.optional(z.boolean()),
  additionalEmails: z.optional(z.array(nonEmpty).check(z.minLength(1))),
  additionalPhones: z.optional(z.array(nonEmpty).check(z.minLength(1))),
  dateAdded: z.optional(time),
  dateUpdated: z.optional(time),
  lastActivity: z.optional(time),
  customFields: z.optional(z.record(z.string(), customFieldValue)),
});

export type Contact = z.infer<typeof contactSchema>;
