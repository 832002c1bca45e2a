import { busyOpportunities, opportunityBurst } from './busy/scenarios.ts';
import type { OperationFacts, Way } from './facts.ts';
import { OPPORTUNITY } from './lab/records.ts';

const SEARCH = 'POST /opportunities/search';

interface OpportunityTrigger {
  /** HighLevel's event. */
  event: string;
  /** One way to choose among them; by default those of one stage. */
  chosen?: Pick<Way, 'when' | 'input'>;
  /** What becomes of opportunities that are there, so that it fires; absent where new ones make it fire. */
  changes?: Parameters<typeof busyOpportunities>[0];
  /** What becomes of 1,500 at once. */
  burst: Parameters<typeof opportunityBurst>;
}

/** The facts of a trigger for what becomes of opportunities. */
export const aboutOpportunities = ({
  event,
  chosen = {
    when: 'of one stage of a pipeline',
    input: { pipelineId: 'Renovations', stageId: 'Quoted' },
  },
  changes,
  burst,
}: OpportunityTrigger): OperationFacts => ({
  permission: 'opportunities.readonly',
  recordIds: [],
  ways: [
    { when: 'usually', input: {}, requests: [[SEARCH]] },
    { ...chosen, requests: [[SEARCH]] },
  ],
  besides: [
    'GET /locations/{locationId}/customFields',
    'GET /opportunities/pipelines',
    'GET /opportunities/lost-reason',
    'GET /users/search',
    'POST /contacts/search',
  ],
  told: { type: event, recordId: OPPORTUNITY },
  poll: {
    quiet: [{ requests: 1 }],
    many: {
      about: 'opportunities',
      firesAgain: changes !== undefined,
      prepare: busyOpportunities(changes),
      bursts: [opportunityBurst(...burst)],
    },
  },
  live: { input: () => ({}) },
});
