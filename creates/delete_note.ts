import { defineCreate, defineInputFields } from 'zapier-platform-core';
import type { Bundle, CreatePerform, InferInputData, ZObject } from 'zapier-platform-core';

import { Ghl } from '../lib/ghl/client/client.ts';
import { deleteNote } from '../lib/ghl/notes.ts';
import { deleteOnce } from '../lib/ghl/client/idempotent-write.ts';
import { requiredLine } from '../lib/protiv/values/input.ts';
import { contactIdField, contactLock } from '../lib/zapier/contact/input-fields.ts';
import {
  deletionMessage,
  deletionMessageOutput,
  deletionOutput,
  deletionWarning,
} from '../lib/zapier/fields/deletion.ts';
import { guarded } from '../lib/zapier/platform/error-boundary.ts';
import { noteIdField } from '../lib/zapier/note/input-fields.ts';

const inputFields = defineInputFields([
  contactIdField,
  { ...noteIdField, required: true },
  deletionWarning('note'),
]);

type Input = InferInputData<typeof inputFields>;

const perform = guarded(async (z: ZObject, bundle: Bundle<Input>) => {
  const ghl = new Ghl(z, bundle);
  const contactId = requiredLine('Contact', bundle.inputData.contactId);
  const noteId = requiredLine('Note', bundle.inputData.noteId);
  const wasDeleted = await deleteOnce(ghl, () => deleteNote(ghl, contactId, noteId));
  const message = deletionMessage('note', wasDeleted);
  return { id: noteId, noteId, contactId, wasDeleted, message };
}) satisfies CreatePerform<Input>;

export default defineCreate({
  key: 'delete_note',
  noun: 'Note',
  display: {
    label: 'Delete Note',
    description: 'Deletes a note of a contact, for good.',
  },
  operation: {
    inputFields,
    perform,
    lock: contactLock,
    sample: {
      id: 'HGPcayliwcdoUFzvbTok',
      noteId: 'HGPcayliwcdoUFzvbTok',
      contactId: 'ocQHyuzHvysMo5N5VsXc',
      wasDeleted: true,
      message: deletionMessage('note', true),
    },
    outputFields: [
      { key: 'id', label: 'ID', type: 'string' },
      { key: 'noteId', label: 'Note ID', type: 'string' },
      { key: 'contactId', label: 'Contact ID', type: 'string' },
      deletionOutput,
      deletionMessageOutput,
    ],
  },
});
