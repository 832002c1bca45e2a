import * as zod from 'zod/mini';

import type { Ghl } from './client/client.ts';
import { API_VERSION } from './client/configuration.ts';
import { path } from './client/path.ts';
import { nextSkip, pagesOf } from './client/skip-pages.ts';
import type { SkipPage } from './client/skip-pages.ts';
import { wireNote } from './schemas/note.ts';
import type { WireNote } from './schemas/note.ts';

const version = API_VERSION.calendars;

/** GHL refuses a longer text. */
export const MOST_CHARACTERS = 5_000;

/** GHL gives no more in one page. */
const PAGE_LIMIT = 20;

/** Properties that the official file declares for writing a note of an appointment. */
export type AppointmentNoteBody = { body: string; userId?: string };

const noteAnswer = zod.looseObject({ note: zod.unknown() });

const readPage = async (
  ghl: Ghl,
  appointmentId: string,
  offset: number,
): Promise<SkipPage<WireNote>> => {
  const { notes, hasMore } = await ghl.read({
    path: path`/calendars/appointments/${appointmentId}/notes`,
    scope: 'calendars/events.readonly',
    version,
    query: { limit: String(PAGE_LIMIT), offset: String(offset) },
    answer: zod.looseObject({
      notes: zod.array(zod.unknown()),
      hasMore: zod.nullish(zod.boolean()),
    }),
  });
  const next = hasMore === false ? undefined : nextSkip(offset, notes.length);
  return { rows: ghl.records(wireNote, notes), next };
};

/**
 * Notes of an appointment, newest first (`GET /calendars/appointments/{id}/notes`), until one fits or
 * there are no more.
 */
export const findAppointmentNote = async (
  ghl: Ghl,
  appointmentId: string,
  fits: (note: WireNote) => boolean,
): Promise<WireNote | undefined> => {
  for await (const { rows } of pagesOf((offset) => readPage(ghl, appointmentId, offset))) {
    const found = rows.find(fits);
    if (found) return found;
  }
  return undefined;
};

/** The newest notes of an appointment, as many as one page holds. */
export const newestAppointmentNotes = async (
  ghl: Ghl,
  appointmentId: string,
): Promise<WireNote[]> => (await readPage(ghl, appointmentId, 0)).rows;

/** Adds a note to an appointment (`POST /calendars/appointments/{id}/notes`). */
export const createAppointmentNote = async (
  ghl: Ghl,
  appointmentId: string,
  note: AppointmentNoteBody,
): Promise<WireNote> => {
  const answer = await ghl.write({
    method: 'POST',
    path: path`/calendars/appointments/${appointmentId}/notes`,
    scope: 'calendars/events.write',
    version,
    body: note,
    answer: noteAnswer,
  });
  return ghl.record(wireNote, answer.note);
};

/** Replaces a note of an appointment (`PUT /calendars/appointments/{id}/notes/{noteId}`). */
export const updateAppointmentNote = async (
  ghl: Ghl,
  appointmentId: string,
  noteId: string,
  note: AppointmentNoteBody,
): Promise<WireNote> => {
  const answer = await ghl.write({
    method: 'PUT',
    path: path`/calendars/appointments/${appointmentId}/notes/${noteId}`,
    scope: 'calendars/events.write',
    version,
    body: note,
    answer: noteAnswer,
  });
  return ghl.record(wireNote, answer.note);
};

/**
 * Deletes a note of an appointment for good.
 *
 * @throws {GhlError} `not_found` when it is not there (any more)
 */
export const deleteAppointmentNote = async (
  ghl: Ghl,
  appointmentId: string,
  noteId: string,
): Promise<void> => {
  await ghl.write({
    method: 'DELETE',
    path: path`/calendars/appointments/${appointmentId}/notes/${noteId}`,
    scope: 'calendars/events.write',
    version,
    answer: zod.looseObject({}),
  });
};
