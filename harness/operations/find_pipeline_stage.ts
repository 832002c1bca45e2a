import { facts } from '../facts.ts';

export default facts({
  permission: 'opportunities.readonly',
  recordIds: [],
  ways: [
    {
      when: 'usually',
      input: { name: 'quoted' },
      requests: [['GET /opportunities/pipelines']],
    },
    {
      when: 'in one pipeline',
      input: { name: 'Quote Sent', pipelineId: 'Roofing' },
      requests: [['GET /opportunities/pipelines']],
    },
  ],
  live: { input: () => ({ name: 'New Lead' }) },
});
