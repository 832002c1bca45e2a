import { defineInputFields } from 'zapier-platform-core';

import { opportunitySample } from '../lib/protiv/opportunity/record.ts';
import { contactRecordTrigger } from '../lib/zapier/contact/carried-contact.ts';
import { readFilter } from '../lib/zapier/opportunity/filter.ts';
import { slimOpportunity } from '../lib/zapier/opportunity/hydration.ts';
import { opportunityFilterFields } from '../lib/zapier/opportunity/input-fields.ts';
import { opportunityOutput } from '../lib/zapier/opportunity/output.ts';
import { pollOpportunities, movedAt } from '../lib/zapier/opportunity/polls.ts';

export default contactRecordTrigger({
  key: 'opportunity_stage_changed',
  noun: 'Opportunity',
  label: 'Opportunity Stage Changed',
  description:
    'Triggers when an opportunity moves to another stage, or to the one that you choose.',
  inputFields: defineInputFields([
    ...opportunityFilterFields,
    {
      key: 'limits',
      type: 'copy',
      helpText:
        'Triggers each time an opportunity arrives in a stage, not for one that is created there. Of several moves within minutes only the last may trigger the Zap.',
    },
  ]),
  dedupeBy: ['id', 'dateStageChanged'],
  poll: async (run) => {
    const filter = await readFilter(run, run.input);
    return pollOpportunities(run, { filter, since: movedAt, by: 'updatedAt' });
  },
  slim: slimOpportunity,
  sample: opportunitySample,
  outputFields: opportunityOutput,
});
