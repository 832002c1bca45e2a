import { movedAt } from '../lib/zapier/opportunity/polls.ts';
import { opportunityTrigger } from '../lib/zapier/opportunity/trigger.ts';

export default opportunityTrigger({
  key: 'opportunity_stage_changed',
  label: 'Opportunity Stage Changed',
  description:
    'Triggers when an opportunity moves to another stage, or to the one that you choose.',
  limits:
    'Triggers each time an opportunity arrives in a stage, not for one that is created there. Of several moves within minutes only the last may trigger the Zap.',
  dedupeBy: ['id', 'dateStageChanged'],
  since: movedAt,
  by: 'updatedAt',
  instant: {
    events: () => ['OpportunityStageUpdate'],
    note: 'Triggers within seconds, each time an opportunity arrives in a stage, not for one that is created there. Of several moves within a moment only the last may trigger the Zap.',
  },
});
