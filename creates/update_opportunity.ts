import { defineInputFields } from 'zapier-platform-core';

import { getOpportunity } from '../lib/ghl/opportunities.ts';
import { joined } from '../lib/protiv/custom-field/clearing.ts';
import { opportunitySample } from '../lib/protiv/opportunity/record.ts';
import { requiredLine } from '../lib/protiv/values/texts.ts';
import { opportunityFieldsAndClearField } from '../lib/zapier/contact/custom-field-inputs.ts';
import {
  detailFields,
  ifUnusableField,
  nameField,
  opportunityIdField,
  opportunityLock,
  pipelineField,
  stageField,
  statusField,
} from '../lib/zapier/opportunity/input-fields.ts';
import { opportunityRequest } from '../lib/zapier/opportunity/request.ts';
import { outcomeOf, updateOutput, updateWith } from '../lib/zapier/opportunity/write.ts';
import { grouped } from '../lib/zapier/fields/groups.ts';
import { createOperation } from '../lib/zapier/platform/operation.ts';

export default createOperation({
  key: 'update_opportunity',
  noun: 'Opportunity',
  label: 'Update Opportunity',
  description:
    'Updates or moves an opportunity: the fields that you fill in change, and the others stay as they are.',
  inputFields: defineInputFields([
    opportunityIdField,
    nameField,
    ...grouped('pipeline', [
      { ...pipelineField, helpText: 'Leave blank to move it within its pipeline, or not at all.' },
      {
        ...stageField,
        helpText: 'In another pipeline it starts in the first stage if this is blank.',
      },
      { ...statusField, helpText: 'To say why it is lost, use Set Opportunity Status.' },
    ]),
    ...grouped('details', detailFields),
    ...grouped('options', [ifUnusableField]),
    ...grouped('customFields', [opportunityFieldsAndClearField]),
  ]),
  lock: opportunityLock,
  perform: async (run) => {
    const opportunityId = requiredLine('Opportunity', run.input.opportunityId);
    const current = await getOpportunity(run.ghl, opportunityId);
    const request = await opportunityRequest(run, run.input, current);
    const wanted = joined(request.body, request.cleared);
    // Nothing else to write: nobody would be helped by a step that did nothing.
    if (Object.keys(wanted).length === 0) request.leftOut.stopIfAny();
    const { opportunity, changed } = await updateWith(run, request, current, wanted);
    return outcomeOf(run, request, opportunity, { changed });
  },
  sample: { ...opportunitySample, changed: ['stageId'], ignoredFields: [] },
  outputFields: updateOutput,
});
