import { statusSetAt } from '../lib/zapier/opportunity/polls.ts';
import { opportunityTrigger } from '../lib/zapier/opportunity/trigger.ts';

export default opportunityTrigger({
  key: 'opportunity_status_changed',
  label: 'Opportunity Status Changed',
  description:
    'Triggers when an opportunity is won, lost, abandoned or reopened, or gets the status that you choose.',
  limits:
    'Triggers each time an opportunity gets a status, not for one that is created with it. Of several changes within minutes only the last may trigger the Zap.',
  dedupeBy: ['id', 'dateStatusChanged'],
  since: statusSetAt,
  by: 'updatedAt',
  instant: {
    events: () => ['OpportunityStatusUpdate'],
    note: 'Triggers within seconds, each time an opportunity gets a status, not for one that is created with it. Of several changes within a moment only the last may trigger the Zap.',
  },
});
