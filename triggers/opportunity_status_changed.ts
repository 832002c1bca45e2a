import { defineInputFields } from 'zapier-platform-core';

import { opportunitySample } from '../lib/protiv/opportunity/record.ts';
import { contactRecordTrigger } from '../lib/zapier/contact/carried-contact.ts';
import { readFilter } from '../lib/zapier/opportunity/filter.ts';
import { slimOpportunity } from '../lib/zapier/opportunity/hydration.ts';
import { opportunityFilterFields } from '../lib/zapier/opportunity/input-fields.ts';
import { opportunityOutput } from '../lib/zapier/opportunity/output.ts';
import { pollOpportunities, statusSetAt } from '../lib/zapier/opportunity/polls.ts';

export default contactRecordTrigger({
  key: 'opportunity_status_changed',
  noun: 'Opportunity',
  label: 'Opportunity Status Changed',
  description:
    'Triggers when an opportunity is won, lost, abandoned or reopened, or gets the status that you choose.',
  inputFields: defineInputFields([
    ...opportunityFilterFields,
    {
      key: 'limits',
      type: 'copy',
      helpText:
        'Triggers each time an opportunity gets a status, not for one that is created with it. Of several changes within minutes only the last may trigger the Zap.',
    },
  ]),
  dedupeBy: ['id', 'dateStatusChanged'],
  poll: async (run) => {
    const filter = await readFilter(run, run.input);
    return pollOpportunities(run, { filter, since: statusSetAt, by: 'updatedAt' });
  },
  slim: slimOpportunity,
  sample: opportunitySample,
  outputFields: opportunityOutput,
});
