import { emptyField } from '../contact-mistakes.ts';
import { again, facts } from '../facts.ts';
import { APPOINTMENT } from '../lab/records.ts';
import { REPEATED } from '../reasons.ts';

const USUAL = { appointmentId: APPOINTMENT, body: 'Wants a second offer.' };

export default facts({
  permission: 'calendars/events.readonly',
  recordIds: ['appointmentId'],
  ways: [
    {
      when: 'usually',
      input: USUAL,
      requests: [
        ['GET /calendars/appointments/{appointmentId}/notes'],
        ['POST /calendars/appointments/{appointmentId}/notes'],
      ],
      why: REPEATED,
    },
    again(USUAL, [['GET /calendars/appointments/{appointmentId}/notes']]),
    {
      when: 'in the name of a user',
      input: ({ userId }) => ({ ...USUAL, createdBy: userId }),
      requests: [
        ['GET /calendars/appointments/{appointmentId}/notes'],
        ['POST /calendars/appointments/{appointmentId}/notes'],
      ],
      why: REPEATED,
    },
  ],

  mistakes: [
    {
      what: 'a text that came empty',
      input: { appointmentId: APPOINTMENT, body: ' ' },
      says: emptyField('Body'),
    },
    {
      what: 'a text that HighLevel does not take',
      input: { appointmentId: APPOINTMENT, body: 'x'.repeat(5_001) },
      says: '“Body” is 5,001 characters long, and HighLevel takes 5,000 in the note of an appointment. Shorten it, or use Create Note for a note of the contact.',
    },
  ],
  live: { not: 'The check books no appointment that a note could be added to.' },
});
