import type { WireNote } from '../../ghl/schemas/note.ts';
import { toNote } from '../../protiv/note/record.ts';
import type { Note } from '../../protiv/note/schema.ts';
import type { Context } from '../platform/run.ts';
import { userNames } from '../references/references.ts';

/**
 * Notes as Zaps see them, with the names of their authors.
 *
 * @param contacts names by id, where they are at hand
 */
export const toNotes = async (
  run: Context,
  rows: readonly WireNote[],
  contacts?: ReadonlyMap<string, string>,
): Promise<Note[]> => {
  const users = await userNames(
    run,
    rows.map(({ userId, createdBy }) => (createdBy?.name ? undefined : (userId ?? createdBy?.id))),
  );
  return rows.map((row) => toNote(row, { users, contacts }));
};

/** `toNotes` for one. */
export const toOneNote = async (run: Context, row: WireNote): Promise<Note> => {
  const users = await userNames(run, [row.userId ?? row.createdBy?.id]);
  return toNote(row, { users });
};
