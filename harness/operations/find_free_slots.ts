import { facts } from '../facts.ts';
import { CALENDAR } from '../lab/records.ts';

export default facts({
  permission: 'calendars.readonly',
  recordIds: ['calendarId'],
  ways: [
    {
      when: 'usually',
      input: { calendarId: CALENDAR },
      requests: [['GET /calendars/{calendarId}/free-slots']],
    },
    {
      when: 'for two months',
      input: ({ inDays }) => ({ calendarId: CALENDAR, to: inDays(60) }),
      requests: [
        ['GET /calendars/{calendarId}/free-slots', 'GET /calendars/{calendarId}/free-slots'],
      ],
      why: 'GHL gives the slots of 31 days at most.',
    },
  ],
  besides: ['GET /users/search'],

  live: { input: ({ calendarId }) => (calendarId === undefined ? undefined : { calendarId }) },
});
