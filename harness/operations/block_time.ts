import { emptyField } from '../contact-mistakes.ts';
import { again, facts } from '../facts.ts';
import type { Input } from '../facts.ts';
import { CALENDAR } from '../lab/records.ts';

const USUAL: Input = ({ inDays }) => ({
  startTime: inDays(14),
  endTime: inDays(14.25),
  calendarId: CALENDAR,
  title: 'Training',
});

const LOOKS = 'What is blocked already need not be blocked again: that is looked up first.';

export default facts({
  permission: 'calendars/events.readonly',
  recordIds: ['calendarId'],
  ways: [
    {
      when: 'of a calendar',
      input: USUAL,
      requests: [['GET /calendars/blocked-slots'], ['POST /calendars/events/block-slots']],
      why: LOOKS,
    },
    again(USUAL, [['GET /calendars/blocked-slots']]),
    {
      when: 'of a user, without a title',
      input: ({ inDays, userId }) => ({
        startTime: inDays(14),
        endTime: inDays(15),
        assignedTo: userId,
      }),
      requests: [['GET /calendars/blocked-slots'], ['POST /calendars/events/block-slots']],
      why: LOOKS,
    },
  ],

  mistakes: [
    {
      what: 'a calendar and a user',
      input: ({ inDays, userId }) => ({
        startTime: inDays(14),
        endTime: inDays(15),
        calendarId: CALENDAR,
        assignedTo: userId,
      }),
      says: '“Calendar” and “Assigned User” are both filled in, and HighLevel blocks the time of one at a time. Leave one of them blank.',
    },
    {
      what: 'neither of them',
      input: ({ inDays }) => ({ startTime: inDays(14), endTime: inDays(15) }),
      says: '“Calendar” and “Assigned User” are both empty. Fill in the one whose time is to be blocked.',
    },
    {
      what: 'a time that ends before it starts',
      input: ({ inDays }) => ({
        startTime: inDays(14),
        endTime: inDays(13),
        calendarId: CALENDAR,
      }),
      says: '“End Time” must be later than “Start Time”.',
    },
    {
      what: 'a start that came empty',
      input: ({ inDays }) => ({ startTime: '', endTime: inDays(13), calendarId: CALENDAR }),
      says: emptyField('Start Time'),
    },
    {
      what: 'an end that came empty',
      input: ({ inDays }) => ({ startTime: inDays(13), endTime: ' ', calendarId: CALENDAR }),
      says: emptyField('End Time'),
    },
    {
      what: 'a user whom nobody knows',
      input: ({ inDays }) => ({
        startTime: inDays(13),
        endTime: inDays(14),
        assignedTo: 'Nobody Here',
      }),
      says: '“Assigned User” holds “Nobody Here”, but there is no such user in the connected sub-account. Choose one from the list, or give the full name, the email address or the ID of one.',
    },
  ],
  live: { not: 'It would keep people from booking, and no check takes it away again.' },
});
