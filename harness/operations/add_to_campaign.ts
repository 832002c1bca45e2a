import { automationMistakes } from '../contact-mistakes.ts';
import { again, facts } from '../facts.ts';
import { CAMPAIGN, CONTACT } from '../lab/records.ts';

const USUAL = { contactId: CONTACT, campaignId: CAMPAIGN };

export default facts({
  permission: 'contacts.write',
  recordIds: ['contactId'],
  ways: [
    {
      when: 'usually',
      input: USUAL,
      requests: [['POST /contacts/{contactId}/campaigns/{campaignId}']],
    },
    again(USUAL, []),
    {
      when: 'by its name',
      input: { contactId: CONTACT, campaignId: 'autumn check' },
      requests: [['GET /campaigns/'], ['POST /contacts/{contactId}/campaigns/{campaignId}']],
      why: 'The name is looked up in the list, which is then remembered for an hour.',
    },
  ],

  mistakes: automationMistakes('campaign', CAMPAIGN),
  live: { not: 'It would start what the account’s campaign does: messages to people.' },
});
