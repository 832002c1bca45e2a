import type { NoteBody, WireNote } from '../../ghl/schemas/note.ts';
import { asBoolean } from '../values/booleans.ts';
import { instant } from '../values/dates.ts';
import { mapperOf, outputFieldsOf, sampleOf } from '../values/field-table.ts';
import { InvalidInputError } from '../values/invalid-input.ts';
import { plainText } from '../values/plain-text.ts';
import { present, text } from '../values/present.ts';
import { asLine, asText, shown } from '../values/texts.ts';
import { writtenLabelsOf } from '../values/written-fields.ts';
import type { WritableFieldTable } from '../values/written-fields.ts';
import type { Note } from './schema.ts';

interface NoteFacts {
  /** Users by id, for routes that do not name them. */
  users?: ReadonlyMap<string, string> | undefined;
  /** Contacts by id. */
  contacts?: ReadonlyMap<string, string> | undefined;
}

const authorOf = ({ userId, createdBy }: WireNote): string | undefined =>
  text(userId) ?? text(createdBy?.id);

export const NOTE_FIELDS = {
  id: { label: 'ID', read: ({ id }) => id, sample: 'HGPcayliwcdoUFzvbTok' },
  noteId: { label: 'Note ID', read: ({ id }) => id, sample: 'HGPcayliwcdoUFzvbTok' },
  contactId: {
    label: 'Contact ID',
    read: ({ contactId }) => text(contactId),
    sample: 'ocQHyuzHvysMo5N5VsXc',
  },
  contactName: {
    label: 'Contact Name',
    read: ({ contactId }, { contacts }) => contacts?.get(contactId ?? ''),
  },
  title: {
    label: 'Title',
    read: ({ title }) => text(title),
    written: { as: 'title', label: 'Title' },
  },
  body: {
    label: 'Body',
    read: ({ body }) => text(body),
    sample: '<p>Prefers a call after 3 pm.</p>',
    written: { as: 'body', label: 'Body' },
  },
  bodyText: {
    label: 'Body as Plain Text',
    read: ({ body }) => text(plainText(text(body) ?? '')),
    sample: 'Prefers a call after 3 pm.',
  },
  dateAdded: {
    label: 'Date Added',
    type: 'datetime',
    read: ({ dateAdded }) => instant(dateAdded),
    sample: '2026-03-05T16:04:51.120Z',
  },
  createdBy: {
    label: 'Author ID',
    read: authorOf,
    written: { as: 'userId', label: 'Author' },
  },
  createdByName: {
    label: 'Author Name',
    read: (note, { users }) => text(note.createdBy?.name) ?? users?.get(authorOf(note) ?? ''),
  },
  color: {
    label: 'Color',
    read: ({ color }) => text(color),
    written: { as: 'color', label: 'Color', meaning: (color) => color?.trim().toLowerCase() },
  },
  pinned: {
    label: 'Pinned',
    type: 'boolean',
    read: ({ pinned }) => pinned ?? undefined,
    // GHL leaves it out of a note that is not.
    written: { as: 'pinned', label: 'Pinned', meaning: (pinned) => pinned ?? false },
  },
} as const satisfies WritableFieldTable<WireNote, NoteFacts, Note, NoteBody>;

const toRecord = mapperOf<WireNote, NoteFacts, Note>(NOTE_FIELDS);

/** A note of any GHL route as Zaps see it. */
export const toNote = (wire: WireNote, facts: NoteFacts = {}): Note => toRecord(wire, facts);

export const noteSample = sampleOf<WireNote, NoteFacts, Note>(NOTE_FIELDS);

export const noteOutputFields = outputFieldsOf(NOTE_FIELDS);

/** What each field of a note is called where people fill it in. */
export const NOTE_LABELS = writtenLabelsOf(NOTE_FIELDS);

/**
 * What a step says of a note as a GHL request body; what is left blank is left out.
 *
 * @param input `body`, `title`, `createdBy` (a user id), `color` and `pinned`, as Zapier sends them
 * @throws {InvalidInputError} when a value cannot be used, naming the field
 */
export const toGhlNote = (input: Readonly<Record<string, unknown>>): NoteBody =>
  present({
    body: asText(NOTE_LABELS.body, input['body']),
    title: asLine(NOTE_LABELS.title, input['title']),
    userId: asLine(NOTE_LABELS.createdBy, input['createdBy']),
    color: asColor(input['color']),
    pinned: asBoolean(NOTE_LABELS.pinned, input['pinned']),
  });

const asColor = (value: unknown): string | undefined => {
  const color = asLine(NOTE_LABELS.color, value);
  if (color === undefined || /^#[0-9a-f]{6}$/i.test(color)) return color;
  throw new InvalidInputError(
    `“${NOTE_LABELS.color}” takes a color code such as #FFAA00, but got “${shown(color)}”.`,
  );
};
