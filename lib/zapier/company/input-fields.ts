import { defineInputFields } from 'zapier-platform-core';

import type { BusinessBody, WireBusiness } from '../../ghl/schemas/business.ts';
import { ignoredCompanyFields } from '../../protiv/company/changes.ts';
import { COMPANY_LABELS, toGhlCompany } from '../../protiv/company/record.ts';
import { present } from '../../protiv/values/present.ts';
import { LeftOut } from '../contact/left-out.ts';
import { phoneField } from '../contact/input-fields.ts';
import { dropdown } from '../dropdowns/dropdowns.ts';
import { grouped } from '../fields/groups.ts';
import { phonesOf } from '../location/phones.ts';
import type { Run } from '../platform/run.ts';

/** The company that an action is about. */
export const companyField = {
  key: 'businessId',
  label: 'Company',
  required: true,
  ...dropdown.businesses,
  search: 'find_business.id',
  helpText: 'Choose a company, or map its ID or name.',
} as const;

/** What can be said of a company besides its name. */
export const companyDetailFields = defineInputFields([
  ...grouped('company', [
    { ...phoneField, label: COMPANY_LABELS.phone },
    { key: 'email', label: COMPANY_LABELS.email, placeholder: 'office@example.com' },
    { key: 'website', label: COMPANY_LABELS.website, placeholder: 'https://example.com' },
    { key: 'description', label: COMPANY_LABELS.description, type: 'text' },
  ]),
  ...grouped('address', [
    { key: 'address', label: COMPANY_LABELS.address },
    { key: 'city', label: COMPANY_LABELS.city },
    { key: 'state', label: COMPANY_LABELS.state },
    { key: 'postalCode', label: COMPANY_LABELS.postalCode },
    { key: 'country', label: COMPANY_LABELS.country },
  ]),
]);

/** What a step says of a company. */
export interface CompanyRequest {
  body: BusinessBody;
  leftOut: LeftOut;
}

/**
 * What a step says of a company as a GHL request body. A value that cannot be used costs neither the
 * company nor what comes behind it in the Zap: it is left out, unless somebody is trying the step.
 *
 * @throws {InvalidInputError} with all that cannot be used, where somebody is trying the step
 */
export const companyRequest = async (
  run: Run<Readonly<Record<string, unknown>>>,
): Promise<CompanyRequest> => {
  const { input, meta } = run;
  const leftOut = new LeftOut(meta.isLoadingSample === true);
  const asPhone = await phonesOf(run, [input['phone']]);
  const body = toGhlCompany(input, { asPhone, attempt: leftOut.attempt });
  leftOut.stopIfAsked();
  return { body, leftOut };
};

/** What the step says of its own work. */
export const leftOutOf = ({ body, leftOut }: CompanyRequest, company: WireBusiness) => {
  for (const label of ignoredCompanyFields(body, company)) {
    leftOut.leave(label, `HighLevel did not keep “${label}”.`);
  }
  return present({ ignoredFields: leftOut.fields, ignoredReasons: leftOut.reasons });
};
