import { aboutContacts, changedBurst, changedContacts } from '../busy/scenarios.ts';
import { facts } from '../facts.ts';

const TAGGED = { field1: 'tags', comparison1: 'is', value1: 'imported' };

export default facts({
  permission: 'contacts.readonly',
  recordIds: [],
  ways: [
    {
      when: 'usually',
      input: { field1: 'tags', comparison1: 'is', value1: 'vip' },
      requests: [['POST /contacts/search']],
    },
    {
      when: 'any of several conditions',
      input: ({ userName }) => ({
        match: 'any',
        field1: 'dateAdded',
        comparison1: 'onOrAfter',
        value1: '2020-03-01',
        field2: 'assignedTo',
        comparison2: 'is',
        value2: userName,
        field3: 'Lead Score',
        comparison3: 'atLeast',
        value3: '70',
        field4: 'city',
        comparison4: 'contains',
        value4: 'Bos',
        field5: 'email',
        comparison5: 'filled',
      }),
      requests: [['POST /contacts/search']],
    },
    {
      when: 'by company',
      input: ({ companyName }) => ({
        match: 'any',
        field1: 'company',
        comparison1: 'is',
        value1: companyName,
        field2: 'source',
        comparison2: 'is',
        value2: 'referral',
      }),
      requests: [['POST /contacts/search']],
    },
  ],
  besides: ['GET /businesses/', 'GET /users/search', 'GET /locations/{locationId}/tags'],
  mistakes: [
    {
      what: 'no condition',
      input: { match: 'any' },
      says: 'There is no condition. Choose a field under “Field 1”, then how to compare it.',
    },
    {
      what: 'a comparison that HighLevel does not have for a field',
      input: { field1: 'Lead Score', comparison1: 'contains', value1: '7' },
      says: 'HighLevel cannot compare “Lead Score” by “Contains”. Under “Comparison 1” choose “Is”, “Is not”, “Is at least”, “Is at most”, “Is filled in” or “Is empty”.',
    },
  ],
  poll: {
    quiet: [
      { input: () => ({ field1: 'tags', comparison1: 'is', value1: 'vip' }), requests: 1 },
      {
        what: 'any of two conditions, in the sub-account’s time zone',
        input: () => ({
          match: 'any',
          field1: 'dateAdded',
          comparison1: 'onOrAfter',
          value1: '2100-01-01',
          field2: 'dnd',
          comparison2: 'is',
          value2: 'true',
        }),
        requests: 1,
        onceAnHour: 1,
      },
    ],
    many: {
      about: 'contacts',
      input: TAGGED,
      firesAgain: false,
      prepare: (stage, count) =>
        aboutContacts(stage, changedContacts(stage, count, { tags: ['imported'] })),
      bursts: [changedBurst('that meet the conditions', { tags: ['imported'] }, TAGGED)],
    },
  },
  live: {
    input: ({ tags }) => {
      const [tag] = tags ?? [];
      return tag === undefined ? undefined : { field1: 'tags', comparison1: 'is', value1: tag };
    },
  },
});
