import { facts } from '../facts.ts';
import { aboutOpportunities } from '../opportunity-triggers.ts';

export default facts(
  aboutOpportunities({
    event: 'OpportunityUpdate',
    changes: (_row, number) => ({ monetaryValue: number }),
    burst: ['changed', { monetaryValue: 700 }],
  }),
);
