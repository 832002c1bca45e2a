import { again, facts } from '../facts.ts';
import { APPOINTMENT, TEAM_CALENDAR } from '../lab/records.ts';
import { CURRENT, READ_BACK } from '../reasons.ts';

const USUAL = { appointmentId: APPOINTMENT, title: 'Second visit' };

const BOTH_READ = `${CURRENT} ${READ_BACK}`;

export default facts({
  permission: 'calendars/events.readonly',
  recordIds: ['appointmentId', 'calendarId'],
  ways: [
    {
      when: 'usually',
      input: USUAL,
      requests: [
        ['GET /calendars/events/appointments/{eventId}'],
        ['PUT /calendars/events/appointments/{eventId}'],
        ['GET /calendars/events/appointments/{eventId}'],
      ],
      why: BOTH_READ,
    },
    again(USUAL, [['GET /calendars/events/appointments/{eventId}']]),
    {
      when: 'at another time',
      input: ({ openHour }) => ({
        appointmentId: APPOINTMENT,
        startTime: openHour(8),
        notes: 'Bring the ladder.',
      }),
      requests: [
        ['GET /calendars/events/appointments/{eventId}'],
        ['PUT /calendars/events/appointments/{eventId}'],
        ['GET /calendars/events/appointments/{eventId}'],
      ],
      why: BOTH_READ,
    },
    {
      when: 'in another calendar',
      input: { appointmentId: APPOINTMENT, calendarId: TEAM_CALENDAR, ignoreFreeSlots: 'yes' },
      requests: [
        ['GET /calendars/events/appointments/{eventId}'],
        ['GET /calendars/{calendarId}'],
        ['GET /calendars/{calendarId}/free-slots'],
        ['PUT /calendars/events/appointments/{eventId}'],
        ['GET /calendars/events/appointments/{eventId}'],
      ],
      why: BOTH_READ,
    },
  ],

  live: { not: 'HighLevel tells people of a booking, and no check writes to people.' },
});
