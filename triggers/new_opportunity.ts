import { newOpportunities } from '../lib/zapier/opportunity/hooks.ts';
import { addedAt } from '../lib/zapier/opportunity/polls.ts';
import { opportunityTrigger } from '../lib/zapier/opportunity/trigger.ts';

export default opportunityTrigger({
  key: 'new_opportunity',
  label: 'New Opportunity',
  description: 'Triggers when a new opportunity is created.',
  limits:
    'Triggers once for each opportunity. One that does not match the filters until later than half an hour after its creation may not trigger the Zap.',
  dedupeBy: ['id'],
  since: addedAt,
  by: 'createdAt',
  instant: newOpportunities,
});
