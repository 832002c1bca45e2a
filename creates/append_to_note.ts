import { defineInputFields } from 'zapier-platform-core';

import { noteOutputFields, noteSample } from '../lib/protiv/note/record.ts';
import { requiredId } from '../lib/protiv/values/references.ts';
import { asText, missing } from '../lib/protiv/values/texts.ts';
import { contactIdField, contactLock } from '../lib/zapier/contact/input-fields.ts';
import { repeatWindow, repeatsField } from '../lib/zapier/fields/repeats.ts';
import { appendOnce } from '../lib/zapier/note/appending.ts';
import { noteIdField } from '../lib/zapier/note/input-fields.ts';
import { toOneNote } from '../lib/zapier/note/output.ts';
import { createOperation } from '../lib/zapier/platform/operation.ts';

const LABEL = 'Text to Append';

export default createOperation({
  key: 'append_to_note',
  noun: 'Note',
  label: 'Append to Note',
  description: 'Appends text to a note of a contact, and keeps what is there.',
  inputFields: defineInputFields([
    contactIdField,
    { ...noteIdField, required: true },
    { key: 'text', label: LABEL, type: 'text', required: true },
    repeatsField(
      'If a Zap appends the same text to the note again within this time, the step does nothing. Enter `0` to always append it.',
    ),
  ]),
  lock: contactLock,
  perform: async (run) => {
    const { input } = run;
    const contactId = requiredId('Contact', input.contactId);
    const noteId = requiredId('Note', input.noteId);
    const windowMs = repeatWindow(input.ignoreRepeatsWithin);
    const text = asText(LABEL, input.text);
    if (text === undefined) throw missing(LABEL);

    const { note, wasAppended } = await appendOnce(run, contactId, noteId, text, windowMs);
    return { ...(await toOneNote(run, note)), wasAppended };
  },
  sample: { ...noteSample, wasAppended: true },
  outputFields: [
    ...noteOutputFields,
    { key: 'wasAppended', label: 'Was Appended', type: 'boolean' },
  ],
});
