import { defineInputFields } from 'zapier-platform-core';

import { findNoteById } from '../lib/ghl/notes.ts';
import { noteOutputFields, noteSample } from '../lib/protiv/note/record.ts';
import { InvalidInputError } from '../lib/protiv/values/invalid-input.ts';
import { asLine, requiredLine } from '../lib/protiv/values/texts.ts';
import { contactIdField } from '../lib/zapier/contact/input-fields.ts';
import { isAnyFilterEmpty } from '../lib/zapier/fields/filters.ts';
import { noteIdField, noteQueryField } from '../lib/zapier/note/input-fields.ts';
import { toOneNote } from '../lib/zapier/note/output.ts';
import { findNotes } from '../lib/zapier/note/search.ts';
import { searchOperation } from '../lib/zapier/platform/operation.ts';

export default searchOperation({
  key: 'find_note',
  noun: 'Note',
  label: 'Find Note',
  description: 'Finds a note of a contact by text or ID.',
  inputFields: defineInputFields([
    contactIdField,
    {
      ...noteQueryField,
      helpText:
        'Fill in this or Note. Finds the newest note whose title or body contains this text, in capital or small letters.',
    },
    {
      ...noteIdField,
      helpText:
        'Fill in this or Search Text. If both are filled in, the text is searched for only if there is no such note.',
    },
  ]),
  perform: async (run) => {
    const { ghl, input } = run;
    const contactId = requiredLine('Contact', input.contactId);
    const noteId = asLine('Note', input.noteId);
    const query = asLine(noteQueryField.label, input.query);
    if (!noteId && !query) {
      if (isAnyFilterEmpty(run, ['query', 'noteId'])) return [];
      throw new InvalidInputError('Fill in a Search Text or a Note to search by.');
    }

    const known = noteId ? await findNoteById(ghl, contactId, noteId) : undefined;
    if (known) return [{ ...(await toOneNote(run, known)), matchedBy: 'noteId', matchCount: 1 }];
    if (!query) return [];
    const matches = await findNotes(ghl, contactId, query);
    const [note] = matches;
    if (!note) return [];
    return [{ ...(await toOneNote(run, note)), matchedBy: 'query', matchCount: matches.length }];
  },
  sample: { ...noteSample, matchedBy: 'query', matchCount: 1 },
  outputFields: [
    ...noteOutputFields,
    { key: 'matchedBy', label: 'Matched By', type: 'string' },
    { key: 'matchCount', label: 'Number of Matches', type: 'integer' },
  ],
});
