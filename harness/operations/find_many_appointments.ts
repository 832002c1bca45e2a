import { facts } from '../facts.ts';
import { CALENDAR, CONTACT } from '../lab/records.ts';
import { NAMED } from '../reasons.ts';

export default facts({
  permission: 'calendars/events.readonly',
  recordIds: ['contactId', 'calendarId'],
  ways: [
    {
      when: 'of a calendar',
      input: { calendarId: CALENDAR },
      requests: [['GET /calendars/events'], ['POST /contacts/search']],
      why: NAMED,
    },
    {
      when: 'of one contact',
      input: { contactId: CONTACT },
      requests: [['GET /contacts/{contactId}/appointments'], ['POST /contacts/search']],
      why: NAMED,
    },
  ],

  live: { input: ({ calendarId }) => (calendarId === undefined ? undefined : { calendarId }) },
});
