import { facts } from '../facts.ts';
import { UNWANTED_OPPORTUNITY } from '../lab/records.ts';

export default facts({
  permission: 'opportunities.write',
  recordIds: ['opportunityId'],
  ways: [
    {
      when: 'usually',
      input: { opportunityId: UNWANTED_OPPORTUNITY },
      requests: [['DELETE /opportunities/{id}']],
    },
  ],
  live: { not: 'No check makes an opportunity that it could delete.' },
});
