import { contactSummarySchema } from '../../lib/protiv/contact/summary-schema.ts';
import { facts } from '../facts.ts';
import { fixtureContact } from '../lab/fixtures.ts';
import { CONTACT } from '../lab/records.ts';

export default facts({
  permission: 'contacts.readonly',
  recordIds: ['contactId'],
  ways: [
    {
      when: 'usually',
      input: { contactId: CONTACT },
      requests: [
        [
          'GET /contacts/{contactId}',
          'GET /contacts/{contactId}/appointments',
          'GET /contacts/{contactId}/notes',
          'GET /contacts/{contactId}/tasks',
        ],
      ],
      why: 'Each kind of record has a route of its own.',
    },
  ],

  shape: contactSummarySchema,
  released: (index) => ({ contactId: fixtureContact(index).id }),
  live: { input: ({ contact }) => contact && { contactId: contact['contactId'] } },
});
