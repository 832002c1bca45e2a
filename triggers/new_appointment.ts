import { defineInputFields, defineTrigger } from 'zapier-platform-core';
import type { Bundle, InferInputData, PollingTriggerPerform, ZObject } from 'zapier-platform-core';

import { Ghl } from '../lib/ghl/client/client.ts';
import { appointmentOutputFields, appointmentSample } from '../lib/protiv/appointment/record.ts';
import { pollAppointments, reachNote } from '../lib/zapier/appointment/polls.ts';
import { appointmentSourceFields, asAppointmentSource } from '../lib/zapier/appointment/source.ts';
import { burstNote } from '../lib/zapier/platform/burst-note.ts';
import { fitted } from '../lib/zapier/platform/payload-limit.ts';
import { guarded } from '../lib/zapier/platform/error-boundary.ts';
import { slimAppointment } from '../lib/zapier/platform/whole-records.ts';

const inputFields = defineInputFields([
  reachNote('Each appointment of a series triggers the Zap.'),
  ...appointmentSourceFields,
  burstNote,
]);

type Input = InferInputData<typeof inputFields>;

const perform = guarded(async (z: ZObject, bundle: Bundle<Input>) => {
  const ghl = new Ghl(z, bundle);
  const source = asAppointmentSource(bundle.inputData);
  const appointments = await pollAppointments(z, ghl, bundle.meta, { source, by: 'dateAdded' });
  if (bundle.meta.isPopulatingDedupe) return appointments.map(({ id }) => ({ id }));
  return fitted(ghl, appointments, slimAppointment(z));
}) satisfies PollingTriggerPerform<Input>;

export default defineTrigger({
  key: 'new_appointment',
  noun: 'Appointment',
  display: {
    label: 'New Appointment',
    description: 'Triggers when a new appointment is booked.',
  },
  operation: {
    type: 'polling',
    inputFields,
    perform,
    sample: appointmentSample,
    outputFields: appointmentOutputFields,
  },
});
