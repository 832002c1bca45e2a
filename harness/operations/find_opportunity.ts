import { facts } from '../facts.ts';
import { CONTACT, OPPORTUNITY } from '../lab/records.ts';

export default facts({
  permission: 'opportunities.readonly',
  recordIds: ['contactId', 'opportunityId'],
  ways: [
    {
      when: 'by contact',
      input: { contactId: CONTACT },
      requests: [['POST /opportunities/search']],
    },
    {
      when: 'by name, in a pipeline',
      input: { name: 'new windows', pipelineId: 'Renovations', status: 'open' },
      requests: [['POST /opportunities/search']],
    },
    {
      when: 'by ID',
      input: { opportunityId: OPPORTUNITY },
      requests: [['GET /opportunities/{id}']],
    },
  ],
  besides: ['GET /opportunities/lost-reason', 'POST /contacts/search'],
  mistakes: [
    {
      what: 'nothing to search by',
      input: { pipelineId: 'Renovations' },
      says: 'Fill in a Contact, a Name or an Opportunity to search by.',
    },
  ],
  live: { input: ({ contact }) => contact && { contactId: contact['contactId'] } },
});
