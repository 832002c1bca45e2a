import { contactMistakes } from '../contact-mistakes.ts';
import { again, facts } from '../facts.ts';
import { EMAIL } from '../lab/records.ts';
import { DUPLICATE, REPEATED } from '../reasons.ts';

const USUAL = { email: 'dana.reyes@example.com' };

/** A contact that only search can find. */
const BY_NAME_ONLY = { firstName: 'Kim', lastName: 'Vega' };

export default facts({
  permission: 'contacts.readonly',
  recordIds: [],
  ways: [
    {
      when: 'usually',
      input: USUAL,
      requests: [['GET /contacts/search/duplicate'], ['POST /contacts/']],
      why: DUPLICATE,
    },
    {
      when: 'with a field that the answer does not show',
      input: { email: 'kim.vega@example.com', timezone: 'America/New_York' },
      requests: [
        ['GET /contacts/search/duplicate'],
        ['POST /contacts/'],
        ['GET /contacts/{contactId}'],
      ],
      why: `${DUPLICATE} The contact is read before a field is called ignored.`,
    },
    again(USUAL, [['GET /contacts/search/duplicate']]),
    {
      when: 'without email and phone',
      input: BY_NAME_ONLY,
      requests: [['POST /contacts/search'], ['POST /contacts/']],
      why: REPEATED,
      isFoundLate: true,
    },
    {
      when: 'without email and phone, run again',
      input: BY_NAME_ONLY,
      before: BY_NAME_ONLY,
      requests: [['GET /contacts/{contactId}', 'POST /contacts/search']],
      why: 'The contact of the earlier run is remembered, but not for certain; search is asked meanwhile.',
    },
    {
      when: 'with tags and a custom field',
      input: ({ inputFor }) => ({
        email: 'sasha.marsh@example.com',
        phone: '(212) 555-0123',
        tags: ['vip', 'brand new'],
        [inputFor('Lead Score')]: '70',
      }),
      requests: [
        ['GET /contacts/search/duplicate', 'GET /contacts/search/duplicate'],
        ['POST /contacts/'],
      ],
      why: DUPLICATE,
    },
    {
      when: 'with all that is known of a person',
      input: ({ inputFor }) => ({
        firstName: 'Ben',
        lastName: 'Ortiz',
        source: 'referral',
        country: 'US',
        email: 'sasha.marsh@example.com',
        phone: '(202) 555-0147',
        timezone: 'America/New_York',
        [inputFor('Lead Score')]: '90',
      }),
      requests: [
        ['GET /contacts/search/duplicate', 'GET /contacts/search/duplicate'],
        ['POST /contacts/'],
        ['GET /contacts/{contactId}'],
      ],
      why: `${DUPLICATE} The contact is read before a field is called ignored.`,
    },
    {
      when: 'that is there already',
      input: { email: EMAIL, ifExists: 'return' },
      before: { email: 'sasha.marsh@example.com' },
      requests: [['GET /contacts/search/duplicate']],
    },
  ],

  besides: [
    'GET /locations/{locationId}/tags',
    'GET /contacts/{contactId}/notes',
    'POST /contacts/{contactId}/notes',
  ],
  mistakes: [
    ...contactMistakes({ email: 'd@example.com' }),
    {
      what: 'nobody',
      input: { city: 'Salem', tags: ['x'] },
      says: 'Fill in at least an Email, a Phone, a name or a Company Name, so that the contact can be found again.',
    },
  ],
  live: {
    input: ({ mark }) => ({
      email: `protiv-check-${mark}@example.com`,
      firstName: 'Protiv',
      lastName: `Check ${mark}`,
      source: 'protiv live check',
    }),
    remarks: async ({ contactId, email }, _known, repeat) => {
      const second = await repeat({ email, ifExists: 'return' });
      return [
        `the same again gave ${second?.['contactId'] === contactId ? 'the same contact' : 'ANOTHER contact'}`,
      ];
    },
  },
});
