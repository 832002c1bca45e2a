import { defineInputFields } from 'zapier-platform-core';

import { appointmentOutputFields, appointmentSample } from '../lib/protiv/appointment/record.ts';
import { newAppointmentHook } from '../lib/zapier/appointment/hooks.ts';
import { slimAppointment } from '../lib/zapier/appointment/hydration.ts';
import { pollAppointments, reachNote } from '../lib/zapier/appointment/polls.ts';
import { appointmentSourceFields } from '../lib/zapier/appointment/source.ts';
import { contactRecordTrigger } from '../lib/zapier/contact/carried-contact.ts';

export default contactRecordTrigger({
  key: 'new_appointment',
  noun: 'Appointment',
  label: 'New Appointment',
  description: 'Triggers when a new appointment is booked.',
  inputFields: defineInputFields([
    reachNote('Each appointment of a series triggers the Zap.'),
    ...appointmentSourceFields,
  ]),
  dedupeBy: ['id'],
  poll: (run) => pollAppointments(run, { by: 'dateAdded' }),
  hook: newAppointmentHook,
  slim: slimAppointment,
  sample: appointmentSample,
  outputFields: appointmentOutputFields,
});
