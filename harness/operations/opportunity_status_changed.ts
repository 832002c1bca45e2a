import { facts } from '../facts.ts';
import { aboutOpportunities } from '../opportunity-triggers.ts';

export default facts(
  aboutOpportunities({
    event: 'OpportunityStatusUpdate',
    chosen: {
      when: 'won ones of one pipeline',
      input: { pipelineId: 'Renovations', status: 'won' },
    },
    changes: ({ status }) => ({ status: status === 'won' ? 'lost' : 'won' }),
    burst: ['won', { status: 'won' }],
  }),
);
