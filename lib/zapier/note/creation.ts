import type { Ghl } from '../../ghl/client/client.ts';
import { idempotentCreate } from '../../ghl/client/idempotent-write.ts';
import { createNote, listContactNotes } from '../../ghl/notes.ts';
import type { NoteBody, WireNote } from '../../ghl/schemas/note.ts';
import { ignoredNoteFields, isSameNote } from '../../protiv/note/changes.ts';
import { laidOver } from '../../protiv/values/written-fields.ts';
import { isWithin } from '../fields/repeats.ts';

export interface CreatedNote {
  note: WireNote;
  /** False for a note that a run before this one has created. */
  wasCreated: boolean;
  ignoredFields: string[];
}

/**
 * Creates a note, unless the contact has an identical one that was made within the window.
 *
 * @param windowMs milliseconds; 0 to always create one
 */
export const createNoteOnce = async (
  ghl: Ghl,
  contactId: string,
  body: NoteBody,
  windowMs: number,
): Promise<CreatedNote> => {
  const before = await listContactNotes(ghl, contactId);
  const repeated = before.find(
    (note) => isSameNote(note, body) && isWithin(windowMs, note.dateAdded),
  );
  if (repeated) return { note: repeated, wasCreated: false, ignoredFields: [] };

  const known = new Set(before.map(({ id }) => id));
  const answer = await idempotentCreate(
    ghl,
    () => createNote(ghl, contactId, body),
    async () => {
      const after = await listContactNotes(ghl, contactId);
      return after.find((note) => !known.has(note.id) && isSameNote(note, body));
    },
  );
  const note = laidOver({ contactId }, answer);
  return { note, wasCreated: true, ignoredFields: ignoredNoteFields(body, note) };
};
