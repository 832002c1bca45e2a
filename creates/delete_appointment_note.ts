import { defineInputFields } from 'zapier-platform-core';

import { deleteAppointmentNote } from '../lib/ghl/appointment-notes.ts';
import { idempotentDelete } from '../lib/ghl/client/idempotent-write.ts';
import { requiredId } from '../lib/protiv/values/references.ts';
import {
  appointmentIdField,
  appointmentLock,
  narrowingContactField,
} from '../lib/zapier/appointment/input-fields.ts';
import { appointmentNoteIdField } from '../lib/zapier/appointment/notes.ts';
import { deletionOutput, deletionResult, deletionWarning } from '../lib/zapier/fields/deletion.ts';
import { createOperation } from '../lib/zapier/platform/operation.ts';

export default createOperation({
  key: 'delete_appointment_note',
  noun: 'Appointment',
  label: 'Delete Appointment Note',
  description: 'Deletes a note of an appointment, for good.',
  inputFields: defineInputFields([
    appointmentIdField,
    appointmentNoteIdField,
    narrowingContactField,
    deletionWarning('note'),
  ]),
  lock: appointmentLock,
  perform: async ({ ghl, input }) => {
    const appointmentId = requiredId('Appointment', input.appointmentId);
    const noteId = requiredId(appointmentNoteIdField.label, input.noteId);
    const wasDeleted = await idempotentDelete(ghl, () =>
      deleteAppointmentNote(ghl, appointmentId, noteId),
    );
    return deletionResult('note', { noteId, appointmentId }, wasDeleted);
  },
  ...deletionOutput('note', {
    noteId: 'HGPcayliwcdoUFzvbTok',
    appointmentId: '0TkCdp9PfvLeWKYRRvIz',
  }),
});
