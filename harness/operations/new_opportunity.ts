import { facts } from '../facts.ts';
import { aboutOpportunities } from '../opportunity-triggers.ts';

export default facts(aboutOpportunities({ event: 'OpportunityCreate', burst: ['added'] }));
