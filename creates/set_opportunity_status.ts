import { defineInputFields } from 'zapier-platform-core';

import { OPPORTUNITY_LABELS, opportunitySample } from '../lib/protiv/opportunity/record.ts';
import { OPPORTUNITY_STATUSES, plainStatus } from '../lib/protiv/opportunity/status.ts';
import { requiredChoice } from '../lib/protiv/values/choices.ts';
import { requiredLine } from '../lib/protiv/values/texts.ts';
import { dropdown } from '../lib/zapier/dropdowns/dropdowns.ts';
import { changedOutput, ignoredFieldsOutput } from '../lib/zapier/fields/write-output.ts';
import {
  opportunityIdField,
  opportunityLock,
  statusField,
} from '../lib/zapier/opportunity/input-fields.ts';
import { opportunityOutput, toWrittenOpportunity } from '../lib/zapier/opportunity/output.ts';
import { LOST_REASON_LABEL, changeStatus } from '../lib/zapier/opportunity/status-change.ts';
import { createOperation } from '../lib/zapier/platform/operation.ts';
import { readLostReason } from '../lib/zapier/references/references.ts';

export default createOperation({
  key: 'set_opportunity_status',
  noun: 'Opportunity',
  label: 'Set Opportunity Status',
  description:
    'Sets the status of an opportunity, such as won or lost, and changes nothing else of it.',
  inputFields: defineInputFields([
    opportunityIdField,
    { ...statusField, required: true },
    {
      key: 'lostReason',
      label: LOST_REASON_LABEL,
      ...dropdown.lostReasons,
      helpText: 'Counts only if the status is Lost. The ID or the name.',
    },
  ]),
  lock: opportunityLock,
  perform: async (run) => {
    const { input } = run;
    const opportunityId = requiredLine('Opportunity', input.opportunityId);
    const status = requiredChoice(
      OPPORTUNITY_LABELS.status,
      plainStatus(input.status),
      OPPORTUNITY_STATUSES,
    );
    const lostReasonId =
      status === 'lost'
        ? await readLostReason(run, LOST_REASON_LABEL, input.lostReason)
        : undefined;
    const { opportunity, ...says } = await changeStatus(run, opportunityId, {
      status,
      lostReasonId,
    });
    return { ...(await toWrittenOpportunity(run, opportunity)), ...says };
  },
  sample: { ...opportunitySample, status: 'won', changed: ['status'], ignoredFields: [] },
  outputFields: [...opportunityOutput, changedOutput, ignoredFieldsOutput],
});
