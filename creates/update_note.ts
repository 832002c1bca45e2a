import { defineInputFields } from 'zapier-platform-core';

import { retryOnUnknownOutcome } from '../lib/ghl/client/idempotent-write.ts';
import { getNote, updateNote } from '../lib/ghl/notes.ts';
import { changedNoteFields, ignoredNoteFields } from '../lib/protiv/note/changes.ts';
import { noteOutputFields, noteSample, toGhlNote, toNote } from '../lib/protiv/note/record.ts';
import { requiredLine } from '../lib/protiv/values/input.ts';
import { contactIdField, contactLock } from '../lib/zapier/contact/input-fields.ts';
import { changedOutput, ignoredFieldsOutput } from '../lib/zapier/fields/write-output.ts';
import { bodyField, noteDetailFields, noteIdField } from '../lib/zapier/note/input-fields.ts';
import { createOperation } from '../lib/zapier/platform/operation.ts';

export default createOperation({
  key: 'update_note',
  noun: 'Note',
  label: 'Update Note',
  description: 'Updates the fields of a note that you fill in, and leaves the others as they are.',
  inputFields: defineInputFields([
    contactIdField,
    { ...noteIdField, required: true },
    { ...bodyField, helpText: 'Replaces the whole text of the note.' },
    ...noteDetailFields,
  ]),
  lock: contactLock,
  perform: async ({ ghl, input }) => {
    const contactId = requiredLine('Contact', input.contactId);
    const noteId = requiredLine('Note', input.noteId);
    const body = toGhlNote(input);

    const current = await getNote(ghl, contactId, noteId);
    const changed = changedNoteFields(current, body);
    if (changed.length === 0) return { ...toNote(current), changed, ignoredFields: [] };

    const updated = await retryOnUnknownOutcome(ghl, () =>
      updateNote(ghl, contactId, noteId, body),
    );
    return { ...toNote(updated), changed, ignoredFields: ignoredNoteFields(body, updated) };
  },
  sample: { ...noteSample, changed: ['body'], ignoredFields: [] },
  outputFields: [...noteOutputFields, changedOutput, ignoredFieldsOutput],
});
