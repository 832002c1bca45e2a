import { again, facts } from '../facts.ts';
import { OLD_NOTE, fixtureContact } from '../lab/fixtures.ts';
import { CONTACT } from '../lab/records.ts';
import { REPEATED } from '../reasons.ts';

const USUAL = { contactId: CONTACT, body: 'Called back.' };

const BODY = 'Protiv check <b>bold</b>\nsecond line';

export default facts({
  permission: 'contacts.readonly',
  recordIds: ['contactId'],
  ways: [
    {
      when: 'usually',
      input: USUAL,
      requests: [['GET /contacts/{contactId}/notes'], ['POST /contacts/{contactId}/notes']],
      why: REPEATED,
    },
    again(USUAL, [['GET /contacts/{contactId}/notes']]),
    {
      when: 'in the name of a user',
      input: ({ userId }) => ({ contactId: CONTACT, body: 'Called again.', createdBy: userId }),
      requests: [['GET /contacts/{contactId}/notes'], ['POST /contacts/{contactId}/notes']],
      why: REPEATED,
    },
    {
      when: 'as in an older record',
      input: { contactId: CONTACT, ...OLD_NOTE },
      requests: [['GET /contacts/{contactId}/notes'], ['POST /contacts/{contactId}/notes']],
      why: REPEATED,
    },
    {
      when: 'with a title and a color',
      input: { contactId: CONTACT, body: 'Called back.', title: 'Call', color: '#00ff00' },
      requests: [['GET /contacts/{contactId}/notes'], ['POST /contacts/{contactId}/notes']],
      why: REPEATED,
    },
  ],

  released: (index) => ({ contactId: fixtureContact(index).id, body: 'Asked for a quote.' }),
  live: {
    input: ({ contact }) => contact && { contactId: contact['contactId'], body: BODY },
    remarks: ({ body }) =>
      Promise.resolve([`body came back ${body === BODY ? 'as it was sent' : 'CHANGED'}`]),
  },
});
