import { again, facts } from '../facts.ts';
import { CONTACT, NOTE } from '../lab/records.ts';
import { CURRENT } from '../reasons.ts';

const USUAL = { contactId: CONTACT, noteId: NOTE, body: 'Called back twice.' };

export default facts({
  permission: 'contacts.readonly',
  recordIds: ['contactId', 'noteId'],
  ways: [
    {
      when: 'usually',
      input: USUAL,
      requests: [
        ['GET /contacts/{contactId}/notes/{id}'],
        ['PUT /contacts/{contactId}/notes/{id}'],
      ],
      why: CURRENT,
    },
    again(USUAL, [['GET /contacts/{contactId}/notes/{id}']]),
  ],

  live: {
    input: ({ note }) =>
      note && {
        contactId: note['contactId'],
        noteId: note['noteId'],
        body: 'Protiv check changed',
      },
  },
});
