import { emptyField, unknownContactMistakes } from '../contact-mistakes.ts';
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

  mistakes: [
    ...unknownContactMistakes({ campaignId: CAMPAIGN }),
    {
      what: 'a campaign that came empty',
      input: { contactId: CONTACT, campaignId: ' ' },
      says: emptyField('Campaign'),
    },
    {
      what: 'a name that no campaign has',
      input: { contactId: CONTACT, campaignId: 'Nothing like it' },
      says: '“Campaign” holds “Nothing like it”, but there is no such campaign in the connected sub-account. Choose one from the list, or give the name or the ID of one.',
    },
  ],
  live: { not: 'It would end a campaign that a contact of the account is in.' },
});
