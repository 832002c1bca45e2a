import type { Ghl } from '../../ghl/client/client.ts';
import { undefinedIfNotFound } from '../../ghl/client/not-found.ts';
import { listContactNotes } from '../../ghl/notes.ts';
import type { WireNote } from '../../ghl/schemas/note.ts';
import { newestFirst } from '../../protiv/values/newest-first.ts';

/**
 * A contact's notes whose title or body holds a text, in capital or small letters; newest first.
 * None for a contact that does not exist.
 */
export const findNotes = async (
  ghl: Ghl,
  contactId: string,
  query: string | undefined,
): Promise<WireNote[]> => {
  const words = query?.toLowerCase() ?? '';
  const notes = (await undefinedIfNotFound(() => listContactNotes(ghl, contactId))) ?? [];
  const matches = notes.filter(({ title, body }) =>
    [title, body].some((part) => (part ?? '').toLowerCase().includes(words)),
  );
  return newestFirst(matches, ({ dateAdded }) => dateAdded);
};
