import { defineInputFields } from 'zapier-platform-core';

import { OPPORTUNITY_LABELS, opportunitySample } from '../lib/protiv/opportunity/record.ts';
import { requiredId } from '../lib/protiv/values/references.ts';
import { requiredLine } from '../lib/protiv/values/texts.ts';
import { customFieldsFieldOf } from '../lib/zapier/contact/custom-field-inputs.ts';
import { contactIdField, contactLock } from '../lib/zapier/contact/input-fields.ts';
import { ignoreRepeatsField, repeatWindow } from '../lib/zapier/fields/repeats.ts';
import { createOnce } from '../lib/zapier/opportunity/creation.ts';
import {
  detailFields,
  ifUnusableField,
  nameField,
  pipelineField,
  stageField,
  statusField,
} from '../lib/zapier/opportunity/input-fields.ts';
import { newOpportunity, opportunityRequest } from '../lib/zapier/opportunity/request.ts';
import { creationOutput, outcomeOf } from '../lib/zapier/opportunity/write.ts';
import { grouped } from '../lib/zapier/fields/groups.ts';
import { createOperation } from '../lib/zapier/platform/operation.ts';

export default createOperation({
  key: 'create_opportunity',
  noun: 'Opportunity',
  label: 'Create Opportunity',
  description: 'Creates a new opportunity of a contact in a pipeline.',
  inputFields: defineInputFields([
    contactIdField,
    { ...nameField, required: true },
    ...grouped('pipeline', [
      { ...pipelineField, required: true },
      { ...stageField, helpText: 'Leave blank for the first stage of the pipeline.' },
      { ...statusField, default: 'open' },
    ]),
    ...grouped('details', detailFields),
    ...grouped('options', [
      ifUnusableField,
      ignoreRepeatsField('an identical opportunity of the contact'),
    ]),
    ...grouped('customFields', [customFieldsFieldOf('opportunity')]),
  ]),
  lock: contactLock,
  perform: async (run) => {
    const { input } = run;
    requiredId('Contact', input.contactId);
    requiredLine(OPPORTUNITY_LABELS.name, input.name);
    const windowMs = repeatWindow(input.ignoreRepeatsWithin);
    const request = await opportunityRequest(run, input, 'new');
    const { opportunity, wasCreated } = await createOnce(
      run,
      request,
      newOpportunity(request, input),
      windowMs,
    );
    return outcomeOf(run, request, opportunity, { wasCreated });
  },
  sample: { ...opportunitySample, wasCreated: true, ignoredFields: [] },
  outputFields: creationOutput,
});
