import { facts } from '../facts.ts';
import { CONTACT, UNWANTED_NOTE } from '../lab/records.ts';

export default facts({
  permission: 'contacts.write',
  recordIds: ['contactId', 'noteId'],
  ways: [
    {
      when: 'usually',
      input: { contactId: CONTACT, noteId: UNWANTED_NOTE },
      requests: [['DELETE /contacts/{contactId}/notes/{id}']],
    },
  ],

  live: {
    input: ({ note }) => note && { contactId: note['contactId'], noteId: note['noteId'] },
    removes: 'note',
  },
});
