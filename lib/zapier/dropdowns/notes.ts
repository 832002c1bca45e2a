import { listContactNotes } from '../../ghl/notes.ts';
import { newestFirst } from '../../protiv/values/newest-first.ts';
import { plainText } from '../../protiv/values/plain-text.ts';
import { asLine } from '../../protiv/values/texts.ts';
import { withRun } from '../platform/run.ts';
import { all } from './choices.ts';

const NOTE_LABEL_LENGTH = 60;

/** Notes of the contact that the step names, newest first; none while no contact is chosen. */
export const notes = withRun(async ({ ghl, input }) => {
  const contactId = asLine('Contact', input['contactId']);
  const found = contactId ? await listContactNotes(ghl, contactId) : [];
  return all(
    newestFirst(found, ({ dateAdded }) => dateAdded).map(({ id, title, body }) => ({
      id,
      label: (
        title ||
        plainText(body ?? '')
          .replace(/\s+/g, ' ')
          .trim() ||
        id
      ).slice(0, NOTE_LABEL_LENGTH),
    })),
  );
});
