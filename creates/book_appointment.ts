import { defineInputFields } from 'zapier-platform-core';

import { bookAppointment, getAppointment, listEvents } from '../lib/ghl/appointments.ts';
import { getCalendar } from '../lib/ghl/calendars.ts';
import type { Ghl } from '../lib/ghl/client/client.ts';
import { GhlError } from '../lib/ghl/client/errors.ts';
import { idempotentCreate, readBack } from '../lib/ghl/client/idempotent-write.ts';
import type { AppointmentBody, WireAppointment } from '../lib/ghl/schemas/appointment.ts';
import type { WireCalendar } from '../lib/ghl/schemas/calendar.ts';
import { ignoredAppointmentFields } from '../lib/protiv/appointment/changes.ts';
import {
  appointmentOutputFields,
  appointmentSample,
  isCalledOff,
  toAppointment,
  toGhlAppointment,
} from '../lib/protiv/appointment/record.ts';
import { MINUTE_MS, readMoment } from '../lib/protiv/values/dates.ts';
import { requiredLine } from '../lib/protiv/values/input.ts';
import {
  appointmentDetailFields,
  appointmentStatusField,
  bookingOptions,
  ignoreFreeSlotsField,
  runAutomationsField,
} from '../lib/zapier/appointment/input-fields.ts';
import { freeSlotsAround, mayTake, ownerFor, slotTaken } from '../lib/zapier/appointment/slots.ts';
import { contactIdField } from '../lib/zapier/contact/input-fields.ts';
import { dropdown } from '../lib/zapier/dropdowns/dropdowns.ts';
import { ignoreRepeatsField, isWithin, repeatWindow } from '../lib/zapier/fields/repeats.ts';
import { TIME_ZONE_NOTE } from '../lib/zapier/fields/time-zone-note.ts';
import { ignoredFieldsOutput, wasCreatedOutput } from '../lib/zapier/fields/write-output.ts';
import { locationFacts } from '../lib/zapier/location/location.ts';
import { createOperation } from '../lib/zapier/platform/operation.ts';
import type { InputOf } from '../lib/zapier/platform/run.ts';

const inputFields = defineInputFields([
  contactIdField,
  { key: 'calendarId', label: 'Calendar', required: true, choices: dropdown.calendars },
  {
    key: 'startTime',
    label: 'Start Time',
    type: 'datetime',
    required: true,
    helpText: `Has to be a free time of the calendar; the Find Free Slots search lists those. ${TIME_ZONE_NOTE}`,
  },
  {
    key: 'endTime',
    label: 'End Time',
    type: 'datetime',
    helpText: `Leave blank for the calendar’s usual length. ${TIME_ZONE_NOTE}`,
  },
  ...appointmentDetailFields,
  {
    ...appointmentStatusField,
    helpText: 'Leave blank for the status that the calendar gives new appointments.',
  },
  ignoreFreeSlotsField,
  runAutomationsField,
  ignoreRepeatsField('an appointment with the same contact, calendar and start time'),
]);

type Input = InputOf<typeof inputFields>;

export default createOperation({
  key: 'book_appointment',
  noun: 'Appointment',
  label: 'Book Appointment',
  description: 'Books a new appointment for a contact at a free time of a calendar.',
  inputFields,
  lock: {
    key: 'slot:{{bundle.inputData.calendarId}}:{{bundle.inputData.startTime}}',
    scope: ['auth'],
  },
  perform: async (run) => {
    const { ghl, input } = run;
    const { timezone } = await locationFacts(run);
    const booking = asBooking(input, timezone);
    const windowMs = repeatWindow(input.ignoreRepeatsWithin);

    const [calendar, before, free] = await Promise.all([
      getCalendar(ghl, booking.calendarId),
      sameAppointments(ghl, booking),
      freeSlots(ghl, booking),
    ]);
    // Somebody else’s free times are none, which would read as if every time were taken.
    if (!mayTake(calendar, booking.body.assignedUserId)) throw GhlError.ownerNotInTeam();
    const answerRepeat = (appointment: WireAppointment) => ({
      ...toAppointment(appointment, { timezone }),
      wasCreated: false,
      ignoredFields: [],
    });
    const isFree = !booking.needsFreeSlot || free.includes(booking.start);
    const repeated = findRepeat(before, windowMs, isFree);
    if (repeated) return answerRepeat(repeated);
    if (!isFree) throw slotTaken(booking.start, free, timezone);

    let id: string;
    try {
      id = await book(ghl, booking, calendar, new Set(before.map((other) => other.id)));
    } catch (error) {
      if (!isCoded(error, 'slot_taken')) throw error;
      // Taken in the meantime, perhaps by another run of this step; or not free for as long as asked.
      const [same, freeNow] = await Promise.all([
        sameAppointments(ghl, booking),
        freeSlots(ghl, booking),
      ]);
      const meanwhile = findRepeat(same, windowMs, false);
      if (meanwhile) return answerRepeat(meanwhile);
      throw slotTaken(booking.start, freeNow, timezone);
    }
    const created = (await readBack(ghl, () => getAppointment(ghl, id))) ?? { ...booking.body, id };
    return {
      ...toAppointment(created, { timezone }),
      wasCreated: true,
      ignoredFields: ignoredAppointmentFields(booking.body, created),
    };
  },
  sample: { ...appointmentSample, wasCreated: true },
  outputFields: [...appointmentOutputFields, wasCreatedOutput, ignoredFieldsOutput],
});

interface Booking {
  calendarId: string;
  contactId: string;
  /** Milliseconds since the epoch. */
  start: number;
  body: AppointmentBody;
  /** Whether only free slots will do. */
  needsFreeSlot: boolean;
}

const asBooking = (input: Input, timezone: string | undefined): Booking => {
  const contactId = requiredLine('Contact', input.contactId);
  const calendarId = requiredLine('Calendar', input.calendarId);
  requiredLine('Start Time', input.startTime);
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
