import { contactMistakes, unknownContactMistakes } from '../contact-mistakes.ts';
import { again, facts } from '../facts.ts';
import { fixtureContact } from '../lab/fixtures.ts';
import { CONTACT, EMAIL } from '../lab/records.ts';
import { CURRENT } from '../reasons.ts';

const USUAL = { contactId: CONTACT, city: 'Nowhere' };

export default facts({
  permission: 'contacts.readonly',
  recordIds: ['contactId'],
  ways: [
    {
      when: 'usually',
      input: USUAL,
      requests: [['GET /contacts/{contactId}'], ['PUT /contacts/{contactId}']],
      why: CURRENT,
    },
    again(USUAL, [['GET /contacts/{contactId}']]),
    {
      when: 'with another time zone',
      input: { contactId: CONTACT, timezone: 'America/Denver' },
      requests: [['GET /contacts/{contactId}'], ['PUT /contacts/{contactId}']],
      why: CURRENT,
    },
    {
      when: 'with a custom field',
      input: ({ inputFor }) => ({
        contactId: CONTACT,
        phone: '(212) 555-0123',
        [inputFor('Lead Score')]: '70',
      }),
      requests: [['GET /contacts/{contactId}'], ['PUT /contacts/{contactId}']],
      why: CURRENT,
    },
    {
      when: 'with a custom field that is gone',
      input: { contactId: CONTACT, city: 'Salem', customField_gone: 'x' },
      requests: [
        ['GET /contacts/{contactId}'],
        ['GET /locations/{locationId}/customFields'],
        ['PUT /contacts/{contactId}'],
      ],
      why: CURRENT,
    },
  ],

  besides: ['GET /contacts/{contactId}/notes', 'POST /contacts/{contactId}/notes'],
  mistakes: [
    ...unknownContactMistakes({ city: 'Nowhere' }),
    ...contactMistakes({ contactId: CONTACT }),
    {
      what: 'a field that is both filled in and to be cleared',
      input: { contactId: CONTACT, city: 'Salem', fieldsToClear: ['city'] },
      says: '“City” is filled in and also chosen in Fields to Clear. Leave it blank, or take it out of Fields to Clear.',
    },
    {
      what: 'a field that cannot be cleared',
      input: { contactId: CONTACT, fieldsToClear: ['dateAdded'] },
      says: '“dateAdded” in Fields to Clear is not a field that can be cleared. Choose fields from the list.',
    },
    {
      what: 'an email that another contact has',
      input: { contactId: fixtureContact(0).id, email: EMAIL },
      says: 'HighLevel already has a contact with this email address, and the sub-account does not allow duplicates. Use the Create or Update Contact action instead, or change the value.',
    },
  ],
  live: {
    input: ({ contact }) => contact && { contactId: contact['contactId'], city: 'Albany' },
    remarks: async ({ contactId, changed }, _known, repeat) => {
      const cleared = await repeat({ contactId, fieldsToClear: ['city'] });
      return [
        `changed: ${JSON.stringify(changed)}`,
        `clearing the city ${cleared && !('city' in cleared) ? 'worked' : 'did NOT work'}`,
      ];
    },
  },
});
