import { emptyField } from '../contact-mistakes.ts';
import { facts } from '../facts.ts';
import { UNWANTED_APPOINTMENT } from '../lab/records.ts';

export default facts({
  permission: 'calendars/events.write',
  recordIds: ['appointmentId'],
  ways: [
    {
      when: 'usually',
      input: { appointmentId: UNWANTED_APPOINTMENT },
      requests: [['DELETE /calendars/events/{eventId}']],
    },
  ],

  mistakes: [
    {
      what: 'a mapped id that came empty',
      input: { appointmentId: ' ' },
      says: emptyField('Appointment'),
    },
    {
      what: 'a list for an id',
      input: { appointmentId: ['a', 'b'] },
      says: '“Appointment” takes a single text, but got a list. Map one value to it.',
    },
  ],
  live: { not: 'No check books an appointment, so there is none to delete.' },
});
