import { defineInputFields } from 'zapier-platform-core';

import {
  APPOINTMENT_LABELS,
  appointmentOutputFields,
  appointmentSample,
} from '../lib/protiv/appointment/record.ts';
import { requiredId } from '../lib/protiv/values/references.ts';
import { missing } from '../lib/protiv/values/texts.ts';
import { isBlank } from '../lib/protiv/values/blank.ts';
import {
  appointmentIdFields,
  appointmentLock,
  ignoreFreeSlotsField,
  runAutomationsField,
} from '../lib/zapier/appointment/input-fields.ts';
import { changeAppointment } from '../lib/zapier/appointment/moving.ts';
import { toOneAppointment } from '../lib/zapier/appointment/output.ts';
import { TIME_ZONE_NOTE } from '../lib/zapier/fields/time-zone-note.ts';
import { changedOutput, ignoredFieldsOutput } from '../lib/zapier/fields/write-output.ts';
import { locationFacts } from '../lib/zapier/location/location.ts';
import { createOperation } from '../lib/zapier/platform/operation.ts';

export default createOperation({
  key: 'reschedule_appointment',
  noun: 'Appointment',
  label: 'Reschedule Appointment',
  description: 'Reschedules an appointment to another time, and keeps its length.',
  inputFields: defineInputFields([
    {
      key: 'startTime',
      label: APPOINTMENT_LABELS.startTime,
      type: 'datetime',
      required: true,
      helpText: TIME_ZONE_NOTE,
    },
    ...appointmentIdFields,
    ignoreFreeSlotsField,
    runAutomationsField,
  ]),
  lock: appointmentLock,
  perform: async (run) => {
    const { appointmentId, startTime, ignoreFreeSlots, runAutomations } = run.input;
    const id = requiredId('Appointment', appointmentId);
    if (isBlank(startTime)) throw missing(APPOINTMENT_LABELS.startTime);
    const facts = await locationFacts(run);
    const moved = { ...run, input: { startTime, ignoreFreeSlots, runAutomations } };
    const { appointment, ...outcome } = await changeAppointment(moved, id, facts);
    return { ...(await toOneAppointment(run, appointment, facts)), ...outcome };
  },
  sample: { ...appointmentSample, changed: ['startTime', 'endTime'], ignoredFields: [] },
  outputFields: [...appointmentOutputFields, changedOutput, ignoredFieldsOutput],
});
