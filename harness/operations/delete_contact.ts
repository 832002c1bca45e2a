import { facts } from '../facts.ts';
import { UNWANTED_CONTACT } from '../lab/records.ts';

export default facts({
  permission: 'contacts.write',
  recordIds: ['contactId'],
  ways: [
    {
      when: 'usually',
      input: { contactId: UNWANTED_CONTACT },
      requests: [['DELETE /contacts/{contactId}']],
    },
  ],

  live: {
    input: ({ contact }) => contact && { contactId: contact['contactId'] },
    removes: 'contact',
  },
});
