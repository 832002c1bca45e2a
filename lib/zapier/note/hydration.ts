import * as zod from 'zod/mini';

import { getNote } from '../../ghl/notes.ts';
import { toNote } from '../../protiv/note/record.ts';
import type { Note } from '../../protiv/note/schema.ts';
import { keptInSlim, readPointer, restOf } from '../platform/hydration.ts';
import type { KeptFields, SlimRecord } from '../platform/payload-limit.ts';
import { withRun } from '../platform/run.ts';
import type { Context } from '../platform/run.ts';

const FIELDS = {
  core: ['id', 'noteId', 'contactId', 'title', 'dateAdded', 'createdBy', 'createdByName'],
  key: ['id', 'noteId', 'contactId'],
} satisfies KeptFields<Note>;

/** How notes are sent where too many come at once. */
export const slimNote = ({ z }: Context): SlimRecord<Note> => ({
  ...FIELDS,
  pointerTo: ({ id, contactId }, kept) =>
    contactId && z.dehydrate(hydrateNote, { ...kept, contactId, id }),
});

const pointer = zod.object({ ...keptInSlim, contactId: zod.string(), id: zod.string() });

/** Hydrator: the rest of a note. */
export const hydrateNote = withRun(async ({ ghl, input }) => {
  const { contactId, id, ...kept } = readPointer(pointer, input);
  return restOf(toNote(await getNote(ghl, contactId, id)), FIELDS, kept);
});
