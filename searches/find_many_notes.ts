import { defineInputFields } from 'zapier-platform-core';

import { noteOutputFields, noteSample } from '../lib/protiv/note/record.ts';
import { asLine, requiredLine } from '../lib/protiv/values/texts.ts';
import { contactIdField } from '../lib/zapier/contact/input-fields.ts';
import { isAnyFilterEmpty } from '../lib/zapier/fields/filters.ts';
import { foundMany, manyOutput } from '../lib/zapier/fields/found-many.ts';
import { asLimit, limitField } from '../lib/zapier/fields/limit.ts';
import { noteQueryField } from '../lib/zapier/note/input-fields.ts';
import { toNotes } from '../lib/zapier/note/output.ts';
import { findNotes } from '../lib/zapier/note/search.ts';
import { searchOperation } from '../lib/zapier/platform/operation.ts';

const NOTES = { key: 'notes', nouns: 'Notes', fields: noteOutputFields, idLabel: 'Contact ID' };

export default searchOperation({
  key: 'find_many_notes',
  noun: 'Note',
  label: 'Find Many Notes',
  description: 'Finds all notes of a contact, or those that contain a text, as line items.',
  inputFields: defineInputFields([
    contactIdField,
    {
      ...noteQueryField,
      helpText: 'Only notes whose title or body contains this text, in capital or small letters.',
    },
    limitField('Notes', 'The newest note comes first.'),
  ]),
  perform: async (run) => {
    const { ghl, input } = run;
    const contactId = requiredLine('Contact', input.contactId);
    const query = asLine(noteQueryField.label, input.query);
    const limit = asLimit('Notes', input.limit);
    if (isAnyFilterEmpty(run, ['query'])) return [];
    const found = await findNotes(ghl, contactId, query);
    if (found.length === 0) return [];
    const notes = await toNotes(run, found.slice(0, limit));
    return [foundMany(ghl, NOTES, notes, { id: contactId, matchCount: found.length })];
  },
  sample: {
    id: 'ocQHyuzHvysMo5N5VsXc',
    count: 1,
    matchCount: 1,
    complete: true,
    notes: [noteSample],
  },
  outputFields: manyOutput(NOTES),
});
