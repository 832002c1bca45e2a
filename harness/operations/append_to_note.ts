import { emptyField } from '../contact-mistakes.ts';
import { again, facts } from '../facts.ts';
import { CONTACT, NOTE } from '../lab/records.ts';

const USUAL = { contactId: CONTACT, noteId: NOTE, text: 'Called again: no answer.' };

const WHOLE = 'GHL takes only the whole text of a note, so what is there is read first.';

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
      why: WHOLE,
    },
    again(USUAL, [['GET /contacts/{contactId}/notes/{id}']]),
  ],

  mistakes: [
    {
      what: 'a text that came empty',
      input: { ...USUAL, text: ' ' },
      says: emptyField('Text to Append'),
    },
  ],
  live: {
    input: ({ note }) =>
      note && { contactId: note['contactId'], noteId: note['noteId'], text: 'Protiv check more' },
  },
});
