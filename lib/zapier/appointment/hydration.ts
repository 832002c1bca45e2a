import * as zod from 'zod/mini';

import { getAppointment } from '../../ghl/appointments.ts';
import { toAppointment } from '../../protiv/appointment/record.ts';
import type { Appointment } from '../../protiv/appointment/schema.ts';
import { locationFacts } from '../location/location.ts';
import { keptInSlim, readPointer, restOf } from '../platform/hydration.ts';
import type { KeptFields, SlimRecord } from '../platform/payload-limit.ts';
import { withRun } from '../platform/run.ts';
import type { Context } from '../platform/run.ts';

const FIELDS = {
  core: [
    'id',
    'appointmentId',
    'contactId',
    'calendarId',
    'title',
    'status',
    'startTime',
    'endTime',
    'timezone',
    'assignedTo',
    'calendarGroupId',
    'isRecurring',
    'dateAdded',
    'dateUpdated',
  ],
  key: ['id', 'appointmentId', 'contactId', 'startTime', 'endTime', 'status'],
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
  const [event, facts] = await Promise.all([getAppointment(run.ghl, id), locationFacts(run)]);
  return restOf(toAppointment(event, facts), FIELDS, kept);
});
