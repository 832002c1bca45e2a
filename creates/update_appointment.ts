import { defineInputFields } from 'zapier-platform-core';

import {
  APPOINTMENT_LABELS,
  appointmentOutputFields,
  appointmentSample,
} from '../lib/protiv/appointment/record.ts';
import { requiredId } from '../lib/protiv/values/references.ts';
import {
  appointmentDetailFields,
  appointmentIdFields,
  appointmentLock,
  appointmentStatusField,
  calendarField,
  ignoreFreeSlotsField,
  runAutomationsField,
} from '../lib/zapier/appointment/input-fields.ts';
import { changeAppointment } from '../lib/zapier/appointment/moving.ts';
import { toOneAppointment } from '../lib/zapier/appointment/output.ts';
import { grouped } from '../lib/zapier/fields/groups.ts';
import { TIME_ZONE_NOTE } from '../lib/zapier/fields/time-zone-note.ts';
import { changedOutput, ignoredFieldsOutput } from '../lib/zapier/fields/write-output.ts';
import { locationFacts } from '../lib/zapier/location/location.ts';
import { createOperation } from '../lib/zapier/platform/operation.ts';

export default createOperation({
  key: 'update_appointment',
  noun: 'Appointment',
  label: 'Update Appointment',
  description:
    'Updates the fields of an appointment that you fill in, and leaves the others as they are.',
  inputFields: defineInputFields([
    ...appointmentIdFields,
    ...grouped('time', [
      {
        key: 'startTime',
        label: APPOINTMENT_LABELS.startTime,
        type: 'datetime',
        helpText: `Moves the appointment, which keeps its length unless you fill in End Time. ${TIME_ZONE_NOTE}`,
      },
      {
        key: 'endTime',
        label: APPOINTMENT_LABELS.endTime,
        type: 'datetime',
        helpText: TIME_ZONE_NOTE,
      },
    ]),
    ...grouped('details', [
      {
        ...calendarField,
        helpText:
          'Moves the appointment to another calendar. If the assigned user is not in that calendar’s team, a member of the team takes over.',
      },
      ...appointmentDetailFields,
      appointmentStatusField,
    ]),
    ...grouped('options', [ignoreFreeSlotsField, runAutomationsField]),
  ]),
  lock: appointmentLock,
  mostRequests: 6,
  perform: async (run) => {
    const id = requiredId('Appointment', run.input.appointmentId);
    const facts = await locationFacts(run);
    const { appointment, ...outcome } = await changeAppointment(run, id, facts);
    return { ...(await toOneAppointment(run, appointment, facts)), ...outcome };
  },
  sample: { ...appointmentSample, changed: ['startTime', 'endTime'], ignoredFields: [] },
  outputFields: [...appointmentOutputFields, changedOutput, ignoredFieldsOutput],
});
