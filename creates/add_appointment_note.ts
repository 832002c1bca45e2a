import { defineInputFields } from 'zapier-platform-core';

import { requiredId } from '../lib/protiv/values/references.ts';
import {
  appointmentIdField,
  appointmentLock,
  narrowingContactField,
} from '../lib/zapier/appointment/input-fields.ts';
import {
  addNoteOnce,
  appointmentNoteBody,
  appointmentNoteAuthorField,
  appointmentNoteBodyField,
  appointmentNoteOutput,
  appointmentNoteSample,
  toAppointmentNote,
} from '../lib/zapier/appointment/notes.ts';
import { ignoreRepeatsField, repeatWindow } from '../lib/zapier/fields/repeats.ts';
import { wasCreatedOutput } from '../lib/zapier/fields/write-output.ts';
import { createOperation } from '../lib/zapier/platform/operation.ts';

export default createOperation({
  key: 'add_appointment_note',
  noun: 'Appointment',
  label: 'Add Appointment Note',
  description: 'Adds a note to an appointment.',
  inputFields: defineInputFields([
    appointmentIdField,
    appointmentNoteBodyField,
    narrowingContactField,
    appointmentNoteAuthorField,
    ignoreRepeatsField('an identical note of the appointment'),
  ]),
  lock: appointmentLock,
  perform: async (run) => {
    const { ghl, input } = run;
    const appointmentId = requiredId('Appointment', input.appointmentId);
    const windowMs = repeatWindow(input.ignoreRepeatsWithin);
    const body = await appointmentNoteBody(run, input);
    const { note, wasCreated } = await addNoteOnce(ghl, appointmentId, body, windowMs);
    return { ...(await toAppointmentNote(run, appointmentId, note)), wasCreated };
  },
  sample: { ...appointmentNoteSample, wasCreated: true },
  outputFields: [...appointmentNoteOutput, wasCreatedOutput],
});
