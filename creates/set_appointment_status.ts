import { defineCreate, defineInputFields } from 'zapier-platform-core';
import type { Bundle, CreatePerform, InferInputData, ZObject } from 'zapier-platform-core';

import { getAppointment, updateAppointment } from '../lib/ghl/appointments.ts';
import { Ghl } from '../lib/ghl/client/client.ts';
import { readBack, writeTwice } from '../lib/ghl/client/idempotent-write.ts';
import {
  appointmentOutputFields,
  appointmentSample,
  requiredAppointmentStatus,
  toAppointment,
} from '../lib/protiv/appointment/record.ts';
import {
  appointmentChanges,
  changedTo,
  ignoredAppointmentFields,
} from '../lib/protiv/appointment/changes.ts';
import { requiredLine } from '../lib/protiv/values/input.ts';
import {
  appointmentIdFields,
  appointmentLock,
  appointmentStatusField,
  bookingOptions,
  runAutomationsField,
} from '../lib/zapier/appointment/input-fields.ts';
import { guarded } from '../lib/zapier/platform/error-boundary.ts';
import { locationFacts } from '../lib/zapier/location/location.ts';
import { changedOutput, ignoredFieldsOutput } from '../lib/zapier/fields/write-output.ts';

const inputFields = defineInputFields([
  { ...appointmentStatusField, required: true },
  ...appointmentIdFields,
  runAutomationsField,
]);

type Input = InferInputData<typeof inputFields>;

const perform = guarded(async (z: ZObject, bundle: Bundle<Input>) => {
  const ghl = new Ghl(z, bundle);
  const id = requiredLine('Appointment', bundle.inputData.appointmentId);
  const body = { appointmentStatus: requiredAppointmentStatus(bundle.inputData.status) };
  const options = bookingOptions(bundle.inputData);

  const [current, { timezone }] = await Promise.all([
    getAppointment(ghl, id),
    locationFacts(z, ghl),
  ]);
  const { changed } = appointmentChanges(current, body);
  if (changed.length === 0) {
    return { ...toAppointment(current, { timezone }), changed, ignoredFields: [] };
  }

  await writeTwice(ghl, () => updateAppointment(ghl, id, { ...body, ...options }));
  const updated = (await readBack(ghl, () => getAppointment(ghl, id))) ?? changedTo(current, body);
  return {
    ...toAppointment(updated, { timezone }),
    changed,
    ignoredFields: ignoredAppointmentFields(body, updated),
  };
}) satisfies CreatePerform<Input>;

export default defineCreate({
  key: 'set_appointment_status',
  noun: 'Appointment',
  display: {
    label: 'Set Appointment Status',
    description:
      'Sets the status of an appointment, such as confirmed, cancelled, showed or no-show.',
  },
  operation: {
    inputFields,
    perform,
    lock: appointmentLock,
    sample: { ...appointmentSample, changed: ['status'], ignoredFields: [] },
    outputFields: [...appointmentOutputFields, changedOutput, ignoredFieldsOutput],
  },
});
