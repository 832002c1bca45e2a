import { again, facts } from '../facts.ts';
import { OPPORTUNITY } from '../lab/records.ts';
import { CURRENT } from '../reasons.ts';

const USUAL = { opportunityId: OPPORTUNITY, status: 'lost', lostReason: 'moved away' };

const REQUESTS = [
  ['GET /opportunities/{id}'],
  ['PUT /opportunities/{id}/status'],
  ['GET /opportunities/{id}'],
];

const UNSAID = `${CURRENT} The answer to the write does not hold the opportunity, so it is read back.`;

export default facts({
  permission: 'opportunities.readonly',
  recordIds: ['opportunityId'],
  ways: [
    { when: 'usually', input: USUAL, requests: REQUESTS, why: UNSAID },
    again(USUAL, [['GET /opportunities/{id}']]),
    {
      when: 'won',
      input: { opportunityId: OPPORTUNITY, status: 'won' },
      requests: REQUESTS,
      why: UNSAID,
    },
  ],
  besides: ['GET /opportunities/lost-reason', 'POST /contacts/search'],
  mistakes: [
    {
      what: 'a reason that there is not',
      input: { ...USUAL, lostReason: 'Too far' },
      says: '“Lost Reason” holds “Too far”, but there is no such lost reason in the connected sub-account. Choose one from the list, or give the name or the ID of one.',
    },
    {
      what: 'a status that there is not',
      input: { ...USUAL, status: 'all' },
      says: '“Status” takes “Open”, “Won”, “Lost” or “Abandoned”, but got “all”.',
    },
  ],
  live: { not: 'No check changes an opportunity: its pipeline may send messages for it.' },
});
