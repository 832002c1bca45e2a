import { defineInputFields } from 'zapier-platform-core';

import { listCalendars } from '../lib/ghl/calendars.ts';
import { calendarOutputFields, calendarSample, toCalendar } from '../lib/protiv/calendar/record.ts';
import { present, text } from '../lib/protiv/values/present.ts';
import { searchOperation } from '../lib/zapier/platform/operation.ts';
import { findNamed, matchedByOutput, nameField } from '../lib/zapier/references/finding.ts';

export default searchOperation({
  key: 'find_calendar',
  noun: 'Calendar',
  label: 'Find Calendar',
  description: 'Finds a calendar of the sub-account by name or ID.',
  inputFields: defineInputFields([
    nameField('The whole name; part of it is enough if it fits only one calendar.'),
  ]),
  perform: async ({ ghl, input }) => {
    const calendars = { rows: await listCalendars(ghl) };
    const found = findNamed('calendars', input.name, calendars, ({ id, name }) =>
      present({ id, name: text(name) }),
    );
    return found ? [{ ...toCalendar(found.row), matchedBy: found.matchedBy }] : [];
  },
  sample: { ...calendarSample, matchedBy: 'name' },
  outputFields: [...calendarOutputFields, matchedByOutput],
});
