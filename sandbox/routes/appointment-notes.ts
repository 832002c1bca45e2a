import { notFound, unprocessable } from '../api-error.ts';
import { checkBody, checkQuery, digits, required, text, textOf } from '../body.ts';
import type { AddRoute, Call } from '../routing.ts';
import { randomId } from '../seed/random.ts';
import { present } from '../views.ts';
import type { Appointment, AppointmentNote, Location } from '../world.ts';

const READ = 'calendars/events.readonly';
const WRITE = 'calendars/events.write';

const PATH = '/calendars/appointments/:appointmentId/notes';
const MAX_LIMIT = 20;
const MAX_LENGTH = 5000;

/** Notes of an appointment, newest first. */
export const addAppointmentNoteRoutes = (add: AddRoute): void => {
  add('GET', PATH, READ, (call) => {
    const { id } = appointmentOf(call);
    checkQuery(call.query, { limit: required(digits), offset: required(digits) });
    const limit = Number(call.query['limit']);
    const offset = Number(call.query['offset']);
    if (!(limit >= 1 && limit <= MAX_LIMIT)) {
      throw unprocessable(`limit must not be greater than ${MAX_LIMIT}`);
    }
    const notes = [...call.location.appointmentNotes.values()]
      .filter(({ appointmentId }) => appointmentId === id)
      .toReversed();
    return {
      body: {
        notes: notes.slice(offset, offset + limit).map((note) => noteRecord(note, call.location)),
        hasMore: notes.length > offset + limit,
      },
    };
  });

  add('POST', PATH, WRITE, (call) => {
    const { id, contactId } = appointmentOf(call);
    const note: AppointmentNote = {
      id: randomId(),
      appointmentId: id,
      contactId,
      ...contentOf(call),
      dateAdded: call.world.timestamp(),
    };
    return stored(call, note, 201);
  });

  add('PUT', `${PATH}/:noteId`, WRITE, (call) =>
    stored(call, { ...noteOf(call), ...contentOf(call) }, 200),
  );

  add('DELETE', `${PATH}/:noteId`, WRITE, (call) => {
    call.location.appointmentNotes.delete(noteOf(call).id);
    return { wrote: true, body: { success: true } };
  });
};

const appointmentOf = ({ location, params }: Call): Appointment => {
  const id = params['appointmentId'] ?? '';
  const appointment = location.appointments.get(id);
  if (!appointment) throw notFound('Appointment', id);
  return appointment;
};

const noteOf = (call: Call): AppointmentNote => {
  const appointment = appointmentOf(call);
  const id = call.params['noteId'] ?? '';
  const note = call.location.appointmentNotes.get(id);
  if (!note || note.appointmentId !== appointment.id) throw notFound('Note', id);
  return note;
};

const contentOf = ({ body }: Call): Pick<AppointmentNote, 'body' | 'userId'> => {
  checkBody(body, { body: required(text), userId: text });
  const content = textOf(body['body']);
  if (content.length > MAX_LENGTH) {
    throw unprocessable(`body must be shorter than or equal to ${MAX_LENGTH} characters`);
  }
  const userId = textOf(body['userId']);
  return { body: content, ...(userId && { userId }) };
};

const stored = ({ location }: Call, note: AppointmentNote, status: number) => {
  location.appointmentNotes.set(note.id, note);
  return {
    status,
    wrote: true,
    body: { note: noteRecord(note, location) },
  };
};

const noteRecord = (note: AppointmentNote, location: Location): Record<string, unknown> => {
  const user = location.users.find(({ id }) => id === note.userId);
  return present({
    id: note.id,
    body: note.body,
    userId: note.userId,
    dateAdded: note.dateAdded,
    contactId: note.contactId,
    createdBy: user && { id: user.id, name: user.name },
  });
};
