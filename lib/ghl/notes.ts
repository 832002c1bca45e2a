import * as zod from 'zod/mini';

import type { Ghl } from './client/client.ts';
import { API_VERSION } from './client/configuration.ts';
import { undefinedIfNotFound } from './client/not-found.ts';
import { path } from './client/path.ts';
import { wireNote } from './schemas/note.ts';
import type { NoteBody, WireNote } from './schemas/note.ts';

const version = API_VERSION.contacts;

const noteAnswer = zod.looseObject({ note: zod.unknown() });

/** A contact's notes, all in one answer. */
export const listContactNotes = async (ghl: Ghl, contactId: string): Promise<WireNote[]> => {
  const answer = await ghl.read({
    path: path`/contacts/${contactId}/notes`,
    scope: 'contacts.readonly',
    version,
    answer: zod.looseObject({ notes: zod.array(zod.unknown()) }),
  });
  return ghl.records(wireNote, answer.notes);
};

/**
 * @throws {GhlError} `not_found`, or `contact_not_found`
 */
export const getNote = async (ghl: Ghl, contactId: string, noteId: string): Promise<WireNote> => {
  const answer = await ghl.read({
    path: path`/contacts/${contactId}/notes/${noteId}`,
    scope: 'contacts.readonly',
    version,
    answer: noteAnswer,
  });
  return ghl.record(wireNote, answer.note);
};

/** Like `getNote`, with `undefined` for a note that does not exist. */
export const findNoteById = (
  ghl: Ghl,
  contactId: string,
  noteId: string,
): Promise<WireNote | undefined> => undefinedIfNotFound(() => getNote(ghl, contactId, noteId));

/** Creates a note; GHL asks for its `body` (`POST /contacts/{id}/notes`). */
export const createNote = async (
  ghl: Ghl,
  contactId: string,
  note: NoteBody,
): Promise<WireNote> => {
  const answer = await ghl.write({
    method: 'POST',
    path: path`/contacts/${contactId}/notes`,
    scope: 'contacts.write',
    version,
    body: note,
    answer: noteAnswer,
  });
  return ghl.record(wireNote, answer.note);
};

/** Changes the named fields of a note (`PUT /contacts/{id}/notes/{noteId}`). */
export const updateNote = async (
  ghl: Ghl,
  contactId: string,
  noteId: string,
  changes: NoteBody,
): Promise<WireNote> => {
  const answer = await ghl.write({
    method: 'PUT',
    path: path`/contacts/${contactId}/notes/${noteId}`,
    scope: 'contacts.write',
    version,
    body: changes,
    answer: noteAnswer,
  });
  return ghl.record(wireNote, answer.note);
};

/**
 * Deletes a note for good.
 *
 * @throws {GhlError} `not_found` when it is not there (any more)
 */
export const deleteNote = async (ghl: Ghl, contactId: string, noteId: string): Promise<void> => {
  await ghl.write({
    method: 'DELETE',
    path: path`/contacts/${contactId}/notes/${noteId}`,
    scope: 'contacts.write',
    version,
    answer: zod.looseObject({}),
  });
};
