import { notFound } from '../api-error.ts';
import { checkBody, flag, required, text } from '../body.ts';
import type { AddRoute, Call } from '../routing.ts';
import { present } from '../views.ts';
import type { Note } from '../world.ts';
import { applied, contactOf, touch } from './lookup.ts';

const READ = 'contacts.readonly';
const WRITE = 'contacts.write';

const FIELDS = { userId: text, body: text, title: text, color: text, pinned: flag };

/** Notes of a contact. */
export const addNoteRoutes = (add: AddRoute): void => {
  add('GET', '/contacts/:contactId/notes', READ, (call) => {
    const { id } = contactOf(call);
    const notes = [...call.location.notes.values()].filter(({ contactId }) => contactId === id);
    return {
      body: {
        notes: notes.sort((a, b) => (a.dateAdded < b.dateAdded ? 1 : -1)).map(noteRecord),
      },
    };
  });

  add('POST', '/contacts/:contactId/notes', WRITE, (call) => {
    const { id } = contactOf(call);
    checkBody(call.body, { ...FIELDS, body: required(text) });
    const note = call.world.addNote(call.location.id, { ...call.body, contactId: id });
    touch(call, id, 'note');
    return { status: 201, wrote: true, body: { note: noteRecord(note) } };
  });

  add('GET', '/contacts/:contactId/notes/:id', READ, (call) => ({
    body: { note: noteRecord(noteOf(call)) },
  }));

  add('PUT', '/contacts/:contactId/notes/:id', WRITE, (call) => {
    const note = noteOf(call);
    checkBody(call.body, FIELDS);
    const stored = applied(note, call.body);
    call.location.notes.set(note.id, stored);
    touch(call, note.contactId, 'note');
    return { wrote: true, body: { note: noteRecord(stored) } };
  });

  add('DELETE', '/contacts/:contactId/notes/:id', WRITE, (call) => {
    const note = noteOf(call);
    call.location.notes.delete(note.id);
    touch(call, note.contactId, 'note');
    return { wrote: true, body: { succeded: true } };
  });
};

const noteOf = (call: Call): Note => {
  const contact = contactOf(call);
  const id = call.params['id'] ?? '';
  const note = call.location.notes.get(id);
  if (!note || note.contactId !== contact.id) throw notFound('Note', id);
  return note;
};

const noteRecord = (note: Note): Record<string, unknown> => present({ ...note });
