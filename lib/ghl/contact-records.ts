import * as zod from 'zod/mini';

import type { Ghl } from './client.ts';
import { API_VERSION } from './config.ts';
import { path } from './path.ts';
import { wireAppointment } from './schemas/appointment.ts';
import type { WireAppointment } from './schemas/appointment.ts';

const version = API_VERSION.contacts;
const scope = 'contacts.readonly';

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
