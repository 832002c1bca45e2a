import { facts } from '../facts.ts';
import { APPOINTMENT } from '../lab/records.ts';
import { NAMED } from '../reasons.ts';

export default facts({
  permission: 'calendars/events.readonly',
  recordIds: ['appointmentId'],
  ways: [
    {
      when: 'usually',
      input: { appointmentId: APPOINTMENT },
      requests: [['GET /calendars/events/appointments/{eventId}'], ['POST /contacts/search']],
      why: NAMED,
    },
  ],

  live: {
    input: ({ appointment }) => appointment && { appointmentId: appointment['appointmentId'] },
  },
});
