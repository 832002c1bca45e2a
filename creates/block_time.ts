import { defineInputFields } from 'zapier-platform-core';

import {
  blockedTimeOutputFields,
  blockedTimeSample,
} from '../lib/protiv/appointment/blocked-time.ts';
import { APPOINTMENT_LABELS } from '../lib/protiv/appointment/record.ts';
import { blockOnce } from '../lib/zapier/appointment/blocking.ts';
import { calendarField } from '../lib/zapier/appointment/input-fields.ts';
import { dropdown } from '../lib/zapier/dropdowns/dropdowns.ts';
import { TIME_ZONE_NOTE } from '../lib/zapier/fields/time-zone-note.ts';
import { wasCreatedOutput } from '../lib/zapier/fields/write-output.ts';
import { createOperation } from '../lib/zapier/platform/operation.ts';

export default createOperation({
  key: 'block_time',
  noun: 'Blocked Time',
  label: 'Block Time',
  description: 'Blocks a time of a calendar or a user, so that nobody can book it.',
  inputFields: defineInputFields([
    {
      key: 'startTime',
      label: APPOINTMENT_LABELS.startTime,
      type: 'datetime',
      required: true,
      helpText: TIME_ZONE_NOTE,
    },
    {
      key: 'endTime',
      label: APPOINTMENT_LABELS.endTime,
      type: 'datetime',
      required: true,
      helpText: TIME_ZONE_NOTE,
    },
    {
      ...calendarField,
      helpText: 'Blocks this calendar for everybody. Leave blank to block the time of a user.',
    },
    {
      key: 'assignedTo',
      label: APPOINTMENT_LABELS.assignedTo,
      ...dropdown.users,
      helpText: 'Blocks the time of this user in all calendars. Leave blank to block a calendar.',
    },
    { key: 'title', label: APPOINTMENT_LABELS.title },
  ]),
  lock: {
    key: 'block:{{bundle.inputData.calendarId}}:{{bundle.inputData.assignedTo}}:{{bundle.inputData.startTime}}',
    scope: ['auth'],
  },
  perform: blockOnce,
  sample: { ...blockedTimeSample, wasCreated: true },
  outputFields: [...blockedTimeOutputFields, wasCreatedOutput],
});
