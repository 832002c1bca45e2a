import { defineCreate, defineInputFields } from 'zapier-platform-core';
import type { Bundle, CreatePerform, InferInputData, ZObject } from 'zapier-platform-core';

import { Ghl } from '../lib/ghl/client/client.ts';
import { createNote, listContactNotes } from '../lib/ghl/notes.ts';
import { writeOnce } from '../lib/ghl/client/idempotent-write.ts';
import { requiredLine } from '../lib/protiv/values/input.ts';
import { NOTE_LABELS, ignoredNoteFields, isSameNote } from '../lib/protiv/note/changes.ts';
import { noteOutputFields, noteSample, toGhlNote, toNote } from '../lib/protiv/note/record.ts';
import { contactIdField, contactLock } from '../lib/zapier/contact/input-fields.ts';
import { guarded } from '../lib/zapier/platform/error-boundary.ts';
import { bodyField, noteDetailFields } from '../lib/zapier/note/input-fields.ts';
import { ignoreRepeatsField, isWithin, repeatWindow } from '../lib/zapier/fields/repeats.ts';
import { ignoredFieldsOutput, wasCreatedOutput } from '../lib/zapier/fields/write-output.ts';

const inputFields = defineInputFields([
  contactIdField,
  { ...bodyField, required: true },
  ...noteDetailFields,
  ignoreRepeatsField('an identical note of the contact'),
]);

type Input = InferInputData<typeof inputFields>;

const perform = guarded(async (z: ZObject, bundle: Bundle<Input>) => {
  const ghl = new Ghl(z, bundle);
  const { inputData } = bundle;
  const contactId = requiredLine('Contact', inputData.contactId);
  requiredLine(NOTE_LABELS.body, inputData.body);
  const windowMs = repeatWindow(inputData.ignoreRepeatsWithin);
  const body = toGhlNote(inputData);

  const before = await listContactNotes(ghl, contactId);
  const repeated = before.find(
    (note) => isSameNote(note, body) && isWithin(windowMs, note.dateAdded),
  );
  if (repeated) return { ...toNote(repeated), wasCreated: false, ignoredFields: [] };

  const known = new Set(before.map(({ id }) => id));
  const created = await writeOnce(
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
}) satisfies CreatePerform<Input>;

export default defineCreate({
  key: 'create_note',
  noun: 'Note',
  display: {
    label: 'Create Note',
    description: 'Creates a new note on a contact.',
  },
  operation: {
    inputFields,
    perform,
    lock: contactLock,
    sample: { ...noteSample, wasCreated: true },
    outputFields: [...noteOutputFields, wasCreatedOutput, ignoredFieldsOutput],
  },
});
