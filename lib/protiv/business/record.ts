import type { WireBusiness } from '../../ghl/schemas/business.ts';
import { mapperOf, outputFieldsOf, sampleOf } from '../values/field-table.ts';
import type { FieldTable } from '../values/field-table.ts';
import { text } from '../values/present.ts';

/** A company ("business" in the API) that contacts can belong to, Protiv-shaped. */
export interface Business {
  id: string;
  businessId: string;
  name?: string;
  email?: string;
  phone?: string;
}

const BUSINESS_FIELDS: FieldTable<WireBusiness, void, Business> = {
  id: { label: 'ID', read: ({ id }) => id, sample: 'b1Ko2QmLqVdc8sWnRZxE' },
  businessId: { label: 'Company ID', read: ({ id }) => id, sample: 'b1Ko2QmLqVdc8sWnRZxE' },
  name: { label: 'Name', read: ({ name }) => text(name), sample: 'Reyes Property Group' },
  email: { label: 'Email', read: ({ email }) => text(email) },
  phone: { label: 'Phone', read: ({ phone }) => text(phone) },
};

/** A company as Zaps see it. */
export const toBusiness = mapperOf(BUSINESS_FIELDS);

export const businessSample = sampleOf(BUSINESS_FIELDS);

export const businessOutputFields = outputFieldsOf(BUSINESS_FIELDS);
