import { defineInputFields } from 'zapier-platform-core';

import { getBusiness, updateBusiness } from '../lib/ghl/businesses.ts';
import { retryOnUnknownOutcome } from '../lib/ghl/client/idempotent-write.ts';
import { changedCompanyFields } from '../lib/protiv/company/changes.ts';
import {
  COMPANY_LABELS,
  companyOutputFields,
  companySample,
  toCompany,
} from '../lib/protiv/company/record.ts';
import { missing } from '../lib/protiv/values/texts.ts';
import { laidOver } from '../lib/protiv/values/written-fields.ts';
import {
  companyDetailFields,
  companyField,
  companyRequest,
  leftOutOf,
} from '../lib/zapier/company/input-fields.ts';
import {
  changedOutput,
  ignoredFieldsOutput,
  ignoredReasonsOutput,
} from '../lib/zapier/fields/write-output.ts';
import { createOperation } from '../lib/zapier/platform/operation.ts';
import { readBusiness } from '../lib/zapier/references/references.ts';

export default createOperation({
  key: 'update_business',
  noun: 'Company',
  label: 'Update Company',
  description:
    'Updates the fields of a company that you fill in, and leaves the others as they are.',
  inputFields: defineInputFields([
    companyField,
    { key: 'name', label: COMPANY_LABELS.name },
    ...companyDetailFields,
  ]),
  lock: { key: 'company:{{bundle.inputData.businessId}}', scope: ['auth'] },
  perform: async (run) => {
    const { ghl, input } = run;
    const companyId = await readBusiness(run, companyField.label, input.businessId);
    if (companyId === undefined) throw missing(companyField.label);
    const request = await companyRequest(run);
    const { body, leftOut } = request;
    // Nothing else to write: nobody would be helped by a step that did nothing.
    if (Object.keys(body).length === 0) leftOut.stopIfAny();
    const before = await getBusiness(ghl, companyId);
    const changed = changedCompanyFields(before, body);
    const after =
      changed.length === 0
        ? before
        : laidOver(
            before,
            await retryOnUnknownOutcome(ghl, () => updateBusiness(ghl, companyId, body)),
          );
    return { ...toCompany(after), changed, ...leftOutOf(request, after) };
  },
  sample: { ...companySample, changed: ['phone'], ignoredFields: [] },
  outputFields: [...companyOutputFields, changedOutput, ignoredFieldsOutput, ignoredReasonsOutput],
});
