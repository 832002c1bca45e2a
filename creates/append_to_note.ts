import { createHash } from 'node:crypto';

import { defineInputFields } from 'zapier-platform-core';

import { retryOnUnknownOutcome } from '../lib/ghl/client/idempotent-write.ts';
import { getNote, updateNote } from '../lib/ghl/notes.ts';
import { appended, timesIn } from '../lib/protiv/note/append.ts';
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
      'If a Zap appends the same text to the note again within this time, the step does nothing. Enter `0` to always append it.',
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
    const held = timesIn(before.body ?? '', text);
    if (windowMs > 0) {
      const mark = `appended:${noteId}:${createHash('sha256').update(text).digest('base64url')}`;
      const heldAtFirst = await recall<number>(run, mark);
      // Others may have added to the note since, so what was appended need not be its end.
      if (heldAtFirst !== undefined && held > heldAtFirst) {
        return { ...(await toOneNote(run, before)), wasAppended: false };
      }
      // Before the write: a run that ends without an answer is run again by Zapier.
      if (heldAtFirst === undefined) await remember(run, mark, held, windowMs / 1_000);
    }
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
