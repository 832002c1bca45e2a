import { defineInputFields } from 'zapier-platform-core';

import {
  APPOINTMENT_LABELS,
  appointmentOutputFields,
  appointmentSample,
} from '../lib/protiv/appointment/record.ts';
import { bookOnce } from '../lib/zapier/appointment/booking.ts';
import {
  appointmentDetailFields,
  appointmentStatusField,
  calendarField,
  ignoreFreeSlotsField,
  runAutomationsField,
} from '../lib/zapier/appointment/input-fields.ts';
import { toOneAppointment } from '../lib/zapier/appointment/output.ts';
import { contactIdField } from '../lib/zapier/contact/input-fields.ts';
import { grouped } from '../lib/zapier/fields/groups.ts';
import { ignoreRepeatsField } from '../lib/zapier/fields/repeats.ts';
import { TIME_ZONE_NOTE } from '../lib/zapier/fields/time-zone-note.ts';
import { ignoredFieldsOutput, wasCreatedOutput } from '../lib/zapier/fields/write-output.ts';
import { createOperation } from '../lib/zapier/platform/operation.ts';

export default createOperation({
  key: 'book_appointment',
  noun: 'Appointment',
  label: 'Book Appointment',
  description: 'Books a new appointment for a contact at a free time of a calendar.',
  inputFields: defineInputFields([
    contactIdField,
    { ...calendarField, required: true },
    ...grouped('time', [
      {
        key: 'startTime',
        label: APPOINTMENT_LABELS.startTime,
        type: 'datetime',
        required: true,
        helpText: `Has to be a free time of the calendar; the Find Free Slots search lists those. ${TIME_ZONE_NOTE}`,
      },
      {
        key: 'endTime',
        label: APPOINTMENT_LABELS.endTime,
        type: 'datetime',
        helpText: `Leave blank for the calendar’s usual length. ${TIME_ZONE_NOTE}`,
      },
    ]),
    ...grouped('details', [
      ...appointmentDetailFields,
      {
        ...appointmentStatusField,
        helpText: 'Leave blank for the status that the calendar gives new appointments.',
      },
    ]),
    ...grouped('options', [
      ignoreFreeSlotsField,
      runAutomationsField,
      ignoreRepeatsField('an appointment with the same contact, calendar and start time'),
    ]),
  ]),
  lock: {
    key: 'slot:{{bundle.inputData.calendarId}}:{{bundle.inputData.startTime}}',
    scope: ['auth'],
  },
  mostRequests: 6,
  perform: async (run) => {
    const { appointment, facts, ...outcome } = await bookOnce(run);
    return { ...(await toOneAppointment(run, appointment, facts)), ...outcome };
  },
  sample: { ...appointmentSample, wasCreated: true },
  outputFields: [...appointmentOutputFields, wasCreatedOutput, ignoredFieldsOutput],
});
