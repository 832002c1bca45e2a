import { inCalendar } from '../busy/scenarios.ts';
import { facts } from '../facts.ts';
import { CALENDAR, CONTACT } from '../lab/records.ts';
import { NAMED } from '../reasons.ts';

const IN_TIME = { timeBeforeStart: '20', timeUnit: 'days' };

export default facts({
  permission: 'calendars/events.readonly',
  recordIds: ['contactId', 'calendarId'],
  ways: [
    {
      when: 'usually',
      input: { ...IN_TIME, calendarId: CALENDAR },
      requests: [['GET /calendars/events'], ['POST /contacts/search']],
      why: NAMED,
    },
    {
      when: 'of one contact',
      input: { ...IN_TIME, contactId: CONTACT },
      requests: [['GET /contacts/{contactId}/appointments'], ['POST /contacts/search']],
      why: NAMED,
    },
    {
      when: 'in hours',
      input: { timeBeforeStart: '480', timeUnit: 'hours', calendarId: CALENDAR },
      requests: [['GET /calendars/events'], ['POST /contacts/search']],
      why: NAMED,
    },
  ],
  poll: {
    quiet: [
      {
        what: 'in a calendar',
        input: (stage) => ({ timeBeforeStart: '5', timeUnit: 'minutes', ...inCalendar(stage) }),
        requests: 1,
        onceAnHour: 1,
      },
    ],
    many: { not: 'GHL lists appointments without pages, a stretch of days at a time.' },
  },
  live: { input: ({ calendarId }) => (calendarId === undefined ? undefined : { calendarId }) },
});
