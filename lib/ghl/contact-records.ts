import * as zod from 'zod/mini';

import type { Ghl } from './client.ts';
import { API_VERSION } from './config.ts';
import { path } from './path.ts';
import { wireAppointment } from './schemas/appointment.ts';
import type { WireAppointment } from './schemas/appointment.ts';
import { wireNote } from './schemas/note.ts';
import type { WireNote } from './schemas/note.ts';
import { wireTask } from './schemas/task.ts';
import type { WireTask } from './schemas/task.ts';

const version = API_VERSION.contacts;
const scope = 'contacts.readonly';

/** A contact's tasks, all in one answer. */
export const listContactTasks = async (ghl: Ghl, contactId: string): Promise<WireTask[]> => {
  const answer = await ghl.read({
    path: path`/contacts/${contactId}/tasks`,
    scope,
    version,
    answer: zod.looseObject({ tasks: zod.array(zod.unknown()) }),
  });
  return ghl.records(wireTask, answer.tasks);
};

/** A contact's notes, all in one answer. */
export const listContactNotes = async (ghl: Ghl, contactId: string): Promise<WireNote[]> => {
  const answer = await ghl.read({
    path: path`/contacts/${contactId}/notes`,
    scope,
    version,
    answer: zod.looseObject({ notes: zod.array(zod.unknown()) }),
  });
  return ghl.records(wireNote, answer.notes);
};

/** A contact's appointments, all in one answer; their times carry no zone (recorded live). */
export const listContactAppointments = async (
  ghl: Ghl,
  contactId: string,
): Promise<WireAppointment[]> => {
  const answer = await ghl.read({
    path: path`/contacts/${contactId}/appointments`,
    scope,
    version,
    answer: zod.looseObject({ events: zod.array(zod.unknown()) }),
  });
  return ghl.records(wireAppointment, answer.events);
};
