import { defineInputFields } from 'zapier-platform-core';

import { appointmentOutputFields, appointmentSample } from '../lib/protiv/appointment/record.ts';
import { requiredAppointmentStatus } from '../lib/protiv/appointment/status.ts';
import { slimAppointment } from '../lib/zapier/appointment/hydration.ts';
import { appointmentStatusField } from '../lib/zapier/appointment/input-fields.ts';
import { pollAppointments, reachNote } from '../lib/zapier/appointment/polls.ts';
import { appointmentSourceFields } from '../lib/zapier/appointment/source.ts';
import { contactRecordTrigger } from '../lib/zapier/contact/carried-contact.ts';

export default contactRecordTrigger({
  key: 'appointment_reached_status',
  noun: 'Appointment',
  label: 'Appointment Reached Status',
  description:
    'Triggers when an appointment gets the chosen status, such as confirmed or cancelled.',
  inputFields: defineInputFields([
    { ...appointmentStatusField, required: true },
    reachNote(
      'Triggers once for each appointment: if it leaves the status and returns to it, it does not trigger again.',
    ),
    ...appointmentSourceFields,
  ]),
  dedupeBy: ['id', 'status'],
  poll: (run) => {
    const wanted = requiredAppointmentStatus(run.input.status);
    return pollAppointments(run, {
      by: 'dateUpdated',
      matches: ({ status }) => status === wanted,
    });
  },
  slim: slimAppointment,
  sample: appointmentSample,
  outputFields: appointmentOutputFields,
});
