import { facts } from '../facts.ts';
import { CONTACT } from '../lab/records.ts';

export default facts({
  permission: 'opportunities.readonly',
  recordIds: ['contactId'],
  ways: [
    { when: 'usually', input: {}, requests: [['POST /opportunities/search']] },
    {
      when: 'as many as there are',
      input: { limit: '1000' },
      requests: [['POST /opportunities/search']],
    },
    {
      when: 'of one contact, in a stage, since a day',
      input: {
        contactId: CONTACT,
        pipelineId: 'Renovations',
        stageId: 'Asked',
        addedAfter: '2020-03-09 09:00',
      },
      requests: [['POST /opportunities/search']],
    },
  ],
  besides: ['GET /opportunities/lost-reason', 'POST /contacts/search'],
  mistakes: [
    {
      what: 'a status that there is not',
      input: { status: 'pending' },
      says: '“Status” takes “Open”, “Won”, “Lost” or “Abandoned”, but got “pending”.',
    },
  ],
  live: { input: () => ({}) },
});
