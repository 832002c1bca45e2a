import { defineInputFields } from 'zapier-platform-core';

import { listContactAppointments, listEvents } from '../../ghl/appointments.ts';
import type { EventWindow } from '../../ghl/appointments.ts';
import type { Ghl } from '../../ghl/client/client.ts';
import type { WireAppointment } from '../../ghl/schemas/appointment.ts';
import { toAppointment } from '../../protiv/appointment/record.ts';
import type { Appointment } from '../../protiv/appointment/schema.ts';
import { asLine } from '../../protiv/values/input.ts';
import { InvalidInputError } from '../../protiv/values/invalid-input.ts';
import { dropdown } from '../dropdowns/dropdowns.ts';
import { locationFacts } from '../location/location.ts';
import type { Context } from '../platform/run.ts';

/** Whose appointments a trigger or search is about; one is needed, several narrow each other down. */
export const appointmentSourceFields = defineInputFields([
  {
    key: 'calendarId',
    label: 'Calendar',
    choices: dropdown.calendars,
    helpText:
      'Choose at least one of Calendar, Assigned User, Calendar Group and Contact. If you choose several, an appointment has to match all of them.',
  },
  {
    key: 'assignedTo',
    label: 'Assigned User',
    choices: dropdown.users,
    helpText:
      'Only appointments of this user. Needed if no calendar, calendar group or contact is chosen.',
  },
  {
    key: 'calendarGroupId',
    label: 'Calendar Group',
    choices: dropdown.calendarGroups,
    helpText:
      'Only appointments in the calendars of this group; groups are listed by the names of their calendars. Needed if no calendar, user or contact is chosen.',
  },
  {
    key: 'contactId',
    label: 'Contact',
    choices: dropdown.contacts,
    search: 'find_contact.id',
    helpText:
      'Only appointments of this contact. Needed if no calendar, user or calendar group is chosen.',
  },
]);

/** In the order in which HighLevel is asked; the answer is checked for the others. */
const SOURCES = ['contactId', 'calendarId', 'assignedTo', 'calendarGroupId'] as const;

export type AppointmentSource = Record<(typeof SOURCES)[number], string | undefined>;

/**
 * @throws {InvalidInputError} when nothing is chosen
 */
export const asAppointmentSource = (
  input: Readonly<Record<string, unknown>>,
): AppointmentSource => {
  const source = {
    calendarId: asLine('Calendar', input['calendarId']),
    assignedTo: asLine('Assigned User', input['assignedTo']),
    calendarGroupId: asLine('Calendar Group', input['calendarGroupId']),
    contactId: asLine('Contact', input['contactId']),
  };
  if (Object.values(source).some((id) => id !== undefined)) return source;
  throw new InvalidInputError(
    'Choose a Calendar, an Assigned User, a Calendar Group or a Contact: HighLevel has no list of all appointments of a sub-account.',
  );
};

/**
 * The appointments of a source. A contact's are all that there are; the others start within the
 * window.
 */
export const readAppointments = async (
  run: Context,
  source: AppointmentSource,
  window: EventWindow,
): Promise<Appointment[]> => {
  const [events, { timezone }] = await Promise.all([
    eventsOf(run.ghl, source, window),
    locationFacts(run),
  ]);
  const [, ...others] = SOURCES.filter((key) => source[key] !== undefined);
  return events
    .map((event) => toAppointment(event, { timezone }))
    .filter((appointment) => others.every((key) => appointment[key] === source[key]));
};

const eventsOf = async (
  ghl: Ghl,
  source: AppointmentSource,
  window: EventWindow,
): Promise<WireAppointment[]> => {
  const { contactId, calendarId, assignedTo, calendarGroupId } = source;
  if (contactId !== undefined) return listContactAppointments(ghl, contactId);
  if (calendarId !== undefined) return listEvents(ghl, { calendarId }, window);
  if (assignedTo !== undefined) return listEvents(ghl, { userId: assignedTo }, window);
  return listEvents(ghl, { groupId: calendarGroupId ?? '' }, window);
};
