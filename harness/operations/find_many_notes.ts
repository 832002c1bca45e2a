import { facts } from '../facts.ts';
import { CONTACT } from '../lab/records.ts';

export default facts({
  permission: 'contacts.readonly',
  recordIds: ['contactId'],
  ways: [
    {
      when: 'usually',
      input: { contactId: CONTACT },
      requests: [['GET /contacts/{contactId}/notes']],
    },
  ],

  live: { input: ({ contact }) => contact && { contactId: contact['contactId'] } },
});
