import { defineInputFields } from 'zapier-platform-core';

import { retryOnUnknownOutcome } from '../lib/ghl/client/idempotent-write.ts';
import { getNote, updateNote } from '../lib/ghl/notes.ts';
import { changedNoteFields, ignoredNoteFields } from '../lib/protiv/note/changes.ts';
import { noteOutputFields, noteSample } from '../lib/protiv/note/record.ts';
import { requiredId } from '../lib/protiv/values/references.ts';
import { laidOver } from '../lib/protiv/values/written-fields.ts';
import { contactIdField, contactLock } from '../lib/zapier/contact/input-fields.ts';
import { changedOutput, ignoredFieldsOutput } from '../lib/zapier/fields/write-output.ts';
import {
  bodyField,
  noteBody,
  noteDetailFields,
  noteIdField,
} from '../lib/zapier/note/input-fields.ts';
import { toOneNote } from '../lib/zapier/note/output.ts';
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
  perform: async (run) => {
    const { ghl, input } = run;
    const contactId = requiredId('Contact', input.contactId);
    const noteId = requiredId('Note', input.noteId);
    const body = await noteBody(run, input);

    const before = await getNote(ghl, contactId, noteId);
    const changed = changedNoteFields(before, body);
    if (changed.length === 0) {
      return { ...(await toOneNote(run, before)), changed, ignoredFields: [] };
    }
    const answer = await retryOnUnknownOutcome(ghl, () => updateNote(ghl, contactId, noteId, body));
    const note = laidOver(before, answer);
    const ignoredFields = ignoredNoteFields(body, note);
    return { ...(await toOneNote(run, note)), changed, ignoredFields };
  },
  sample: { ...noteSample, changed: ['body'], ignoredFields: [] },
  outputFields: [...noteOutputFields, changedOutput, ignoredFieldsOutput],
});
