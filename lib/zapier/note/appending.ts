import { createHash } from 'node:crypto';

import { retryOnUnknownOutcome } from '../../ghl/client/idempotent-write.ts';
import { getNote, updateNote } from '../../ghl/notes.ts';
import type { WireNote } from '../../ghl/schemas/note.ts';
import { appended, timesIn } from '../../protiv/note/append.ts';
import { laidOver } from '../../protiv/values/written-fields.ts';
import { recall, remember } from '../platform/cache.ts';
import type { Context } from '../platform/run.ts';

/**
 * Appends a text to a note, unless a run within the window has done so.
 *
 * @param windowMs milliseconds; 0 to always append it
 */
export const appendOnce = async (
  run: Context,
  contactId: string,
  noteId: string,
  text: string,
  windowMs: number,
): Promise<{ note: WireNote; wasAppended: boolean }> => {
  const { ghl } = run;
  const before = await getNote(ghl, contactId, noteId);
  const held = timesIn(before.body ?? '', text);
  if (windowMs > 0) {
    const mark = `appended:${noteId}:${createHash('sha256').update(text).digest('base64url')}`;
    const heldAtFirst = await recall<number>(run, mark);
    // Others may have added to the note since, so what was appended need not be its end.
    if (heldAtFirst !== undefined && held > heldAtFirst) {
      return { note: before, wasAppended: false };
    }
    // Before the write: a run that ends without an answer is run again by Zapier.
    if (heldAtFirst === undefined) await remember(run, mark, held, windowMs / 1_000);
  }
  const body = appended(before.body ?? '', text);
  const answer = await retryOnUnknownOutcome(ghl, () =>
    updateNote(ghl, contactId, noteId, { body }),
  );
  return { note: laidOver(before, answer), wasAppended: true };
};
