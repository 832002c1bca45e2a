import { defineInputFields } from 'zapier-platform-core';

import {
  COMPANY_LABELS,
  companyOutputFields,
  companySample,
  toCompany,
} from '../lib/protiv/company/record.ts';
import { requiredLine } from '../lib/protiv/values/texts.ts';
import { createCompanyOnce } from '../lib/zapier/company/creation.ts';
import {
  companyDetailFields,
  companyRequest,
  leftOutOf,
} from '../lib/zapier/company/input-fields.ts';
import {
  ignoredFieldsOutput,
  ignoredReasonsOutput,
  wasCreatedOutput,
} from '../lib/zapier/fields/write-output.ts';
import { createOperation } from '../lib/zapier/platform/operation.ts';

export default createOperation({
  key: 'create_business',
  noun: 'Company',
  label: 'Create Company',
  description: 'Creates a company that contacts can belong to.',
  inputFields: defineInputFields([
    {
      key: 'name',
      label: COMPANY_LABELS.name,
      required: true,
      helpText:
        'If there is a company of this name already, the step gives that one and changes nothing.',
    },
    ...companyDetailFields,
  ]),
  // Not by name: “Acme” and “ACME” at once would be two companies.
  lock: { key: 'new-company', scope: ['auth'] },
  perform: async (run) => {
    const name = requiredLine(COMPANY_LABELS.name, run.input.name);
    const request = await companyRequest(run);
    const { company, wasCreated } = await createCompanyOnce(run.ghl, { ...request.body, name });
    return {
      ...toCompany(company),
      wasCreated,
      ...(wasCreated ? leftOutOf(request, company) : { ignoredFields: [] }),
    };
  },
  sample: { ...companySample, wasCreated: true, ignoredFields: [] },
  outputFields: [
    ...companyOutputFields,
    wasCreatedOutput,
    ignoredFieldsOutput,
    ignoredReasonsOutput,
  ],
});
