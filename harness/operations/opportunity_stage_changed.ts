import { facts } from '../facts.ts';
import { aboutOpportunities } from '../opportunity-triggers.ts';

export default facts(
  aboutOpportunities({
    event: 'OpportunityStageUpdate',
    changes: ({ pipelineStageId }, _number, { location: { pipelines } }) => {
      const another = pipelines[0]?.stages.find(({ id }) => id !== pipelineStageId);
      return another ? { pipelineStageId: another.id } : {};
    },
    burst: ['moved', { pipelineStageId: 'another stage' }],
  }),
);
