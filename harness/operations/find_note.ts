import { facts } from '../facts.ts';
import { CONTACT, NOTE } from '../lab/records.ts';

export default facts({
  permission: 'contacts.readonly',
  recordIds: ['contactId', 'noteId'],
  ways: [
    {
      when: 'by text',
      input: { contactId: CONTACT, query: 'note' },
      requests: [['GET /contacts/{contactId}/notes']],
    },
    {
      when: 'by ID',
      input: { contactId: CONTACT, noteId: NOTE },
      requests: [['GET /contacts/{contactId}/notes/{id}']],
    },
  ],

  live: { input: ({ note }) => note && { contactId: note['contactId'], noteId: note['noteId'] } },
});
