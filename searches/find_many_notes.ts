import { defineInputFields, defineSearch } from 'zapier-platform-core';
import type { Bundle, InferInputData, SearchPerform, ZObject } from 'zapier-platform-core';

import { Ghl } from '../lib/ghl/client/client.ts';
import { asLine, requiredLine } from '../lib/protiv/values/input.ts';
import { noteOutputFields, noteSample, toNote } from '../lib/protiv/note/record.ts';
import { contactIdField } from '../lib/zapier/contact/input-fields.ts';
import { guarded } from '../lib/zapier/platform/error-boundary.ts';
import { asLimit, limitField } from '../lib/zapier/fields/limit.ts';
import { lineItems } from '../lib/zapier/platform/line-items.ts';
import { noteQueryField } from '../lib/zapier/note/input-fields.ts';
import { findNotes } from '../lib/zapier/note/search.ts';

const inputFields = defineInputFields([
  contactIdField,
  {
    ...noteQueryField,
    helpText: 'Only notes whose title or body contains this text, in capital or small letters.',
  },
  limitField('Notes', 'The newest note comes first.'),
]);

type Input = InferInputData<typeof inputFields>;

const perform = guarded(async (z: ZObject, bundle: Bundle<Input>) => {
  const ghl = new Ghl(z, bundle);
  const contactId = requiredLine('Contact', bundle.inputData.contactId);
  const query = asLine(noteQueryField.label, bundle.inputData.query);
  const limit = asLimit('Notes', bundle.inputData.limit);
  const found = await findNotes(ghl, contactId, query);
  if (found.length === 0) return [];
  const notes = found.slice(0, limit).map((note) => toNote(note));
  return [{ id: contactId, count: notes.length, matchCount: found.length, notes }];
}) satisfies SearchPerform<Input>;

export default defineSearch({
  key: 'find_many_notes',
  noun: 'Note',
  display: {
    label: 'Find Many Notes',
    description: 'Finds all notes of a contact, or those that contain a text, as line items.',
  },
  operation: {
    inputFields,
    perform,
    sample: {
      id: 'ocQHyuzHvysMo5N5VsXc',
      count: 1,
      matchCount: 1,
      notes: [noteSample],
    },
    outputFields: [
      { key: 'id', label: 'ID', type: 'string' },
      { key: 'count', label: 'Number of Notes Returned', type: 'integer' },
      { key: 'matchCount', label: 'Number of Matches', type: 'integer' },
      ...lineItems('notes', noteOutputFields),
    ],
  },
});
