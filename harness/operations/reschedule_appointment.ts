import { emptyField } from '../contact-mistakes.ts';
import { again, facts } from '../facts.ts';
import type { There } from '../facts.ts';
import { APPOINTMENT } from '../lab/records.ts';
import { CURRENT, READ_BACK } from '../reasons.ts';

const USUAL = ({ openHour }: There) => ({ appointmentId: APPOINTMENT, startTime: openHour(8) });

export default facts({
  permission: 'calendars/events.readonly',
  recordIds: ['appointmentId'],
  ways: [
    {
      when: 'usually',
      input: USUAL,
      requests: [
        ['GET /calendars/events/appointments/{eventId}'],
        ['PUT /calendars/events/appointments/{eventId}'],
        ['GET /calendars/events/appointments/{eventId}'],
      ],
      why: `${CURRENT} ${READ_BACK}`,
    },
    again(USUAL, [['GET /calendars/events/appointments/{eventId}']]),
  ],

  besides: ['GET /calendars/{calendarId}/free-slots'],
  mistakes: [
    {
      what: 'a start that came empty',
      input: { appointmentId: APPOINTMENT, startTime: ' ' },
      says: emptyField('Start Time'),
    },
    {
      what: 'a mapped id that came empty',
      input: ({ openHour }) => ({ appointmentId: '', startTime: openHour(8) }),
      says: emptyField('Appointment'),
    },
    {
      what: 'an id that is a path',
      input: ({ openHour }) => ({ appointmentId: '..', startTime: openHour(8) }),
      says: '“Appointment” does not hold an ID that HighLevel could have given. Choose the record from the list, or map the ID field of an earlier step.',
    },
  ],
  live: { not: 'HighLevel tells people of a booking, and no check writes to people.' },
});
