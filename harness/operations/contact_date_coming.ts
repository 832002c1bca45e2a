import { facts } from '../facts.ts';

/** A day whose notice has been due for some hours, wherever it is asked for. */
const BIRTHDAY = { dateField: 'dateOfBirth', repeat: 'yearly', hour: '0' };

export default facts({
  permission: 'contacts.readonly',
  recordIds: [],
  ways: [
    { when: 'usually', input: BIRTHDAY, requests: [['POST /contacts/search']] },
    {
      when: 'a custom field, every year',
      input: { dateField: 'Wanted By', repeat: 'yearly', daysBefore: '30' },
      requests: [['POST /contacts/search']],
    },
    {
      when: 'a custom field, once',
      input: { dateField: 'Wanted By', repeat: 'once' },
      requests: [['POST /contacts/search']],
    },
  ],
  mistakes: [
    {
      what: 'a custom field without dates',
      input: { dateField: 'Lead Score' },
      says: 'The custom field “Lead Score” does not hold dates. Choose another one under “Date Field”.',
    },
  ],
  poll: {
    quiet: [
      { what: 'by date of birth', input: () => BIRTHDAY, requests: 1, onceAnHour: 1 },
      {
        what: 'by a custom field, once',
        input: () => ({ dateField: 'Wanted By', repeat: 'once', hour: '0' }),
        requests: 1,
        onceAnHour: 2,
      },
    ],
    many: {
      not: 'What makes a contact fire is the calendar: all contacts are looked at twice a day, in as many polls as that takes.',
    },
  },
  live: { input: () => ({ dateField: 'dateOfBirth' }) },
});
