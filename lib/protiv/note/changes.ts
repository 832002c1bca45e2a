import type { NoteBody, WireNote } from '../../ghl/schemas/note.ts';
import { toNote } from './record.ts';
import type { Note } from './schema.ts';

/** What each field of a note is called on the user's screen. */
export const NOTE_LABELS = {
  body: 'Body',
  title: 'Title',
  createdBy: 'Author',
  color: 'Color',
  pinned: 'Pinned',
} as const;

type NoteField = keyof typeof NOTE_LABELS;

/** Where GHL keeps each of them. */
const BODY_KEY = {
  body: 'body',
  title: 'title',
  createdBy: 'userId',
  color: 'color',
  pinned: 'pinned',
} as const satisfies Record<NoteField, keyof NoteBody>;

const FIELDS = ['body', 'title', 'createdBy', 'color', 'pinned'] as const;

/** What a body would change in a note: keys of the Protiv-shaped note. */
export const changedNoteFields = (current: WireNote, body: NoteBody): NoteField[] => {
  const held = toNote(current);
  const wanted = toNote({ id: current.id, ...body });
  return FIELDS.filter(
    (field) =>
      body[BODY_KEY[field]] !== undefined && comparable(wanted, field) !== comparable(held, field),
  );
};

/** GHL leaves `pinned` out of a note that is not. */
const comparable = (note: Note, field: NoteField): string | boolean | undefined => {
  if (field === 'pinned') return note.pinned ?? false;
  return field === 'color' ? note.color?.toLowerCase() : note[field]?.trim();
};

/** Labels of the fields that were sent and did not come back. */
export const ignoredNoteFields = (sent: NoteBody, answer: WireNote): string[] =>
  changedNoteFields(answer, sent).map((field) => NOTE_LABELS[field]);

/**
 * Whether creating a note with this body would make a copy of `note`. What the body leaves open
 * and HighLevel fills in (author, color) does not count.
 */
export const isSameNote = (note: WireNote, body: NoteBody): boolean =>
  changedNoteFields(note, { title: '', ...body }).length === 0;
