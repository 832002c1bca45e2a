import { defineInputFields, defineTrigger } from 'zapier-platform-core';
import type { Bundle, InferInputData, PollingTriggerPerform, ZObject } from 'zapier-platform-core';

import { Ghl } from '../lib/ghl/client/client.ts';
import { appointmentOutputFields, appointmentSample } from '../lib/protiv/appointment/record.ts';
import { pollAppointments, reachNote } from '../lib/zapier/appointment/polls.ts';
import { appointmentSourceFields, asAppointmentSource } from '../lib/zapier/appointment/source.ts';
import { burstNote } from '../lib/zapier/platform/burst-note.ts';
import { fitted } from '../lib/zapier/platform/payload-limit.ts';
import { guarded } from '../lib/zapier/platform/error-boundary.ts';
import { keyedBy } from '../lib/zapier/platform/primary-keys.ts';
import { slimAppointment } from '../lib/zapier/platform/whole-records.ts';

const inputFields = defineInputFields([
  reachNote(
    'Triggers once for each start time: if an appointment is moved back to a time it had before, it does not trigger again. One that is moved to the chosen calendar or user triggers too.',
  ),
  ...appointmentSourceFields,
  burstNote,
]);

type Input = InferInputData<typeof inputFields>;

const perform = guarded(async (z: ZObject, bundle: Bundle<Input>) => {
  const ghl = new Ghl(z, bundle);
  const appointments = await pollAppointments(z, ghl, bundle.meta, {
    source: asAppointmentSource(bundle.inputData),
    by: 'dateUpdated',
    matches: ({ startTime }) => startTime !== undefined,
  });
  if (bundle.meta.isPopulatingDedupe) {
    return appointments.map(({ id, startTime }) => ({ id, startTime }));
  }
  return fitted(ghl, appointments, slimAppointment(z));
}) satisfies PollingTriggerPerform<Input>;

export default defineTrigger({
  key: 'new_or_rescheduled_appointment',
  noun: 'Appointment',
  display: {
    label: 'New or Rescheduled Appointment',
    description:
      'Triggers when a new appointment is booked, and each time it is moved to another time.',
  },
  operation: {
    type: 'polling',
    inputFields,
    perform,
    sample: appointmentSample,
    outputFields: keyedBy(appointmentOutputFields, 'id', 'startTime'),
  },
});
