import * as z from 'zod/mini';

import { isRecord } from '../client/json.ts';
import type { Json } from '../client/json.ts';
import { flag, id, moment, text, texts } from './fields.ts';

/**
 * A custom field's value as contact routes carry it: never with the field's key or name. `value` is
 * a string, number, array or object by the field's type; v3 spells it `fieldValue`.
 */
interface CustomFieldEntry {
  id?: string | null;
  value?: unknown;
  fieldValue?: unknown;
  field_value?: unknown;
}

/** A function, since there are several in each of thousands of rows: an object schema takes 20 times as long. */
export const customFieldValue = z.custom<CustomFieldEntry>(
  (entry) => isRecord(entry) && (typeof entry['id'] === 'string' || (entry['id'] ?? null) === null),
);

/** Plain in some answers, `{email, …}` in others. */
const additionalEmail = z.union([z.string(), z.looseObject({ email: text })]);
const additionalPhone = z.union([z.string(), z.looseObject({ phone: text })]);

/** An object whose parts are read one by one, so that an odd one costs only itself. */
const parts = z.custom<Readonly<Record<string, unknown>> | null | undefined>(
  (value) => (value ?? null) === null || isRecord(value),
);

/** A list whose entries are read one by one. */
const entries = z.custom<readonly unknown[] | null | undefined>(
  (value) => (value ?? null) === null || Array.isArray(value),
);

/**
 * A contact as any route gives it. Get, create, update and upsert say `address1` and `companyName`
 * and leave out what is empty; search rows say `address` and `businessName` and carry nulls
 * (recorded live). The lower-case names are at times the only ones
 * (GoHighLevel/highlevel-api-docs#10).
 */
export const wireContact = z.looseObject({
  id,
  name: text,
  contactName: text,
  firstName: text,
  lastName: text,
  firstNameRaw: text,
  lastNameRaw: text,
  firstNameLowerCase: text,
  lastNameLowerCase: text,
  fullNameLowerCase: text,
  email: text,
  additionalEmails: z.nullish(z.array(additionalEmail)),
  phone: text,
  additionalPhones: z.nullish(z.array(additionalPhone)),
  companyName: text,
  businessName: text,
  businessId: text,
  type: text,
  source: text,
  assignedTo: text,
  address1: text,
  address: text,
  city: text,
  state: text,
  postalCode: text,
  country: text,
  website: text,
  timezone: text,
  dateOfBirth: moment,
  gender: text,
  dnd: flag,
  dndSettings: z.optional(parts),
  attributionSource: z.optional(parts),
  lastAttributionSource: z.optional(parts),
  // Of rows of lists, in place of these two; an entry has `isFirst` or `isLast` (recorded live).
  attributions: z.optional(entries),
  tags: texts,
  followers: texts,
  dateAdded: moment,
  dateUpdated: moment,
  lastActivity: moment,
  customFields: z.nullish(z.array(customFieldValue)),
});

export type WireContact = z.infer<typeof wireContact>;

export type WireCustomFieldValue = z.infer<typeof customFieldValue>;

/** A custom field in a request body; v3 still takes this spelling. */
export type CustomFieldBody = { id: string; field_value: Json };

/**
 * Properties that the official file declares for writing a contact (an undeclared one is a 422).
 * `null` empties a field; `postalCode` and `country` are not declared nullable. `PUT` takes neither
 * `companyName` nor `gender`, and on `PUT` and upsert `tags` replaces all tags.
 */
export type ContactBody = {
  firstName?: string | null;
  lastName?: string | null;
  name?: string | null;
  email?: string | null;
  phone?: string | null;
  address1?: string | null;
  city?: string | null;
  state?: string | null;
  postalCode?: string;
  country?: string;
  website?: string | null;
  timezone?: string | null;
  dnd?: boolean;
  tags?: string[];
  customFields?: CustomFieldBody[];
  source?: string | null;
  dateOfBirth?: string | null;
  assignedTo?: string | null;
  gender?: string;
  companyName?: string | null;
};
