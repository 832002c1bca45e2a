import { defineInputFields } from 'zapier-platform-core';

import { appointmentOutputFields, appointmentSample } from '../lib/protiv/appointment/record.ts';
import { slimAppointment } from '../lib/zapier/appointment/hydration.ts';
import { pollAppointments, reachNote } from '../lib/zapier/appointment/polls.ts';
import { appointmentSourceFields } from '../lib/zapier/appointment/source.ts';
import { contactRecordTrigger } from '../lib/zapier/contact/carried-contact.ts';

export default contactRecordTrigger({
  key: 'new_or_rescheduled_appointment',
  noun: 'Appointment',
  label: 'New or Rescheduled Appointment',
  description:
    'Triggers when a new appointment is booked, and each time it is moved to another time.',
  inputFields: defineInputFields([
    reachNote(
      'Triggers once for each start time, even if one comes back. A move to the chosen calendar or user triggers too.',
    ),
    ...appointmentSourceFields,
  ]),
  dedupeBy: ['id', 'startTimeUtc'],
  poll: (run) =>
    pollAppointments(run, {
      by: 'dateUpdated',
      matches: ({ startTimeUtc }) => startTimeUtc !== undefined,
    }),
  slim: slimAppointment,
  sample: appointmentSample,
  outputFields: appointmentOutputFields,
});
