import type { PlainOutputField } from 'zapier-platform-core';

import type { NoteBody, WireNote } from '../../ghl/schemas/note.ts';
import { instant } from '../values/dates.ts';
import { asBoolean, asLine, asText, shown } from '../values/input.ts';
import { InvalidInputError } from '../values/invalid-input.ts';
import { present, text } from '../values/present.ts';
import type { Note } from './schema.ts';

/** A note of any GHL route as Zaps see it. */
export const toNote = (wire: WireNote): Note =>
  present({
    id: wire.id,
    noteId: wire.id,
    contactId: text(wire.contactId),
    title: text(wire.title),
    body: text(wire.body),
    dateAdded: instant(wire.dateAdded),
    createdBy: text(wire.userId) ?? text(wire.createdBy?.id),
    createdByName: text(wire.createdBy?.name),
    color: text(wire.color),
    pinned: wire.pinned ?? undefined,
  });

/**
 * What a step says of a note as a GHL request body; what is left blank is left out.
 *
 * @param input `body`, `title`, `createdBy` (a user id), `color` and `pinned`, as Zapier sends them
 * @throws {InvalidInputError} when a value cannot be used, naming the field
 */
export const toGhlNote = (input: Readonly<Record<string, unknown>>): NoteBody =>
  present({
    body: asText('Body', input['body']),
    title: asLine('Title', input['title']),
    userId: asLine('Author', input['createdBy']),
    color: asColor(input['color']),
    pinned: asBoolean('Pinned', input['pinned']),
  });

const asColor = (value: unknown): string | undefined => {
  const color = asLine('Color', value);
  if (color === undefined || /^#[0-9a-f]{6}$/i.test(color)) return color;
  throw new InvalidInputError(
    `“Color” takes a color code such as #FFAA00, but got “${shown(color)}”.`,
  );
};

/** One realistic note. */
export const noteSample: Note = {
  id: 'HGPcayliwcdoUFzvbTok',
  noteId: 'HGPcayliwcdoUFzvbTok',
  contactId: 'ocQHyuzHvysMo5N5VsXc',
  body: 'Prefers a call after 3 pm.',
  dateAdded: '2026-03-05T16:04:51.120Z',
};

export const noteOutputFields: PlainOutputField[] = [
  { key: 'id', label: 'ID', type: 'string' },
  { key: 'noteId', label: 'Note ID', type: 'string' },
  { key: 'contactId', label: 'Contact ID', type: 'string' },
  { key: 'title', label: 'Title', type: 'string' },
  { key: 'body', label: 'Body', type: 'string' },
  { key: 'dateAdded', label: 'Date Added', type: 'datetime' },
  { key: 'createdBy', label: 'Author ID', type: 'string' },
  { key: 'createdByName', label: 'Author Name', type: 'string' },
  { key: 'color', label: 'Color', type: 'string' },
  { key: 'pinned', label: 'Pinned', type: 'boolean' },
];
