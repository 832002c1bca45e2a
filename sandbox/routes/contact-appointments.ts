import type { AddRoute } from '../routing.ts';
import { present } from '../views.ts';
import type { Appointment } from '../world.ts';
import { withoutZone } from '../zone.ts';
import { contactOf } from './lookup.ts';

/** A contact's appointments. */
export const addContactAppointmentRoutes = (add: AddRoute): void => {
  add('GET', '/contacts/:contactId/appointments', 'contacts.readonly', (call) => {
    const { id } = contactOf(call);
    const events = [...call.location.appointments.values()].filter(
      ({ contactId }) => contactId === id,
    );
    return {
      body: {
        events: events.map((event) => contactEvent(event, call.location.timezone)),
      },
    };
  });
};

/** This list, and no other, gives times without a zone, and a `status` of its own (seen live). */
const contactEvent = (event: Appointment, timezone: string): Record<string, unknown> => {
  const wallClock = (moment: string): string => withoutZone(timezone, Date.parse(moment));
  return present({
    id: event.id,
    calendarId: event.calendarId,
    status: 'booked',
    title: event.title,
    assignedUserId: event.assignedUserId,
    notes: event.notes,
    startTime: wallClock(event.startTime),
    endTime: wallClock(event.endTime),
    address: event.address,
    locationId: event.locationId,
    contactId: event.contactId,
    groupId: event.groupId,
    appointmentStatus: event.appointmentStatus,
    users: event.assignedUserId ? [event.assignedUserId] : [],
    dateAdded: wallClock(event.dateAdded),
    dateUpdated: wallClock(event.dateUpdated),
    assignedResources: [],
    deleted: event.deleted,
  });
};
