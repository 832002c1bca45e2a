import { defineInputFields } from 'zapier-platform-core';

import { getAppointment } from '../lib/ghl/appointments.ts';
import { appointmentChanges } from '../lib/protiv/appointment/changes.ts';
import { appointmentOutputFields, appointmentSample } from '../lib/protiv/appointment/record.ts';
import { requiredAppointmentStatus } from '../lib/protiv/appointment/status.ts';
import { requiredId } from '../lib/protiv/values/references.ts';
import {
  appointmentIdFields,
  appointmentLock,
  appointmentStatusField,
  bookingOptions,
  runAutomationsField,
} from '../lib/zapier/appointment/input-fields.ts';
import { writeChanges } from '../lib/zapier/appointment/moving.ts';
import { toOneAppointment } from '../lib/zapier/appointment/output.ts';
import { changedOutput, ignoredFieldsOutput } from '../lib/zapier/fields/write-output.ts';
import { locationFacts } from '../lib/zapier/location/location.ts';
import { createOperation } from '../lib/zapier/platform/operation.ts';

export default createOperation({
  key: 'set_appointment_status',
  noun: 'Appointment',
  label: 'Set Appointment Status',
  description:
    'Sets the status of an appointment, such as confirmed, cancelled, showed or no-show.',
  inputFields: defineInputFields([
    { ...appointmentStatusField, required: true },
    ...appointmentIdFields,
    runAutomationsField,
  ]),
  lock: appointmentLock,
  perform: async (run) => {
    const { ghl, input } = run;
    const id = requiredId('Appointment', input.appointmentId);
    const body = { appointmentStatus: requiredAppointmentStatus(input.status) };
    const options = bookingOptions(input);

    const [current, facts] = await Promise.all([getAppointment(ghl, id), locationFacts(run)]);
    const { changed } = appointmentChanges(current, body);
    const { appointment, ...outcome } =
      changed.length > 0
        ? await writeChanges(ghl, current, body, options)
        : { appointment: current, changed, ignoredFields: [] };
    return { ...(await toOneAppointment(run, appointment, facts)), ...outcome };
  },
  sample: { ...appointmentSample, changed: ['status'], ignoredFields: [] },
  outputFields: [...appointmentOutputFields, changedOutput, ignoredFieldsOutput],
});
