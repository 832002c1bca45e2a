import { newestAppointmentNotes } from '../../ghl/appointment-notes.ts';
import { listContactNotes } from '../../ghl/notes.ts';
import type { WireNote } from '../../ghl/schemas/note.ts';
import { newestFirst } from '../../protiv/values/newest-first.ts';
import { plainText } from '../../protiv/values/plain-text.ts';
import { asLine } from '../../protiv/values/texts.ts';
import { withRun } from '../platform/run.ts';
import { all } from './choices.ts';

const NOTE_LABEL_LENGTH = 60;

const labelOf = ({ id, title, body }: WireNote): string =>
  (
    title ||
    plainText(body ?? '')
      .replace(/\s+/g, ' ')
      .trim() ||
    id
  ).slice(0, NOTE_LABEL_LENGTH);

const newestNotes = (found: readonly WireNote[]) =>
  all(
    newestFirst(found, ({ dateAdded }) => dateAdded).map((note) => ({
      id: note.id,
      label: labelOf(note),
    })),
  );

/** Notes of the contact that the step names, newest first; none while no contact is chosen. */
export const notes = withRun(async ({ ghl, input }) => {
  const contactId = asLine('Contact', input['contactId']);
  const found = contactId ? await listContactNotes(ghl, contactId) : [];
  return newestNotes(found);
});

/** The newest notes of the appointment that the step names; none while none is chosen. */
export const appointmentNotes = withRun(async ({ ghl, input }) => {
  const appointmentId = asLine('Appointment', input['appointmentId']);
  return newestNotes(appointmentId ? await newestAppointmentNotes(ghl, appointmentId) : []);
});
