import { facts } from '../facts.ts';
import { APPOINTMENT, UNWANTED_APPOINTMENT_NOTE } from '../lab/records.ts';

export default facts({
  permission: 'calendars/events.write',
  recordIds: ['appointmentId', 'noteId'],
  ways: [
    {
      when: 'usually',
      input: { appointmentId: APPOINTMENT, noteId: UNWANTED_APPOINTMENT_NOTE },
      requests: [['DELETE /calendars/appointments/{appointmentId}/notes/{noteId}']],
    },
  ],

  live: { not: 'The check books no appointment whose notes could be deleted.' },
});
