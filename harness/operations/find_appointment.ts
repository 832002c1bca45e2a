import { facts } from '../facts.ts';
import { APPOINTMENT } from '../lab/records.ts';

export default facts({
  permission: 'calendars/events.readonly',
  recordIds: ['appointmentId'],
  ways: [
    {
      when: 'usually',
      input: { appointmentId: APPOINTMENT },
      requests: [['GET /calendars/events/appointments/{eventId}']],
    },
  ],

  live: {
    input: ({ appointment }) => appointment && { appointmentId: appointment['appointmentId'] },
  },
});
