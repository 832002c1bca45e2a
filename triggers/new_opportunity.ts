import { defineInputFields } from 'zapier-platform-core';

import { opportunitySample } from '../lib/protiv/opportunity/record.ts';
import { contactRecordTrigger } from '../lib/zapier/contact/carried-contact.ts';
import { readFilter } from '../lib/zapier/opportunity/filter.ts';
import { slimOpportunity } from '../lib/zapier/opportunity/hydration.ts';
import { opportunityFilterFields } from '../lib/zapier/opportunity/input-fields.ts';
import { opportunityOutput } from '../lib/zapier/opportunity/output.ts';
import { pollOpportunities, addedAt } from '../lib/zapier/opportunity/polls.ts';

export default contactRecordTrigger({
  key: 'new_opportunity',
  noun: 'Opportunity',
  label: 'New Opportunity',
  description: 'Triggers when a new opportunity is created.',
  inputFields: defineInputFields([
    ...opportunityFilterFields,
    {
      key: 'limits',
      type: 'copy',
      helpText:
        'Triggers once for each opportunity. One that does not match the filters until later than half an hour after its creation may not trigger the Zap.',
    },
  ]),
  dedupeBy: ['id'],
  poll: async (run) => {
    const filter = await readFilter(run, run.input);
    return pollOpportunities(run, { filter, since: addedAt, by: 'createdAt' });
  },
  slim: slimOpportunity,
  sample: opportunitySample,
  outputFields: opportunityOutput,
});
