import type { AddRoute } from '../routing.ts';
import { present, traceId } from '../views.ts';
import type { Appointment } from '../world.ts';
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
        traceId: traceId(),
      },
    };
  });
};

/** This list, and no other, gives times without a zone, and a `status` of its own (seen live). */
const contactEvent = (event: Appointment, timezone: string): Record<string, unknown> =>
  present({
    id: event.id,
    calendarId: event.calendarId,
    status: 'booked',
    title: event.title,
    assignedUserId: event.assignedUserId,
    notes: event.notes,
    startTime: wallClock(event.startTime, timezone),
    endTime: wallClock(event.endTime, timezone),
    address: event.address,
    locationId: event.locationId,
    contactId: event.contactId,
    groupId: event.groupId,
    appointmentStatus: event.appointmentStatus,
    users: event.assignedUserId ? [event.assignedUserId] : [],
    dateAdded: wallClock(event.dateAdded, timezone),
    dateUpdated: wallClock(event.dateUpdated, timezone),
    assignedResources: [],
  });

/** `2021-07-16 11:00:00` on the location's clock. */
const wallClock = (moment: string, timeZone: string): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' }).format(
    new Date(moment),
  );
