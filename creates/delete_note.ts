import { defineInputFields } from 'zapier-platform-core';

import { idempotentDelete } from '../lib/ghl/client/idempotent-write.ts';
import { deleteNote } from '../lib/ghl/notes.ts';
import { requiredLine } from '../lib/protiv/values/texts.ts';
import { contactIdField, contactLock } from '../lib/zapier/contact/input-fields.ts';
import { deletionOutput, deletionResult, deletionWarning } from '../lib/zapier/fields/deletion.ts';
import { noteIdField } from '../lib/zapier/note/input-fields.ts';
import { createOperation } from '../lib/zapier/platform/operation.ts';

export default createOperation({
  key: 'delete_note',
  noun: 'Note',
  label: 'Delete Note',
  description: 'Deletes a note of a contact, for good.',
  inputFields: defineInputFields([
    contactIdField,
    { ...noteIdField, required: true },
    deletionWarning('note'),
  ]),
  lock: contactLock,
  perform: async ({ ghl, input }) => {
    const contactId = requiredLine('Contact', input.contactId);
    const noteId = requiredLine('Note', input.noteId);
    const wasDeleted = await idempotentDelete(ghl, () => deleteNote(ghl, contactId, noteId));
    return deletionResult('note', { noteId, contactId }, wasDeleted);
  },
  ...deletionOutput('note', { noteId: 'HGPcayliwcdoUFzvbTok', contactId: 'ocQHyuzHvysMo5N5VsXc' }),
});
