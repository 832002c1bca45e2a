import { defineSearch } from 'zapier-platform-core';
import type { Bundle, InferInputData, SearchPerform, ZObject } from 'zapier-platform-core';

import { findAppointmentById } from '../lib/ghl/appointments.ts';
import { Ghl } from '../lib/ghl/client/client.ts';
import {
  appointmentOutputFields,
  appointmentSample,
  toAppointment,
} from '../lib/protiv/appointment/record.ts';
import { requiredLine } from '../lib/protiv/values/input.ts';
import { appointmentIdFields } from '../lib/zapier/appointment/input-fields.ts';
import { guarded } from '../lib/zapier/platform/error-boundary.ts';
import { locationFacts } from '../lib/zapier/location/location.ts';

const inputFields = appointmentIdFields;

type Input = InferInputData<typeof inputFields>;

const perform = guarded(async (z: ZObject, bundle: Bundle<Input>) => {
  const ghl = new Ghl(z, bundle);
  const appointmentId = requiredLine('Appointment', bundle.inputData.appointmentId);
  const [appointment, facts] = await Promise.all([
    findAppointmentById(ghl, appointmentId),
    locationFacts(z, ghl),
  ]);
  return appointment ? [toAppointment(appointment, facts)] : [];
}) satisfies SearchPerform<Input>;

export default defineSearch({
  key: 'find_appointment',
  noun: 'Appointment',
  display: {
    label: 'Find Appointment',
    description: 'Finds an appointment that you choose from a list or by ID.',
  },
  operation: {
    inputFields,
    perform,
    sample: appointmentSample,
    outputFields: appointmentOutputFields,
  },
});
