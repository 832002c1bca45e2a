import { inCalendar } from '../busy/scenarios.ts';
import { facts } from '../facts.ts';
import { APPOINTMENT, CALENDAR, CONTACT } from '../lab/records.ts';
import { NAMED } from '../reasons.ts';

export default facts({
  permission: 'calendars/events.readonly',
  recordIds: ['contactId', 'calendarId'],
  ways: [
    {
      when: 'usually',
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
  told: { type: 'AppointmentCreate', recordId: APPOINTMENT, contactId: CONTACT },
  poll: {
    quiet: [{ what: 'in a calendar', input: inCalendar, requests: 1, onceAnHour: 1 }],
    many: { not: 'GHL lists appointments without pages, a stretch of days at a time.' },
  },
  live: { input: ({ calendarId }) => (calendarId === undefined ? undefined : { calendarId }) },
});
