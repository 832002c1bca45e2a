import { defineInputFields, defineTrigger } from 'zapier-platform-core';
import type { Bundle, InferInputData, PollingTriggerPerform, ZObject } from 'zapier-platform-core';

import { Ghl } from '../lib/ghl/client/client.ts';
import {
  appointmentOutputFields,
  appointmentSample,
  requiredAppointmentStatus,
} from '../lib/protiv/appointment/record.ts';
import { appointmentStatusField } from '../lib/zapier/appointment/input-fields.ts';
import { pollAppointments, reachNote } from '../lib/zapier/appointment/polls.ts';
import { appointmentSourceFields, asAppointmentSource } from '../lib/zapier/appointment/source.ts';
import { burstNote } from '../lib/zapier/platform/burst-note.ts';
import { fitted } from '../lib/zapier/platform/payload-limit.ts';
import { guarded } from '../lib/zapier/platform/error-boundary.ts';
import { keyedBy } from '../lib/zapier/platform/primary-keys.ts';
import { slimAppointment } from '../lib/zapier/platform/whole-records.ts';

const inputFields = defineInputFields([
  { ...appointmentStatusField, required: true },
  reachNote(
    'Triggers once for each appointment: if it leaves the status and returns to it, it does not trigger again.',
  ),
  ...appointmentSourceFields,
  burstNote,
]);

type Input = InferInputData<typeof inputFields>;

const perform = guarded(async (z: ZObject, bundle: Bundle<Input>) => {
  const ghl = new Ghl(z, bundle);
  const wanted = requiredAppointmentStatus(bundle.inputData.status);
  const appointments = await pollAppointments(z, ghl, bundle.meta, {
    source: asAppointmentSource(bundle.inputData),
    by: 'dateUpdated',
    matches: ({ status }) => status === wanted,
  });
  if (bundle.meta.isPopulatingDedupe) return appointments.map(({ id, status }) => ({ id, status }));
  return fitted(ghl, appointments, slimAppointment(z));
}) satisfies PollingTriggerPerform<Input>;

export default defineTrigger({
  key: 'appointment_reached_status',
  noun: 'Appointment',
  display: {
    label: 'Appointment Reached Status',
    description:
      'Triggers when an appointment gets the chosen status, such as confirmed or cancelled.',
  },
  operation: {
    type: 'polling',
    inputFields,
    perform,
    sample: appointmentSample,
    outputFields: keyedBy(appointmentOutputFields, 'id', 'status'),
  },
});
