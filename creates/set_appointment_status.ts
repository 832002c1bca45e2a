import { defineInputFields } from 'zapier-platform-core';

import { getAppointment, updateAppointment } from '../lib/ghl/appointments.ts';
import { readBack, retryOnUnknownOutcome } from '../lib/ghl/client/idempotent-write.ts';
import {
  appointmentChanges,
  changedTo,
  ignoredAppointmentFields,
} from '../lib/protiv/appointment/changes.ts';
import {
  appointmentOutputFields,
  appointmentSample,
  requiredAppointmentStatus,
  toAppointment,
} from '../lib/protiv/appointment/record.ts';
import { requiredLine } from '../lib/protiv/values/input.ts';
import {
  appointmentIdFields,
  appointmentLock,
  appointmentStatusField,
  bookingOptions,
  runAutomationsField,
} from '../lib/zapier/appointment/input-fields.ts';
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
    const id = requiredLine('Appointment', input.appointmentId);
    const body = { appointmentStatus: requiredAppointmentStatus(input.status) };
    const options = bookingOptions(input);

    const [current, { timezone }] = await Promise.all([
      getAppointment(ghl, id),
      locationFacts(run),
    ]);
    const { changed } = appointmentChanges(current, body);
    if (changed.length === 0) {
      return { ...toAppointment(current, { timezone }), changed, ignoredFields: [] };
    }

    await retryOnUnknownOutcome(ghl, () => updateAppointment(ghl, id, { ...body, ...options }));
    const updated =
      (await readBack(ghl, () => getAppointment(ghl, id))) ?? changedTo(current, body);
    return {
      ...toAppointment(updated, { timezone }),
      changed,
      ignoredFields: ignoredAppointmentFields(body, updated),
    };
  },
  sample: { ...appointmentSample, changed: ['status'], ignoredFields: [] },
  outputFields: [...appointmentOutputFields, changedOutput, ignoredFieldsOutput],
});
