import { defineInputFields } from 'zapier-platform-core';

import { opportunitySample } from '../lib/protiv/opportunity/record.ts';
import { opportunityFieldsAndClearField } from '../lib/zapier/contact/custom-field-inputs.ts';
import { contactIdField, contactLock } from '../lib/zapier/contact/input-fields.ts';
import {
  detailFields,
  ifUnusableField,
  nameField,
  pipelineField,
  stageField,
  statusField,
} from '../lib/zapier/opportunity/input-fields.ts';
import { opportunityRequest } from '../lib/zapier/opportunity/request.ts';
import { createOrUpdate, ifClosedField } from '../lib/zapier/opportunity/upsert.ts';
import { outcomeOf, upsertOutput } from '../lib/zapier/opportunity/write.ts';
import { grouped } from '../lib/zapier/fields/groups.ts';
import { createOperation } from '../lib/zapier/platform/operation.ts';

export default createOperation({
  key: 'upsert_opportunity',
  noun: 'Opportunity',
  label: 'Create or Update Opportunity',
  description: 'Creates an opportunity, or updates the one that the contact has in the pipeline.',
  inputFields: defineInputFields([
    contactIdField,
    ...grouped('pipeline', [
      { ...pipelineField, required: true },
      { ...stageField, helpText: 'If this is blank, a new one starts in the first stage.' },
      { ...statusField, helpText: 'If this is blank, a new one is open.' },
    ]),
    ...grouped('details', [{ ...nameField, helpText: 'Needed for a new one.' }, ...detailFields]),
    ...grouped('options', [ifClosedField, ifUnusableField]),
    ...grouped('customFields', [opportunityFieldsAndClearField]),
  ]),
  lock: contactLock,
  perform: async (run) => {
    const request = await opportunityRequest(run, run.input, 'either');
    const { opportunity, ...says } = await createOrUpdate(run, request, run.input);
    return outcomeOf(run, request, opportunity, says);
  },
  sample: { ...opportunitySample, wasCreated: false, changed: ['value'], ignoredFields: [] },
  outputFields: upsertOutput,
});
