import { defineCreate, defineInputFields } from 'zapier-platform-core';
import type { Bundle, CreatePerform, InferInputData, ZObject } from 'zapier-platform-core';

import { Ghl } from '../lib/ghl/client/client.ts';
import { getNote, updateNote } from '../lib/ghl/notes.ts';
import { writeTwice } from '../lib/ghl/client/idempotent-write.ts';
import { requiredLine } from '../lib/protiv/values/input.ts';
import { changedNoteFields, ignoredNoteFields } from '../lib/protiv/note/changes.ts';
import { noteOutputFields, noteSample, toGhlNote, toNote } from '../lib/protiv/note/record.ts';
import { contactIdField, contactLock } from '../lib/zapier/contact/input-fields.ts';
import { guarded } from '../lib/zapier/platform/error-boundary.ts';
import { bodyField, noteDetailFields, noteIdField } from '../lib/zapier/note/input-fields.ts';
import { changedOutput, ignoredFieldsOutput } from '../lib/zapier/fields/write-output.ts';

const inputFields = defineInputFields([
  contactIdField,
  { ...noteIdField, required: true },
  { ...bodyField, helpText: 'Replaces the whole text of the note.' },
  ...noteDetailFields,
]);

type Input = InferInputData<typeof inputFields>;

const perform = guarded(async (z: ZObject, bundle: Bundle<Input>) => {
  const ghl = new Ghl(z, bundle);
  const contactId = requiredLine('Contact', bundle.inputData.contactId);
  const noteId = requiredLine('Note', bundle.inputData.noteId);
  const body = toGhlNote(bundle.inputData);

  const current = await getNote(ghl, contactId, noteId);
  const changed = changedNoteFields(current, body);
  if (changed.length === 0) return { ...toNote(current), changed, ignoredFields: [] };

  const updated = await writeTwice(ghl, () => updateNote(ghl, contactId, noteId, body));
  return { ...toNote(updated), changed, ignoredFields: ignoredNoteFields(body, updated) };
}) satisfies CreatePerform<Input>;

export default defineCreate({
  key: 'update_note',
  noun: 'Note',
  display: {
    label: 'Update Note',
    description:
      'Updates the fields of a note that you fill in, and leaves the others as they are.',
  },
  operation: {
    inputFields,
    perform,
    lock: contactLock,
    sample: { ...noteSample, changed: ['body'], ignoredFields: [] },
    outputFields: [...noteOutputFields, changedOutput, ignoredFieldsOutput],
  },
});
