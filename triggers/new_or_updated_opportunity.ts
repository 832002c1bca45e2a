import { CHANGES, CREATED } from '../lib/zapier/opportunity/hooks.ts';
import { updatedAt } from '../lib/zapier/opportunity/polls.ts';
import { opportunityTrigger } from '../lib/zapier/opportunity/trigger.ts';

export default opportunityTrigger({
  key: 'new_or_updated_opportunity',
  label: 'New or Updated Opportunity',
  description: 'Triggers when a new opportunity is created or an existing one changes.',
  limits:
    'Triggers each time anything of an opportunity changes. Several changes within minutes may trigger the Zap only once, with the last of them.',
  dedupeBy: ['id', 'dateUpdated'],
  since: updatedAt,
  by: 'updatedAt',
  instant: {
    events: () => [CREATED, ...CHANGES],
    note: 'Triggers within seconds, each time anything of an opportunity changes. Several changes within a moment may trigger the Zap only once, with the last of them.',
  },
});
