import { facts } from '../facts.ts';
import { fixtureContact } from '../lab/fixtures.ts';
import { CALENDAR, CONTACT, TEAM_CALENDAR } from '../lab/records.ts';
import { READ_BACK } from '../reasons.ts';

const LOOKS = `The calendar says whose appointment it can be, its events whether it is booked already. ${READ_BACK}`;

export default facts({
  permission: 'calendars.readonly',
  recordIds: ['contactId', 'calendarId'],
  readsNoPages: true,
  ways: [
    {
      when: 'whether or not the time is free',
      input: ({ inDays }) => ({
        contactId: CONTACT,
        calendarId: CALENDAR,
        startTime: inDays(20),
        ignoreFreeSlots: 'yes',
      }),
      requests: [
        ['GET /calendars/events', 'GET /calendars/{calendarId}'],
        ['POST /calendars/events/appointments'],
        ['GET /calendars/events/appointments/{eventId}'],
      ],
      why: LOOKS,
    },
    {
      when: 'at a free time',
      input: ({ openHour }) => ({
        contactId: CONTACT,
        calendarId: CALENDAR,
        startTime: openHour(8),
      }),
      requests: [
        [
          'GET /calendars/events',
          'GET /calendars/{calendarId}',
          'GET /calendars/{calendarId}/free-slots',
        ],
        ['POST /calendars/events/appointments'],
        ['GET /calendars/events/appointments/{eventId}'],
      ],
      why: LOOKS,
    },
    {
      when: 'with a team that does not choose by itself',
      input: ({ openHour }) => ({
        contactId: CONTACT,
        calendarId: TEAM_CALENDAR,
        startTime: openHour(8),
      }),
      requests: [
        [
          'GET /calendars/events',
          'GET /calendars/{calendarId}',
          'GET /calendars/{calendarId}/free-slots',
        ],
        ['GET /calendars/{calendarId}/free-slots'],
        ['POST /calendars/events/appointments'],
        ['GET /calendars/events/appointments/{eventId}'],
      ],
      why: LOOKS,
    },
    {
      when: 'with a title, notes and an address',
      input: ({ inDays }) => ({
        contactId: CONTACT,
        calendarId: CALENDAR,
        startTime: inDays(20),
        ignoreFreeSlots: 'yes',
        title: 'Site visit',
        notes: 'Plans',
        address: 'Here',
      }),
      requests: [
        ['GET /calendars/events', 'GET /calendars/{calendarId}'],
        ['POST /calendars/events/appointments'],
        ['GET /calendars/events/appointments/{eventId}'],
      ],
      why: LOOKS,
    },
  ],

  released: (index, { inDays }) => ({
    contactId: fixtureContact(index).id,
    calendarId: CALENDAR,
    startTime: inDays(20 + index / 24),
    ignoreFreeSlots: 'yes',
  }),
  live: { not: 'HighLevel tells people of a booking, and no check writes to people.' },
});
