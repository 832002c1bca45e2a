import { facts } from '../facts.ts';
import { CALENDAR, CONTACT } from '../lab/records.ts';

export default facts({
  permission: 'calendars/events.readonly',
  recordIds: ['contactId', 'calendarId'],
  ways: [
    {
      when: 'of a calendar',
      input: { calendarId: CALENDAR },
      requests: [['GET /calendars/events']],
    },
    {
      when: 'of one contact',
      input: { contactId: CONTACT },
      requests: [['GET /contacts/{contactId}/appointments']],
    },
  ],

  live: { input: ({ calendarId }) => (calendarId === undefined ? undefined : { calendarId }) },
});
