/** Notes that people keep with an appointment; HighLevel keeps them apart from those of its contact. */
import type { PlainOutputField } from 'zapier-platform-core';

import {
  MOST_CHARACTERS,
  createAppointmentNote,
  newestAppointmentNotes,
} from '../../ghl/appointment-notes.ts';
import type { AppointmentNoteBody } from '../../ghl/appointment-notes.ts';
import type { Ghl } from '../../ghl/client/client.ts';
import { idempotentCreate } from '../../ghl/client/idempotent-write.ts';
import type { WireNote } from '../../ghl/schemas/note.ts';
import { isSameNote } from '../../protiv/note/changes.ts';
import { NOTE_LABELS, noteOutputFields, noteSample } from '../../protiv/note/record.ts';
import type { Note } from '../../protiv/note/schema.ts';
import { InvalidInputError } from '../../protiv/values/invalid-input.ts';
import { withCommas } from '../../protiv/values/numbers.ts';
import { asText, missing } from '../../protiv/values/texts.ts';
import { dropdown } from '../dropdowns/dropdowns.ts';
import { isWithin } from '../fields/repeats.ts';
import { toOneNote } from '../note/output.ts';
import type { Context } from '../platform/run.ts';
import { readUser } from '../references/references.ts';

/** The note of an appointment that a step is about. */
export const appointmentNoteIdField = {
  key: 'noteId' as const,
  label: 'Note',
  required: true,
  ...dropdown.appointmentNotes,
  dependsOn: ['appointmentId'],
  helpText: 'Choose one of the appointment’s newest notes, or map the Note ID of an earlier step.',
};

export const appointmentNoteBodyField = {
  key: 'body',
  label: NOTE_LABELS.body,
  type: 'text',
  required: true,
} as const;

export const appointmentNoteAuthorField = {
  key: 'createdBy',
  label: NOTE_LABELS.createdBy,
  ...dropdown.users,
  helpText: 'The user that HighLevel shows as the author.',
} as const;

/**
 * What a step says of a note.
 *
 * @throws {InvalidInputError} for no text, one that is too long for HighLevel, and an unknown author
 */
export const appointmentNoteBody = async (
  run: Context,
  input: { body?: unknown; createdBy?: unknown },
): Promise<AppointmentNoteBody> => {
  const body = asText(NOTE_LABELS.body, input.body);
  if (body === undefined) throw missing(NOTE_LABELS.body);
  if (body.length > MOST_CHARACTERS) {
    throw new InvalidInputError(
      `“${NOTE_LABELS.body}” is ${withCommas(body.length)} characters long, and HighLevel takes ${withCommas(MOST_CHARACTERS)} in the note of an appointment. Shorten it, or use Create Note for a note of the contact.`,
    );
  }
  const userId = await readUser(run, NOTE_LABELS.createdBy, input.createdBy);
  return { body, ...(userId !== undefined && { userId }) };
};

/** What HighLevel keeps of such a note: no title, color or pin, as a contact's have. */
const KEPT: ReadonlySet<string> = new Set([
  'id',
  'noteId',
  'contactId',
  'body',
  'bodyText',
  'dateAdded',
  'createdBy',
  'createdByName',
]);

const APPOINTMENT_ID: PlainOutputField = {
  key: 'appointmentId',
  label: 'Appointment ID',
  type: 'string',
};

export const appointmentNoteOutput: PlainOutputField[] = [
  ...noteOutputFields.filter(({ key }) => KEPT.has(key)),
  APPOINTMENT_ID,
];

export const appointmentNoteSample = { ...noteSample, appointmentId: '0TkCdp9PfvLeWKYRRvIz' };

/** A note of an appointment as Zaps see it. */
export const toAppointmentNote = async (
  run: Context,
  appointmentId: string,
  note: WireNote,
): Promise<Note & { appointmentId: string }> => ({
  ...(await toOneNote(run, note)),
  appointmentId,
});

interface AddedNote {
  note: WireNote;
  /** False for a note that a run before this one has added. */
  wasCreated: boolean;
}

/**
 * Adds a note, unless one of the appointment's newest is identical and was added within the window.
 *
 * @param windowMs milliseconds; 0 to always add one
 */
export const addNoteOnce = async (
  ghl: Ghl,
  appointmentId: string,
  body: AppointmentNoteBody,
  windowMs: number,
): Promise<AddedNote> => {
  const before = await newestAppointmentNotes(ghl, appointmentId);
  const repeated = before.find(
    (note) => isSameNote(note, body) && isWithin(windowMs, note.dateAdded),
  );
  if (repeated) return { note: repeated, wasCreated: false };
  const known = new Set(before.map(({ id }) => id));
  const note = await idempotentCreate(
    ghl,
    () => createAppointmentNote(ghl, appointmentId, body),
    async () => {
      const after = await newestAppointmentNotes(ghl, appointmentId);
      return after.find((found) => !known.has(found.id) && isSameNote(found, body));
    },
  );
  return { note, wasCreated: true };
};
