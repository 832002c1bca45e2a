import { again, facts } from '../facts.ts';
import { OPPORTUNITY, STAGES } from '../lab/records.ts';
import { CURRENT } from '../reasons.ts';

const USUAL = { opportunityId: OPPORTUNITY, stageId: STAGES[2], value: '9,000' };

const REQUESTS = [['GET /opportunities/{id}'], ['PUT /opportunities/{id}']];

export default facts({
  permission: 'opportunities.readonly',
  recordIds: ['opportunityId'],
  ways: [
    { when: 'usually', input: USUAL, requests: REQUESTS, why: CURRENT },
    again(USUAL, [['GET /opportunities/{id}']]),
    {
      when: 'into another pipeline, by name, with a custom field',
      input: ({ inputFor, userName }) => ({
        opportunityId: OPPORTUNITY,
        pipelineId: 'Referrals',
        status: 'won',
        assignedTo: userName,
        [inputFor('Roof Material')]: 'Tile',
      }),
      requests: REQUESTS,
      why: CURRENT,
    },
    {
      when: 'to clear the assigned user',
      input: { opportunityId: OPPORTUNITY, fieldsToClear: ['assignedTo'] },
      requests: [...REQUESTS, ['GET /opportunities/{id}']],
      why: `${CURRENT} GHL’s answer to a write may leave a field out, so what was to be cleared is read again.`,
    },
  ],
  besides: [
    'GET /opportunities/pipelines',
    'GET /opportunities/lost-reason',
    'GET /contacts/{contactId}/notes',
    'POST /contacts/{contactId}/notes',
    'POST /contacts/search',
  ],
  mistakes: [
    {
      what: 'a stage that its pipeline does not have',
      input: { opportunityId: OPPORTUNITY, stageId: 'Thanked' },
      says: '“Stage” holds “Thanked”, but there is no such stage of this pipeline in the connected sub-account. Choose one from the list, or give the name or the ID of one.',
    },
    {
      what: 'a field that cannot be cleared',
      input: { opportunityId: OPPORTUNITY, fieldsToClear: ['status'] },
      says: '“status” in Fields to Clear is not a field that can be cleared. Choose fields from the list.',
    },
    {
      what: 'nothing but a value that is no number',
      input: { opportunityId: OPPORTUNITY, value: 'a lot' },
      says: '“Value” takes a number such as 70 or 12.5, but got “a lot”.',
    },
  ],
  live: { not: 'No check changes an opportunity: its pipeline may send messages for it.' },
});
