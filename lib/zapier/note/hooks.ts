import { findNoteById } from '../../ghl/notes.ts';
import type { WireNote } from '../../ghl/schemas/note.ts';
import type { Note } from '../../protiv/note/schema.ts';
import { asId, requiredId } from '../../protiv/values/references.ts';
import { contactNameNow } from '../contact/names.ts';
import type { Hook, HookEvent } from '../platform/hook-trigger.ts';
import { readPolledWindow } from '../platform/hook-window.ts';
import type { Run } from '../platform/run.ts';
import { pollChangedNotes, withHashes } from './changed-polls.ts';
import type { ChangedNote } from './changed-polls.ts';
import { toNotes } from './output.ts';
import { pollNotes } from './polls.ts';

interface Input {
  contactId?: string | undefined;
}

/** New notes, of all contacts: HighLevel tells of each, though it lists those of one contact only. */
export const newNoteHook: Hook<Input, Note> = {
  events: () => ['NoteCreate'],
  note: 'Triggers within seconds, once for each note.',
  helpTexts: { contactId: 'Choose a contact to get its notes only. Leave blank for all contacts.' },
  read: async (run, event) => toNamedNotes(run, await noteRows(run, event)),
  readWindow: readPolledWindow('dateAdded', (run) =>
    pollNotes(run, asId('Contact', run.input.contactId)),
  ),
};

/** Notes of one contact that are added or say something else. */
export const changedNoteHook: Hook<Input, ChangedNote> = {
  events: () => ['NoteCreate', 'NoteUpdate'],
  helpTexts: { contactId: 'The contact whose notes to watch.' },
  note: 'Triggers within seconds. A note that is only pinned or colored may trigger the Zap once. A change during an outage is missed; a note that is added then is not.',
  read: async (run, event) => {
    const rows = await noteRows(run, event);
    return withHashes(await toNamedNotes(run, rows), rows);
  },
  readWindow: readPolledWindow('dateAdded', (run) =>
    pollChangedNotes(run, requiredId('Contact', run.input.contactId)),
  ),
};

/** The note of an event as it is now; none where it is gone, or of another contact than the step's. */
const noteRows = async (
  { ghl, input }: Run<Input>,
  { recordId, contactId }: HookEvent,
): Promise<WireNote[]> => {
  const wanted = asId('Contact', input.contactId);
  if (contactId === undefined || (wanted !== undefined && wanted !== contactId)) return [];
  const note = await findNoteById(ghl, contactId, recordId);
  return note ? [note] : [];
};

const toNamedNotes = async (run: Run<Input>, rows: readonly WireNote[]): Promise<Note[]> =>
  toNotes(run, rows, await contactNameNow(run, rows[0]?.contactId));
