import { busyOpportunities, opportunityBurst } from '../busy/scenarios.ts';
import { facts } from '../facts.ts';

export default facts({
  permission: 'opportunities.readonly',
  recordIds: [],
  ways: [
    { when: 'usually', input: {}, requests: [['POST /opportunities/search']] },
    {
      when: 'of one stage of a pipeline',
      input: { pipelineId: 'Renovations', stageId: 'Quoted' },
      requests: [['POST /opportunities/search']],
    },
  ],
  besides: [
    'GET /locations/{locationId}/customFields',
    'GET /opportunities/pipelines',
    'GET /opportunities/lost-reason',
    'GET /users/search',
    'POST /contacts/search',
  ],
  poll: {
    quiet: [{ requests: 1 }],
    many: {
      about: 'opportunities',
      firesAgain: false,
      prepare: busyOpportunities(),
      bursts: [opportunityBurst('added')],
    },
  },
  live: { input: () => ({}) },
});
