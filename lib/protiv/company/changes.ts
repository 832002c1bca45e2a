import type { BusinessBody, WireBusiness } from '../../ghl/schemas/business.ts';
import { changesBy } from '../values/written-fields.ts';
import { COMPANY_FIELDS, toCompany } from './record.ts';
import type { Company } from './schema.ts';

const companyChanges = changesBy<WireBusiness, Company, BusinessBody>(COMPANY_FIELDS, toCompany);

/** What a body would change in a company: keys of the Protiv-shaped company. */
export const changedCompanyFields = (current: WireBusiness, body: BusinessBody): string[] =>
  companyChanges(current, body).map(({ key }) => key);

/** Labels of the fields that were sent and did not come back. */
export const ignoredCompanyFields = (sent: BusinessBody, answer: WireBusiness): string[] =>
  companyChanges(answer, sent).map(({ label }) => label);
