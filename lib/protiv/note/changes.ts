import type { NoteBody, WireNote } from '../../ghl/schemas/note.ts';
import { changesBy } from '../values/written-fields.ts';
import { NOTE_FIELDS, toNote } from './record.ts';
import type { Note } from './schema.ts';

const noteChanges = changesBy<WireNote, Note, NoteBody>(NOTE_FIELDS, (note) => toNote(note));

/** What a body would change in a note: keys of the Protiv-shaped note. */
export const changedNoteFields = (current: WireNote, body: NoteBody): string[] =>
  noteChanges(current, body).map(({ key }) => key);

/** Labels of the fields that were sent and did not come back. */
export const ignoredNoteFields = (sent: NoteBody, answer: WireNote): string[] =>
  noteChanges(answer, sent).map(({ label }) => label);

/**
 * Whether creating a note with this body would make a copy of `note`. What the body leaves open
 * and HighLevel fills in (author, color) does not count.
 */
export const isSameNote = (note: WireNote, body: NoteBody): boolean =>
  noteChanges(note, { title: '', ...body }).length === 0;
