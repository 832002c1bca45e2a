import { contactMistakes } from '../contact-mistakes.ts';
import { again, facts } from '../facts.ts';
import { fixtureContact } from '../lab/fixtures.ts';
import { EMAIL, PHONE } from '../lab/records.ts';
import { DUPLICATE } from '../reasons.ts';

const USUAL = { email: 'ben.ortiz@example.com' };

const TAGS = `${DUPLICATE} Tags have a route of their own: an upsert would replace all of them.`;

export default facts({
  permission: 'contacts.readonly',
  recordIds: [],
  ways: [
    {
      when: 'usually',
      input: USUAL,
      requests: [['GET /contacts/search/duplicate'], ['POST /contacts/upsert']],
      why: DUPLICATE,
    },
    again(USUAL, [['GET /contacts/search/duplicate']]),
    {
      when: 'that is there, with tags',
      input: { email: fixtureContact(0).email, city: 'Nowhere', tags: ['vip', 'brand new'] },
      requests: [
        ['GET /contacts/search/duplicate'],
        ['PUT /contacts/{contactId}'],
        ['POST /contacts/{contactId}/tags'],
      ],
      why: TAGS,
    },
    {
      when: 'by phone, with tags',
      input: { phone: fixtureContact(1).phone, tags: ['brand new'] },
      requests: [['GET /contacts/search/duplicate'], ['POST /contacts/{contactId}/tags']],
      why: TAGS,
    },
    {
      when: 'that is new, with tags',
      input: { email: 'ben.ortiz@example.com', tags: ['vip', 'brand new'] },
      requests: [
        ['GET /contacts/search/duplicate'],
        ['POST /contacts/upsert'],
        ['POST /contacts/{contactId}/tags'],
      ],
      why: DUPLICATE,
    },
    {
      when: 'that is new, with custom fields',
      input: ({ inputFor }) => ({
        firstName: 'Ben',
        lastName: 'Ortiz',
        source: 'referral',
        country: 'US',
        email: 'cora.diaz@example.com',
        phone: '(202) 555-0148',
        [inputFor('Lead Score')]: '90',
        customField_unknown: 'x',
      }),
      requests: [
        ['GET /locations/{locationId}/customFields'],
        ['GET /contacts/search/duplicate', 'GET /contacts/search/duplicate'],
        ['POST /contacts/upsert'],
      ],
      why: DUPLICATE,
    },
    {
      when: 'that is new, with a time zone',
      input: { email: 'ana.lindqvist@example.com', timezone: 'America/New_York' },
      requests: [['GET /contacts/search/duplicate'], ['POST /contacts/upsert']],
      why: DUPLICATE,
    },
    {
      when: 'of somebody else by phone, as a separate contact',
      input: { phone: PHONE, firstName: 'Zoe', otherName: 'separate' },
      requests: [
        ['GET /contacts/search/duplicate'],
        ['POST /contacts/search'],
        ['GET /locations/{locationId}'],
      ],
      why: DUPLICATE,
    },
    {
      when: 'with fields that are not all there',
      input: { email: EMAIL, state: 'OR', gender: 'female' },
      requests: [['GET /contacts/search/duplicate'], ['PUT /contacts/{contactId}']],
      why: DUPLICATE,
    },
  ],

  besides: [
    'GET /locations/{locationId}/tags',
    'GET /contacts/{contactId}',
    'GET /contacts/{contactId}/notes',
    'POST /contacts/{contactId}/notes',
  ],
  mistakes: contactMistakes({ email: 'd@example.com' }),
  released: (index) => ({ email: fixtureContact(index).email, city: 'Bend', tags: ['quote sent'] }),
  live: {
    input: ({ contact, mark }) =>
      contact && { email: contact['email'], lastName: `Check ${mark} again` },
  },
});
