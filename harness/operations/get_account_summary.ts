import { facts } from '../facts.ts';

const PARTS = [
  'GET /calendars/',
  'POST /contacts/search',
  'POST /contacts/search',
  'POST /locations/{locationId}/tasks/search',
  'POST /locations/{locationId}/tasks/search',
];
const EVENTS = 'GET /calendars/events';
const APART =
  'Each kind of record has a route of its own, and the appointments of each calendar or user another.';

export default facts({
  permission: 'contacts.readonly',
  recordIds: [],
  readsNoPages: true,
  ways: [
    {
      when: 'usually',
      input: { summaryPeriod: 'last30Days' },
      requests: [PARTS, [EVENTS, EVENTS, EVENTS, EVENTS, EVENTS]],
      why: APART,
    },
    {
      when: 'from one date to another',
      input: { summaryPeriod: 'twoDates', fromDate: '2026-05-01', toDate: 'today' },
      requests: [PARTS, [EVENTS, EVENTS, EVENTS, EVENTS, EVENTS]],
      why: APART,
    },
  ],

  mistakes: [
    {
      what: 'no such period',
      input: { summaryPeriod: 'fortnight' },
      says: '“Period” takes “Today”, “Yesterday”, “Last 7 days”, “Last 30 days”, “This month” or “From one date to another”, but got “fortnight”.',
    },
    {
      what: 'dates the wrong way round',
      input: { summaryPeriod: 'twoDates', fromDate: '2026-05-02', toDate: '2026-05-01' },
      says: '“From Date” is 2026-05-02, which is after “To Date”, 2026-05-01. Give the earlier one first.',
    },
    {
      what: 'no dates',
      input: { summaryPeriod: 'twoDates' },
      says: '“From Date” is empty. Fill it in; if it is mapped from an earlier step, check that the step found something.',
    },
  ],
  live: { input: () => ({ summaryPeriod: 'last30Days' }) },
});
