import { facts } from '../facts.ts';
import type { There } from '../facts.ts';
import { BIRTHDAY } from '../lab/records.ts';

const DAY_MS = 86_400_000;

/** Birthdays that are due since the last full hour in New York, that of the named contact among them. */
const birthdays = ({ inDays }: There) => {
  const clock = new Date(inDays(0)).toLocaleString('sv-SE', { timeZone: 'America/New_York' });
  const [today, hour] = [clock.slice(0, 10), Number(clock.slice(11, 13))];
  const year = Number(today.slice(0, 4));
  const [next = today] = [year, year + 1]
    .map((each) => `${each}${BIRTHDAY.slice(4)}`)
    .filter((day) => day >= today);
  return {
    dateField: 'dateOfBirth',
    repeat: 'yearly',
    daysBefore: String((Date.parse(next) - Date.parse(today)) / DAY_MS),
    hour: String(hour),
  };
};

export default facts({
  permission: 'contacts.readonly',
  recordIds: [],
  ways: [
    { when: 'usually', input: birthdays, requests: [['POST /contacts/search']] },
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
      {
        what: 'by date of birth',
        input: () => ({ dateField: 'dateOfBirth', repeat: 'yearly', hour: '0' }),
        requests: 1,
        onceAnHour: 1,
      },
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
