import { emptyField } from '../contact-mistakes.ts';
import { again, facts } from '../facts.ts';
import { APPOINTMENT, APPOINTMENT_NOTE } from '../lab/records.ts';
import { CURRENT } from '../reasons.ts';

const USUAL = {
  appointmentId: APPOINTMENT,
  noteId: APPOINTMENT_NOTE,
  body: 'Parking in front of the house',
};

export default facts({
  permission: 'calendars/events.readonly',
  recordIds: ['appointmentId', 'noteId'],
  ways: [
    {
      when: 'usually',
      input: USUAL,
      requests: [
        ['GET /calendars/appointments/{appointmentId}/notes'],
        ['PUT /calendars/appointments/{appointmentId}/notes/{noteId}'],
      ],
      why: CURRENT,
    },
    again(USUAL, [['GET /calendars/appointments/{appointmentId}/notes']]),
  ],

  mistakes: [
    {
      what: 'a text that came empty',
      input: { ...USUAL, body: '' },
      says: emptyField('Body'),
    },
    {
      what: 'a note that the appointment does not have',
      input: { ...USUAL, noteId: 'noSuchNote0000000001' },
      says: 'HighLevel cannot find this record. It may have been deleted. Choose it again from the list, or map the ID from an earlier step.',
    },
  ],
  live: { not: 'The check books no appointment whose notes could be changed.' },
});
