import { again, facts } from '../facts.ts';
import { APPOINTMENT } from '../lab/records.ts';
import { CURRENT, READ_BACK } from '../reasons.ts';

const USUAL = { appointmentId: APPOINTMENT, status: 'showed' };

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

  live: { not: 'HighLevel tells people of a booking, and no check writes to people.' },
});
