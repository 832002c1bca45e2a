import * as zod from 'zod/mini';

import { getNote } from '../../ghl/notes.ts';
import type { Note } from '../../protiv/note/schema.ts';
import { keptInSlim, readPointer, restOf } from '../platform/hydration.ts';
import type { KeptFields, SlimRecord } from '../platform/payload-limit.ts';
import { withRun } from '../platform/run.ts';
import type { Context } from '../platform/run.ts';
import { toOneNote } from './output.ts';

const FIELDS = {
  core: [
    'id',
    'noteId',
    'contactId',
    'contactName',
    'title',
    'dateAdded',
    'createdBy',
    'createdByName',
  ],
  // A note by its id does not say what its contact is called.
  key: ['id', 'noteId', 'contactId', 'contactName'],
} satisfies KeptFields<Note>;

/** How notes are sent where too many come at once. */
export const slimNote = ({ z }: Context): SlimRecord<Note & { hash?: string }> => ({
  ...FIELDS,
  pointerTo: ({ id, contactId, hash }, kept) =>
    contactId &&
    z.dehydrate(hydrateNote, {
      ...kept,
      contactId,
      id,
      // Not read: identical pointers are cached for five minutes, and a change must not be.
      ...(hash !== undefined && { hash }),
    }),
});

const pointer = zod.object({ ...keptInSlim, contactId: zod.string(), id: zod.string() });

/** Hydrator: the rest of a note. */
export const hydrateNote = withRun(async (run) => {
  const { contactId, id, ...kept } = readPointer(pointer, run.input);
  const note = await toOneNote(run, await getNote(run.ghl, contactId, id));
  return restOf(note, FIELDS, kept);
});
