import { defineInputFields } from 'zapier-platform-core';

import { listContactAppointments, listEvents } from '../../ghl/appointments.ts';
import type { EventOwner, EventWindow } from '../../ghl/appointments.ts';
import type { WireAppointment } from '../../ghl/schemas/appointment.ts';
import { APPOINTMENT_LABELS, toAppointment } from '../../protiv/appointment/record.ts';
import { asId } from '../../protiv/values/references.ts';
import { dropdown } from '../dropdowns/dropdowns.ts';
import type { Context } from '../platform/run.ts';
import { withIds } from './input-fields.ts';
import type { Input } from './input-fields.ts';
import { allOwners } from './watched.ts';
import type { EventsRead } from './watched.ts';

const CONTACT_LABEL = 'Contact';
const GROUP_LABEL = 'Calendar Group';

/** Whose appointments a trigger or search is about: everybody's, or of those that are chosen. */
export const appointmentSourceFields = defineInputFields([
  {
    key: 'calendarId',
    label: APPOINTMENT_LABELS.calendarId,
    ...dropdown.calendars,
    helpText:
      'Leave Calendar, Assigned User, Calendar Group and Contact blank for all calendars of the sub-account. If you choose several, an appointment has to match all of them.',
  },
  {
    key: 'assignedTo',
    label: APPOINTMENT_LABELS.assignedTo,
    ...dropdown.users,
    helpText: 'Only appointments of this user.',
  },
  {
    key: 'calendarGroupId',
    label: GROUP_LABEL,
    ...dropdown.calendarGroups,
    helpText:
      'Only appointments in the calendars of this group; groups are listed by the names of their calendars.',
  },
  {
    key: 'contactId',
    label: CONTACT_LABEL,
    ...dropdown.contacts,
    search: 'find_contact.id',
    helpText: 'Only appointments of this contact.',
  },
]);

/** In the order in which HighLevel is asked; the answer is checked for the others. */
export const SOURCES = ['contactId', 'calendarId', 'assignedTo', 'calendarGroupId'] as const;

export type AppointmentSource = Record<(typeof SOURCES)[number], string | undefined>;

/**
 * What a step chose, with ids in place of names; all are absent where it chose nothing.
 *
 * @throws {InvalidInputError} for the name of a calendar or user that the sub-account does not have,
 *   and for what can be no id
 */
export const readSource = async (run: Context, input: Input): Promise<AppointmentSource> => {
  const contactId = asId(CONTACT_LABEL, input['contactId']);
  const calendarGroupId = asId(GROUP_LABEL, input['calendarGroupId']);
  const { calendarId, assignedTo } = await withIds(run, input);
  return { contactId, calendarId, assignedTo, calendarGroupId };
};

/** How the appointments of all owners are read where a step chose nobody. */
export type ReadAll = (owners: readonly EventOwner[]) => Promise<EventsRead>;

/**
 * The appointments of a source. A contact's are all that there are; the others start within the
 * window.
 */
export const readEvents = async (
  run: Context,
  source: AppointmentSource,
  window: EventWindow,
  readAll: ReadAll,
): Promise<EventsRead> => {
  const [, ...others] = SOURCES.filter((key) => source[key] !== undefined);
  const events = await eventsOf(run, source, window);
  if (events === undefined) return readAll(await allOwners(run));
  const matches = (event: WireAppointment): boolean => {
    const appointment = toAppointment(event);
    return others.every((key) => appointment[key] === source[key]);
  };
  return { events: others.length > 0 ? events.filter(matches) : events, complete: true };
};

const eventsOf = async (
  { ghl }: Context,
  source: AppointmentSource,
  window: EventWindow,
): Promise<WireAppointment[] | undefined> => {
  const { contactId, calendarId, assignedTo, calendarGroupId } = source;
  if (contactId !== undefined) return listContactAppointments(ghl, contactId);
  if (calendarId !== undefined) return listEvents(ghl, { calendarId }, window);
  if (assignedTo !== undefined) return listEvents(ghl, { userId: assignedTo }, window);
  if (calendarGroupId === undefined) return undefined;
  return listEvents(ghl, { groupId: calendarGroupId }, window);
};
