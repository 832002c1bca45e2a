import { emptyField } from '../contact-mistakes.ts';
import { facts } from '../facts.ts';

export default facts({
  permission: 'calendars.readonly',
  recordIds: [],
  ways: [{ when: 'usually', input: { name: 'winter' }, requests: [['GET /calendars/']] }],

  mistakes: [
    { what: 'a name that came empty', input: { name: ' ' }, says: emptyField('Name') },
    {
      what: 'several names in a list',
      input: { name: ['a', 'b'] },
      says: '“Name” takes a single text, but got a list. Map one value to it.',
    },
  ],
  live: {
    input: ({ calendarId }) => (calendarId === undefined ? undefined : { name: calendarId }),
  },
});
