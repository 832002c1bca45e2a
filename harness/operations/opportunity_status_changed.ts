import { busyOpportunities, opportunityBurst } from '../busy/scenarios.ts';
import { facts } from '../facts.ts';

export default facts({
  permission: 'opportunities.readonly',
  recordIds: [],
  ways: [
    { when: 'usually', input: {}, requests: [['POST /opportunities/search']] },
    {
      when: 'won ones of one pipeline',
      input: { pipelineId: 'Renovations', status: 'won' },
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
      firesAgain: true,
      prepare: busyOpportunities(({ status }) => ({ status: status === 'won' ? 'lost' : 'won' })),
      bursts: [opportunityBurst('won', { status: 'won' })],
    },
  },
  live: { input: () => ({}) },
});
