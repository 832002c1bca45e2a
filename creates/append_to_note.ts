import { createHash } from 'node:crypto';

import { defineInputFields } from 'zapier-platform-core';

import { retryOnUnknownOutcome } from '../lib/ghl/client/idempotent-write.ts';
import { getNote, updateNote } from '../lib/ghl/notes.ts';
import { appended, endsWith } from '../lib/protiv/note/append.ts';
import { noteOutputFields, noteSample } from '../lib/protiv/note/record.ts';
import { requiredId } from '../lib/protiv/values/references.ts';
import { asText, missing } from '../lib/protiv/values/texts.ts';
import { laidOver } from '../lib/protiv/values/written-fields.ts';
import { contactIdField, contactLock } from '../lib/zapier/contact/input-fields.ts';
import { repeatWindow, repeatsField } from '../lib/zapier/fields/repeats.ts';
import { noteIdField } from '../lib/zapier/note/input-fields.ts';
import { toOneNote } from '../lib/zapier/note/output.ts';
import { recall, remember } from '../lib/zapier/platform/cache.ts';
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
      'If a Zap runs again within this time and the note ends with this text already, the step does nothing. Enter `0` to always append it.',
    ),
  ]),
  lock: contactLock,
  perform: async (run) => {
    const { ghl, input } = run;
    const contactId = requiredId('Contact', input.contactId);
    const noteId = requiredId('Note', input.noteId);
    const windowMs = repeatWindow(input.ignoreRepeatsWithin);
    const text = asText(LABEL, input.text);
    if (text === undefined) throw missing(LABEL);

    const before = await getNote(ghl, contactId, noteId);
    const mark = `appended:${noteId}:${createHash('sha256').update(text).digest('base64url')}`;
    const isTried = windowMs > 0 && (await recall<boolean>(run, mark)) === true;
    if (isTried && endsWith(before.body ?? '', text)) {
      return { ...(await toOneNote(run, before)), wasAppended: false };
    }
    // Before the write: a run that dies after it is run again by Zapier.
    if (windowMs > 0) await remember(run, mark, true, windowMs / 1_000);
    const body = appended(before.body ?? '', text);
    const answer = await retryOnUnknownOutcome(ghl, () =>
      updateNote(ghl, contactId, noteId, { body }),
    );
    return { ...(await toOneNote(run, laidOver(before, answer))), wasAppended: true };
  },
  sample: { ...noteSample, wasAppended: true },
  outputFields: [
    ...noteOutputFields,
    { key: 'wasAppended', label: 'Was Appended', type: 'boolean' },
  ],
});
