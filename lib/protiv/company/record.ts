import type { BusinessBody, WireBusiness } from '../../ghl/schemas/business.ts';
import type { Attempt } from '../values/attempt.ts';
import { instant } from '../values/dates.ts';
import { asEmail } from '../values/emails.ts';
import { mapperOf, outputFieldsOf, sampleOf } from '../values/field-table.ts';
import type { PhoneReader } from '../values/phones.ts';
import { present, text } from '../values/present.ts';
import { asLine, asText } from '../values/texts.ts';
import { writtenLabelsOf } from '../values/written-fields.ts';
import type { WritableFieldTable } from '../values/written-fields.ts';
import type { Company } from './schema.ts';

const ID = 'b1Ko2QmLqVdc8sWnRZxE';

const anyCase = (value: string | undefined): string => (value ?? '').trim().toLowerCase();

export const COMPANY_FIELDS = {
  id: { label: 'ID', read: ({ id }) => id, sample: ID },
  companyId: { label: 'Company ID', read: ({ id }) => id, sample: ID },
  name: {
    label: 'Name',
    read: ({ name }) => text(name),
    sample: 'Reyes Property Group',
    written: { as: 'name', label: 'Name' },
  },
  phone: {
    label: 'Phone',
    read: ({ phone }) => text(phone),
    sample: '+12125550160',
    written: { as: 'phone', label: 'Phone' },
  },
  email: {
    label: 'Email',
    read: ({ email }) => text(email),
    sample: 'reyes@example.com',
    written: { as: 'email', label: 'Email', meaning: anyCase },
  },
  website: {
    label: 'Website',
    read: ({ website }) => text(website),
    sample: 'https://example.com/reyes',
    written: { as: 'website', label: 'Website' },
  },
  address: {
    label: 'Address',
    read: ({ address }) => text(address),
    sample: '12 Harbor Street',
    written: { as: 'address', label: 'Address' },
  },
  city: {
    label: 'City',
    read: ({ city }) => text(city),
    sample: 'Boston',
    written: { as: 'city', label: 'City' },
  },
  state: {
    label: 'State',
    read: ({ state }) => text(state),
    sample: 'MA',
    written: { as: 'state', label: 'State' },
  },
  postalCode: {
    label: 'Postal Code',
    read: ({ postalCode }) => text(postalCode),
    written: { as: 'postalCode', label: 'Postal Code' },
  },
  country: {
    label: 'Country',
    read: ({ country }) => text(country),
    sample: 'US',
    written: { as: 'country', label: 'Country' },
  },
  description: {
    label: 'Description',
    read: ({ description }) => text(description),
    written: { as: 'description', label: 'Description' },
  },
  dateAdded: {
    label: 'Date Added',
    type: 'datetime',
    read: ({ createdAt }) => instant(createdAt),
  },
  dateUpdated: {
    label: 'Date Updated',
    type: 'datetime',
    read: ({ updatedAt }) => instant(updatedAt),
  },
} as const satisfies WritableFieldTable<WireBusiness, void, Company, BusinessBody>;

const toRecord = mapperOf<WireBusiness, void, Company>(COMPANY_FIELDS);

/** A company ("business" in the API) as Zaps see it. */
export const toCompany = (wire: WireBusiness): Company => toRecord(wire);

export const companySample = sampleOf<WireBusiness, void, Company>(COMPANY_FIELDS);

export const companyOutputFields = outputFieldsOf(COMPANY_FIELDS);

/** What each field of a company is called where people fill it in. */
export const COMPANY_LABELS = writtenLabelsOf(COMPANY_FIELDS);

/** What else it takes to read what a step says of a company. */
interface CompanyWords {
  asPhone: PhoneReader;
  /** What becomes of a value that cannot be used. */
  attempt: Attempt;
}

/** HighLevel’s own examples of a country are codes and names; it takes any text there. */
const LINES = ['name', 'website', 'address', 'city', 'state', 'postalCode', 'country'] as const;

/**
 * What a step says of a company as a GHL request body; what is left blank is left out.
 *
 * @param input by the keys of the record, as Zapier sends them
 */
export const toGhlCompany = (
  input: Readonly<Record<string, unknown>>,
  { asPhone, attempt }: CompanyWords,
): BusinessBody => {
  const { phone, email, description } = COMPANY_LABELS;
  const body: BusinessBody = present({
    phone: attempt(phone, () => asPhone(input['phone'], phone)),
    email: attempt(email, () => asEmail(input['email'], email)),
    description: attempt(description, () => asText(description, input['description'])),
  });
  for (const key of LINES) {
    const label = COMPANY_LABELS[key];
    const line = attempt(label, () => asLine(label, input[key]));
    if (line !== undefined) body[key] = line;
  }
  return body;
};
