import { defineInputFields } from 'zapier-platform-core';

import { NOTE_LABELS, noteOutputFields, noteSample } from '../lib/protiv/note/record.ts';
import { requiredId } from '../lib/protiv/values/references.ts';
import { requiredLine } from '../lib/protiv/values/texts.ts';
import { contactIdField, contactLock } from '../lib/zapier/contact/input-fields.ts';
import { ignoreRepeatsField, repeatWindow } from '../lib/zapier/fields/repeats.ts';
import { ignoredFieldsOutput, wasCreatedOutput } from '../lib/zapier/fields/write-output.ts';
import { createNoteOnce } from '../lib/zapier/note/creation.ts';
import { bodyField, noteBody, noteDetailFields } from '../lib/zapier/note/input-fields.ts';
import { toOneNote } from '../lib/zapier/note/output.ts';
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
  perform: async (run) => {
    const { ghl, input } = run;
    const contactId = requiredId('Contact', input.contactId);
    requiredLine(NOTE_LABELS.body, input.body);
    const windowMs = repeatWindow(input.ignoreRepeatsWithin);
    const body = await noteBody(run, input);
    const { note, ...outcome } = await createNoteOnce(ghl, contactId, body, windowMs);
    return { ...(await toOneNote(run, note)), ...outcome };
  },
  sample: { ...noteSample, wasCreated: true },
  outputFields: [...noteOutputFields, wasCreatedOutput, ignoredFieldsOutput],
});
