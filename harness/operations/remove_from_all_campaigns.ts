import { unknownContactMistakes } from '../contact-mistakes.ts';
import { facts } from '../facts.ts';
import { CONTACT } from '../lab/records.ts';

export default facts({
  permission: 'contacts.write',
  recordIds: ['contactId'],
  ways: [
    {
      when: 'usually',
      input: { contactId: CONTACT },
      requests: [['DELETE /contacts/{contactId}/campaigns/removeAll']],
    },
  ],

  mistakes: unknownContactMistakes({}),
  live: { not: 'It would end campaigns that a contact of the account is in.' },
});
