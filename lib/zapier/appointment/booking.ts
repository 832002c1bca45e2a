import { bookAppointment, getAppointment, listEvents } from '../../ghl/appointments.ts';
import { getCalendar } from '../../ghl/calendars.ts';
import type { Ghl } from '../../ghl/client/client.ts';
import { GhlError } from '../../ghl/client/errors.ts';
import { idempotentCreate, readBack } from '../../ghl/client/idempotent-write.ts';
import type { AppointmentBody, WireAppointment } from '../../ghl/schemas/appointment.ts';
import type { WireCalendar } from '../../ghl/schemas/calendar.ts';
import { ignoredAppointmentFields } from '../../protiv/appointment/changes.ts';
import {
  APPOINTMENT_LABELS,
  isCalledOff,
  toAppointment,
  toGhlAppointment,
} from '../../protiv/appointment/record.ts';
import { MINUTE_MS, readMoment } from '../../protiv/values/dates.ts';
import { requiredLine } from '../../protiv/values/texts.ts';
import { isWithin, repeatWindow } from '../fields/repeats.ts';
import { locationFacts } from '../location/location.ts';
import type { LocationFacts } from '../location/location.ts';
import type { Run } from '../platform/run.ts';
import { bookingOptions, withIds } from './input-fields.ts';
import type { Input } from './input-fields.ts';
import { freeSlotsAround, mayTake, ownerFor, slotTaken } from './slots.ts';

interface Booking {
  calendarId: string;
  contactId: string;
  /** Milliseconds since the epoch. */
  start: number;
  body: AppointmentBody;
  /** Whether only free slots will do. */
  needsFreeSlot: boolean;
}

export interface Booked {
  appointment: WireAppointment;
  /** The location's, read before the write. */
  facts: LocationFacts;
  /** False for an appointment that a run before this one has booked. */
  wasCreated: boolean;
  ignoredFields: string[];
}

/**
 * Books what a step asks for. A repeat within the step's window is answered with the appointment that
 * is there, and so is one that takes the very time that is asked for.
 *
 * @throws {InvalidInputError} for a time that is not free, with those near it that are
 * @throws {GhlError} `owner_not_in_team` for a user who takes no appointments of the calendar
 */
export const bookOnce = async (run: Run<Input>): Promise<Booked> => {
  const { ghl } = run;
  const facts = await locationFacts(run);
  const { timezone } = facts;
  const booking = asBooking(await withIds(run, run.input), timezone);
  const windowMs = repeatWindow(run.input['ignoreRepeatsWithin']);

  const [calendar, before, free] = await Promise.all([
    getCalendar(ghl, booking.calendarId),
    sameAppointments(ghl, booking),
    freeSlots(ghl, booking),
  ]);
  // Somebody else’s free times are none, which would read as if every time were taken.
  if (!mayTake(calendar, booking.body.assignedUserId)) throw GhlError.ownerNotInTeam();
  const isFree = !booking.needsFreeSlot || free.includes(booking.start);
  const repeated = findRepeat(before, windowMs, isFree);
  if (repeated) return asRepeat(repeated, facts);
  if (!isFree) throw slotTaken(booking.start, free, timezone);

  try {
    const id = await book(ghl, booking, calendar, new Set(before.map((other) => other.id)));
    return await asBooked(ghl, id, booking.body, facts);
  } catch (error) {
    if (!isCoded(error, 'slot_taken')) throw error;
    // Taken in the meantime, perhaps by another run of this step; or not free for as long as asked.
    const [same, freeNow] = await Promise.all([
      sameAppointments(ghl, booking),
      freeSlots(ghl, booking),
    ]);
    const meanwhile = findRepeat(same, windowMs, false);
    if (meanwhile) return asRepeat(meanwhile, facts);
    throw slotTaken(booking.start, freeNow, timezone);
  }
};

const asRepeat = (appointment: WireAppointment, facts: LocationFacts): Booked => ({
  appointment,
  facts,
  wasCreated: false,
  ignoredFields: [],
});

const asBooked = async (
  ghl: Ghl,
  id: string,
  body: AppointmentBody,
  facts: LocationFacts,
): Promise<Booked> => {
  const appointment = (await readBack(ghl, () => getAppointment(ghl, id))) ?? { ...body, id };
  const ignoredFields = ignoredAppointmentFields(body, appointment);
  return { appointment, facts, wasCreated: true, ignoredFields };
};

const asBooking = (input: Input, timezone: string | undefined): Booking => {
  const contactId = requiredLine('Contact', input['contactId']);
  const calendarId = requiredLine(APPOINTMENT_LABELS.calendarId, input['calendarId']);
  requiredLine(APPOINTMENT_LABELS.startTime, input['startTime']);
  const options = bookingOptions(input);
  const body = toGhlAppointment(input, { purpose: 'create', timezone });
  return {
    contactId,
    calendarId,
    start: Date.parse(body.startTime ?? ''),
    body: { ...body, ...options },
    needsFreeSlot: options.ignoreFreeSlotValidation !== true,
  };
};

/** Of the same appointments, a young one; also an older one when it is what takes the time. */
const findRepeat = (
  same: readonly WireAppointment[],
  windowMs: number,
  isFree: boolean,
): WireAppointment | undefined =>
  windowMs > 0 ? same.find(({ dateAdded }) => !isFree || isWithin(windowMs, dateAdded)) : undefined;

const freeSlots = async (ghl: Ghl, booking: Booking): Promise<number[]> =>
  booking.needsFreeSlot
    ? freeSlotsAround(ghl, { ...booking, userId: booking.body.assignedUserId })
    : [];

/** What the contact has in this calendar at this time already. */
const sameAppointments = async (
  ghl: Ghl,
  { calendarId, contactId, start }: Booking,
): Promise<WireAppointment[]> => {
  const around = { from: start - MINUTE_MS, to: start + MINUTE_MS };
  const events = await listEvents(ghl, { calendarId }, around);
  return events.filter(
    (event) =>
      event.contactId === contactId &&
      readMoment(event.startTime) === start &&
      !isCalledOff(toAppointment(event)),
  );
};

/**
 * A round robin chooses among its team by itself; other calendars refuse an appointment that names
 * nobody (GoHighLevel/highlevel-api-docs#23), and so may a round robin.
 */
const book = async (
  ghl: Ghl,
  booking: Booking,
  calendar: WireCalendar,
  known: ReadonlySet<string>,
): Promise<string> => {
  const { body, needsFreeSlot } = booking;
  const bookFor = (assignedUserId: string | undefined): Promise<string> =>
    idempotentCreate(
      ghl,
      () => bookAppointment(ghl, { ...body, ...(assignedUserId && { assignedUserId }) }),
      async () => (await sameAppointments(ghl, booking)).find(({ id }) => !known.has(id))?.id,
    );
  const owner = () => ownerFor(ghl, calendar, needsFreeSlot ? booking.start : undefined);

  if (body.assignedUserId) return bookFor(body.assignedUserId);
  if (calendar.calendarType !== 'round_robin' || !needsFreeSlot) return bookFor(await owner());
  try {
    return await bookFor(undefined);
  } catch (error) {
    if (!isCoded(error, 'owner_needed')) throw error;
    return bookFor(await owner());
  }
};

const isCoded = (error: unknown, code: string): boolean =>
  error instanceof GhlError && error.code === code;
