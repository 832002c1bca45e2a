import { facts } from '../facts.ts';
import { fixtureContact } from '../lab/fixtures.ts';
import { EMAIL } from '../lab/records.ts';

const EACH = 'GHL looks at the phone only where it knows no such email, so each is asked alone.';

export default facts({
  permission: 'contacts.readonly',
  recordIds: [],
  ways: [
    { when: 'usually', input: { email: EMAIL }, requests: [['GET /contacts/search/duplicate']] },
    {
      when: 'email and phone',
      input: { email: fixtureContact(0).email, phone: fixtureContact(1).phone },
      requests: [['GET /contacts/search/duplicate', 'GET /contacts/search/duplicate']],
      why: EACH,
    },
    {
      when: 'email and phone of one contact',
      input: { email: EMAIL, phone: '(212) 555-0187' },
      requests: [['GET /contacts/search/duplicate', 'GET /contacts/search/duplicate']],
      why: EACH,
    },
  ],

  live: {
    input: ({ contact }) =>
      typeof contact?.['email'] === 'string' ? { email: contact['email'] } : undefined,
  },
});
