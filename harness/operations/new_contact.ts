import { aboutContacts, addedBurst, addedContacts } from '../busy/scenarios.ts';
import { counted } from '../busy/stage.ts';
import { facts } from '../facts.ts';
import { CONTACT } from '../lab/records.ts';

const CHANGED = 1_000;

export default facts({
  permission: 'contacts.readonly',
  recordIds: [],
  ways: [
    { when: 'usually', input: {}, requests: [['POST /contacts/search']] },
    { when: 'by tag', input: { tags: ['vip'] }, requests: [['POST /contacts/search']] },
    {
      when: 'of a company by name',
      input: ({ companyName }) => ({ businessId: companyName }),
      requests: [['POST /contacts/search']],
    },
    {
      when: 'by a custom field',
      input: ({ customFieldId }) => ({
        customFieldId: customFieldId('Wanted By'),
        customFieldComparison: 'atLeast',
        customFieldValue: '3/4/2020',
      }),
      requests: [['POST /contacts/search']],
    },
  ],
  besides: ['GET /locations/{locationId}/tags'],
  told: { type: 'ContactCreate', recordId: CONTACT },
  poll: {
    quiet: [
      { requests: 1 },
      {
        what: `${CHANGED.toLocaleString('en')} contacts came and fired within the last two hours`,
        prepare: (stage) => void counted(CHANGED, (index) => stage.addContact(index)),
        requests: 4,
        onceAnHour: 1,
      },
    ],
    many: {
      about: 'contacts',
      firesAgain: false,
      prepare: (stage) => aboutContacts(stage, addedContacts(stage)),
      bursts: [addedBurst],
    },
  },
  live: { input: () => ({}) },
});
