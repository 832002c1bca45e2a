import { defineInputFields } from 'zapier-platform-core';

import { findAppointmentNote, updateAppointmentNote } from '../lib/ghl/appointment-notes.ts';
import { GhlError } from '../lib/ghl/client/errors.ts';
import { retryOnUnknownOutcome } from '../lib/ghl/client/idempotent-write.ts';
import { changedNoteFields } from '../lib/protiv/note/changes.ts';
import { requiredId } from '../lib/protiv/values/references.ts';
import { laidOver } from '../lib/protiv/values/written-fields.ts';
import {
  appointmentIdField,
  appointmentLock,
  narrowingContactField,
} from '../lib/zapier/appointment/input-fields.ts';
import {
  appointmentNoteBody,
  appointmentNoteAuthorField,
  appointmentNoteBodyField,
  appointmentNoteIdField,
  appointmentNoteOutput,
  appointmentNoteSample,
  toAppointmentNote,
} from '../lib/zapier/appointment/notes.ts';
import { changedOutput } from '../lib/zapier/fields/write-output.ts';
import { createOperation } from '../lib/zapier/platform/operation.ts';

export default createOperation({
  key: 'update_appointment_note',
  noun: 'Appointment',
  label: 'Update Appointment Note',
  description: 'Updates a note of an appointment: the new text replaces the old one.',
  inputFields: defineInputFields([
    appointmentIdField,
    appointmentNoteIdField,
    appointmentNoteBodyField,
    narrowingContactField,
    appointmentNoteAuthorField,
  ]),
  lock: appointmentLock,
  perform: async (run) => {
    const { ghl, input } = run;
    const appointmentId = requiredId('Appointment', input.appointmentId);
    const noteId = requiredId(appointmentNoteIdField.label, input.noteId);
    const body = await appointmentNoteBody(run, input);

    const before = await findAppointmentNote(ghl, appointmentId, ({ id }) => id === noteId);
    if (!before) throw GhlError.notFound();
    const changed = changedNoteFields(before, body);
    const note =
      changed.length === 0
        ? before
        : laidOver(
            before,
            await retryOnUnknownOutcome(ghl, () =>
              updateAppointmentNote(ghl, appointmentId, noteId, body),
            ),
          );
    return { ...(await toAppointmentNote(run, appointmentId, note)), changed };
  },
  sample: { ...appointmentNoteSample, changed: ['body'] },
  outputFields: [...appointmentNoteOutput, changedOutput],
});
