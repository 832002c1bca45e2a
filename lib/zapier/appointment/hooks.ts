import { findAppointmentById } from '../../ghl/appointments.ts';
import { clock } from '../../ghl/client/clock.ts';
import type { Appointment } from '../../protiv/appointment/schema.ts';
import { DAY_MS } from '../../protiv/values/dates.ts';
import { contactNameNow } from '../contact/names.ts';
import type { Hook } from '../platform/hook-trigger.ts';
import { readPolledWindow } from '../platform/hook-window.ts';
import { ageOf } from '../platform/poll-windows.ts';
import type { Input } from './input-fields.ts';
import { toAppointments } from './output.ts';
import { pollAppointments } from './polls.ts';
import { SOURCES, readSource } from './source.ts';

/**
 * HighLevel's samples call a change or a deletion a creation as well, so that its word does not count:
 * what is older than anything may be under way is not new.
 */
const NEW_WITHIN_MS = 7 * DAY_MS;

/** New appointments, in any calendar. */
export const newAppointmentHook: Hook<Input, Appointment> = {
  events: () => ['AppointmentCreate'],
  note: 'Triggers within seconds, for appointments at any time. Each appointment of a series triggers the Zap.',
  read: async (run, { recordId }) => {
    const source = await readSource(run, run.input);
    const event = await findAppointmentById(run.ghl, recordId);
    if (!event || ageOf(event.dateAdded, clock.now()) > NEW_WITHIN_MS) return [];
    const appointments = await toAppointments(
      run,
      [event],
      await contactNameNow(run, event.contactId),
    );
    return appointments.filter((appointment) =>
      SOURCES.every((key) => (source[key] ?? appointment[key]) === appointment[key]),
    );
  },
  readWindow: readPolledWindow('dateAdded', (run) => pollAppointments(run, { by: 'dateAdded' })),
};
