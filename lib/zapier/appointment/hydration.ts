import * as zod from 'zod/mini';

import { getAppointment } from '../../ghl/appointments.ts';
import type { Appointment } from '../../protiv/appointment/schema.ts';
import { keptInSlim, readPointer, restOf } from '../platform/hydration.ts';
import type { KeptFields, SlimRecord } from '../platform/payload-limit.ts';
import { withRun } from '../platform/run.ts';
import type { Context } from '../platform/run.ts';
import { toOneAppointment } from './output.ts';

const FIELDS = {
  core: [
    'id',
    'appointmentId',
    'contactId',
    'contactName',
    'calendarId',
    'calendarName',
    'title',
    'status',
    'startTime',
    'startTimeUtc',
    'startTimeText',
    'endTime',
    'timezone',
    'assignedTo',
    'assignedToName',
    'calendarGroupId',
    'isRecurring',
    'dateAdded',
    'dateUpdated',
  ],
  // An appointment by its id does not say what its contact is called.
  key: [
    'id',
    'appointmentId',
    'contactId',
    'contactName',
    'startTime',
    'startTimeUtc',
    'endTime',
    'status',
  ],
} satisfies KeptFields<Appointment>;

/** How appointments are sent where too many come at once. */
export const slimAppointment = ({ z }: Context): SlimRecord<Appointment> => ({
  ...FIELDS,
  pointerTo: ({ id, dateUpdated }, kept) =>
    z.dehydrate(hydrateAppointment, { ...kept, id, dateUpdated }),
});

const pointer = zod.object({ ...keptInSlim, id: zod.string() });

/** Hydrator: the rest of an appointment. */
export const hydrateAppointment = withRun(async (run) => {
  const { id, ...kept } = readPointer(pointer, run.input);
  const appointment = await toOneAppointment(run, await getAppointment(run.ghl, id));
  return restOf(appointment, FIELDS, kept);
});
