import * as zod from 'zod/mini';

import { listContactNotes } from '../../ghl/notes.ts';
import type { WireNote } from '../../ghl/schemas/note.ts';
import { noteHash } from '../../protiv/note/hash.ts';
import { toNote } from '../../protiv/note/record.ts';
import type { Note } from '../../protiv/note/schema.ts';
import { contentHash } from '../../protiv/values/content-hash.ts';
import { newestFirst } from '../../protiv/values/newest-first.ts';
import { contactNames } from '../contact/names.ts';
import { pollCheckpoint } from '../platform/poll-checkpoint.ts';
import { SAMPLE_SIZE } from '../platform/poll-windows.ts';
import type { Run } from '../platform/run.ts';
import { toNotes } from './output.ts';

/** A note, and what it says in short. */
export type ChangedNote = Note & { hash: string };

/**
 * One poll of a contact's notes, the newest first. A note does not say when it was edited: each poll
 * gives all of them, and Zapier fires for those that say something new.
 *
 * - sample poll: three notes
 * - priming poll: what all notes say already
 *
 * @throws {GhlError} `contact_not_found`
 */
export const pollChangedNotes = async (
  run: Run<unknown>,
  contactId: string,
): Promise<ChangedNote[]> => {
  const { ghl, meta } = run;
  const listed = await listContactNotes(ghl, contactId);
  const all = newestFirst(listed, ({ dateAdded }) => dateAdded);
  const rows = meta.isLoadingSample ? all.slice(0, SAMPLE_SIZE) : all;
  const notes = meta.isPopulatingDedupe
    ? rows.map((row) => toNote(row))
    : await toNotes(run, rows, await namesFor(run, contactId, rows));
  return withHashes(notes, rows);
};

/** Notes with what each of them says in short, from HighLevel's rows of them. */
export const withHashes = (notes: readonly Note[], rows: readonly WireNote[]): ChangedNote[] => {
  const hashes = rows.map(noteHash);
  return notes.map((note, index) => ({ ...note, hash: hashes[index] ?? '' }));
};

const seen = zod.object({ seen: zod.string() });

/**
 * The name of the contact, where there is something that the last poll has not given: the others never
 * fire.
 */
const namesFor = async (
  run: Run<unknown>,
  contactId: string,
  rows: readonly WireNote[],
): Promise<ReadonlyMap<string, string>> => {
  if (rows.length === 0) return new Map();
  const checkpoint = pollCheckpoint(run, { namedNotesOf: contactId }, seen);
  const now = contentHash(rows.flatMap((row) => [row.id, noteHash(row)]));
  if ((await checkpoint.load())?.seen === now) return new Map();
  const names = await contactNames(run, [contactId]);
  await checkpoint.save({ seen: now });
  return names;
};
