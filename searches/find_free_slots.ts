import { defineInputFields } from 'zapier-platform-core';

import { requiredLine } from '../lib/protiv/values/texts.ts';
import {
  SLOTS,
  findFreeSlots,
  searchFromField,
  searchToField,
  slotSample,
  timezoneField,
} from '../lib/zapier/appointment/free-slots.ts';
import { calendarField } from '../lib/zapier/appointment/input-fields.ts';
import { dropdown } from '../lib/zapier/dropdowns/dropdowns.ts';
import { isAnyFilterEmpty } from '../lib/zapier/fields/filters.ts';
import { foundMany, manyOutput } from '../lib/zapier/fields/found-many.ts';
import { asLimit, limitField } from '../lib/zapier/fields/limit.ts';
import { searchOperation } from '../lib/zapier/platform/operation.ts';

export default searchOperation({
  key: 'find_free_slots',
  noun: 'Free Slot',
  label: 'Find Free Slots',
  description: 'Finds the free times of a calendar at which an appointment can be booked.',
  inputFields: defineInputFields([
    { ...calendarField, required: true },
    searchFromField,
    searchToField,
    {
      key: 'assignedTo',
      label: 'Assigned User',
      ...dropdown.users,
      helpText: 'Only times at which this member of the calendar’s team is free.',
    },
    timezoneField,
    limitField('Slots'),
  ]),
  perform: async (run) => {
    const { ghl, input } = run;
    requiredLine(calendarField.label, input.calendarId);
    const limit = asLimit('Slots', input.limit);
    if (isAnyFilterEmpty(run, ['from', 'to', 'assignedTo'])) return [];
    const { id, slots, ...facts } = await findFreeSlots(run);
    if (slots.length === 0) return [];
    const many = foundMany(ghl, SLOTS, slots.slice(0, limit), { id, matchCount: slots.length });
    return [{ ...many, ...facts }];
  },
  sample: {
    id: 'CVokAlI8fgw4WYWoCtQz',
    calendarId: 'CVokAlI8fgw4WYWoCtQz',
    calendarName: 'Site Visits',
    timezone: 'America/New_York',
    firstStartTime: '2026-03-12T10:00:00-04:00',
    count: 1,
    matchCount: 1,
    complete: true,
    slots: [slotSample],
  },
  outputFields: [
    ...manyOutput(SLOTS),
    { key: 'calendarId', label: 'Calendar ID', type: 'string' },
    { key: 'calendarName', label: 'Calendar Name', type: 'string' },
    { key: 'timezone', label: 'Time Zone', type: 'string' },
    { key: 'firstStartTime', label: 'First Start Time', type: 'datetime' },
  ],
});
