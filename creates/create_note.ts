import { defineInputFields } from 'zapier-platform-core';

import { idempotentCreate } from '../lib/ghl/client/idempotent-write.ts';
import { createNote, listContactNotes } from '../lib/ghl/notes.ts';
import { NOTE_LABELS, ignoredNoteFields, isSameNote } from '../lib/protiv/note/changes.ts';
import { noteOutputFields, noteSample, toGhlNote, toNote } from '../lib/protiv/note/record.ts';
import { requiredLine } from '../lib/protiv/values/input.ts';
import { contactIdField, contactLock } from '../lib/zapier/contact/input-fields.ts';
import { ignoreRepeatsField, isWithin, repeatWindow } from '../lib/zapier/fields/repeats.ts';
import { ignoredFieldsOutput, wasCreatedOutput } from '../lib/zapier/fields/write-output.ts';
import { bodyField, noteDetailFields } from '../lib/zapier/note/input-fields.ts';
import { createOperation } from '../lib/zapier/platform/operation.ts';

export default createOperation({
  key: 'create_note',
  noun: 'Note',
  label: 'Create Note',
  description: 'Creates a new note on a contact.',
  inputFields: defineInputFields([
    contactIdField,
    { ...bodyField, required: true },
    ...noteDetailFields,
    ignoreRepeatsField('an identical note of the contact'),
  ]),
  lock: contactLock,
  perform: async ({ ghl, input }) => {
    const contactId = requiredLine('Contact', input.contactId);
    requiredLine(NOTE_LABELS.body, input.body);
    const windowMs = repeatWindow(input.ignoreRepeatsWithin);
    const body = toGhlNote(input);

    const before = await listContactNotes(ghl, contactId);
    const repeated = before.find(
      (note) => isSameNote(note, body) && isWithin(windowMs, note.dateAdded),
    );
    if (repeated) return { ...toNote(repeated), wasCreated: false, ignoredFields: [] };

    const known = new Set(before.map(({ id }) => id));
    const created = await idempotentCreate(
      ghl,
      () => createNote(ghl, contactId, body),
      async () => {
        const after = await listContactNotes(ghl, contactId);
        return after.find((note) => !known.has(note.id) && isSameNote(note, body));
      },
    );
    return {
      ...toNote(created),
      wasCreated: true,
      ignoredFields: ignoredNoteFields(body, created),
    };
  },
  sample: { ...noteSample, wasCreated: true },
  outputFields: [...noteOutputFields, wasCreatedOutput, ignoredFieldsOutput],
});
