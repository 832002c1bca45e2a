import { defineInputFields } from 'zapier-platform-core';

import { opportunitySample } from '../lib/protiv/opportunity/record.ts';
import { contactRecordTrigger } from '../lib/zapier/contact/carried-contact.ts';
import { readFilter } from '../lib/zapier/opportunity/filter.ts';
import { slimOpportunity } from '../lib/zapier/opportunity/hydration.ts';
import { opportunityFilterFields } from '../lib/zapier/opportunity/input-fields.ts';
import { opportunityOutput } from '../lib/zapier/opportunity/output.ts';
import { pollOpportunities, updatedAt } from '../lib/zapier/opportunity/polls.ts';

export default contactRecordTrigger({
  key: 'new_or_updated_opportunity',
  noun: 'Opportunity',
  label: 'New or Updated Opportunity',
  description: 'Triggers when a new opportunity is created or an existing one changes.',
  inputFields: defineInputFields([
    ...opportunityFilterFields,
    {
      key: 'limits',
      type: 'copy',
      helpText:
        'Triggers each time anything of an opportunity changes. Several changes within minutes may trigger the Zap only once, with the last of them.',
    },
  ]),
  dedupeBy: ['id', 'dateUpdated'],
  poll: async (run) => {
    const filter = await readFilter(run, run.input);
    return pollOpportunities(run, { filter, since: updatedAt, by: 'updatedAt' });
  },
  slim: slimOpportunity,
  sample: opportunitySample,
  outputFields: opportunityOutput,
});
