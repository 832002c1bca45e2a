import { facts } from '../facts.ts';
import { CONTACT, NOTE } from '../lab/records.ts';
import { NAMED } from '../reasons.ts';

export default facts({
  permission: 'contacts.readonly',
  recordIds: ['contactId'],
  ways: [
    {
      when: 'usually',
      input: { contactId: CONTACT },
      requests: [['GET /contacts/{contactId}/notes'], ['POST /contacts/search']],
      why: NAMED,
    },
  ],
  told: { type: 'NoteUpdate', recordId: NOTE, contactId: CONTACT },
  poll: {
    quiet: [
      {
        what: 'of one contact',
        input: (stage) => ({ contactId: [...stage.location.contacts.keys()][0] }),
        requests: 1,
      },
    ],
    many: { not: 'GHL lists the notes of one contact, all in one answer.' },
  },
  live: { input: ({ contact }) => contact && { contactId: contact['contactId'] } },
});
