import { findNoteById } from '../../ghl/notes.ts';
import type { Note } from '../../protiv/note/schema.ts';
import { asId } from '../../protiv/values/references.ts';
import { contactNames } from '../contact/names.ts';
import type { Hook } from '../platform/hook-trigger.ts';
import { readPolledWindow } from '../platform/hook-window.ts';
import { toNotes } from './output.ts';
import { pollNotes } from './polls.ts';

interface Input {
  contactId?: string | undefined;
}

/** New notes, of all contacts: HighLevel tells of each, though it lists those of one contact only. */
export const newNoteHook: Hook<Input, Note> = {
  events: () => ['NoteCreate'],
  note: 'Triggers within seconds, for notes on any contact.',
  read: async (run, { recordId, contactId }) => {
    const wanted = asId('Contact', run.input.contactId);
    if (contactId === undefined || (wanted !== undefined && wanted !== contactId)) return [];
    const note = await findNoteById(run.ghl, contactId, recordId);
    if (!note) return [];
    return toNotes(run, [note], await contactNames(run, [contactId]));
  },
  readWindow: readPolledWindow('dateAdded', (run) =>
    pollNotes(run, asId('Contact', run.input.contactId)),
  ),
};
