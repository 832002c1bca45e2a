import { automationMistakes } from '../contact-mistakes.ts';
import { facts } from '../facts.ts';
import { CAMPAIGN, CONTACT } from '../lab/records.ts';

export default facts({
  permission: 'contacts.write',
  recordIds: ['contactId'],
  ways: [
    {
      when: 'usually',
      input: { contactId: CONTACT, campaignId: CAMPAIGN },
      requests: [['DELETE /contacts/{contactId}/campaigns/{campaignId}']],
    },
    {
      when: 'by its name',
      input: { contactId: CONTACT, campaignId: 'autumn check' },
      requests: [['GET /campaigns/'], ['DELETE /contacts/{contactId}/campaigns/{campaignId}']],
      why: 'The name is looked up in the list, which is then remembered for an hour.',
    },
  ],

  mistakes: automationMistakes('campaign', CAMPAIGN),
  live: { not: 'It would end a campaign that a contact of the account is in.' },
});
