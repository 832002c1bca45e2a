import type { AppointmentBody, WireAppointment } from '../../ghl/schemas/appointment.ts';
import { formatDateTime } from '../values/date-format.ts';
import { instant, localTime, readMoment } from '../values/dates.ts';
import { mapperOf, outputFieldsOf, sampleOf } from '../values/field-table.ts';
import { InvalidInputError } from '../values/invalid-input.ts';
import { asMoment } from '../values/moments.ts';
import { present, text } from '../values/present.ts';
import { asLine, asText } from '../values/texts.ts';
import { writtenLabelsOf } from '../values/written-fields.ts';
import type { WritableFieldTable } from '../values/written-fields.ts';
import type { Appointment } from './schema.ts';
import { asAppointmentStatus } from './status.ts';

export interface AppointmentFacts {
  /**
   * The location's, as an IANA name: GHL keeps only offsets, and no zone at all in a contact's
   * appointments.
   */
  timezone?: string | undefined;
  /** Names by id. */
  calendars?: ReadonlyMap<string, string> | undefined;
  users?: ReadonlyMap<string, string> | undefined;
  contacts?: ReadonlyMap<string, string> | undefined;
}

type Moment = string | number | null | undefined;

const local = (value: Moment, { timezone }: AppointmentFacts): string | undefined => {
  const moment = readMoment(value, timezone);
  return moment === undefined ? undefined : localTime(moment, timezone);
};

const sameMoment = (time: string | undefined): number | undefined => readMoment(time);

export const APPOINTMENT_FIELDS = {
  id: { label: 'ID', read: ({ id }) => id, sample: '0TkCdp9PfvLeWKYRRvIz' },
  appointmentId: { label: 'Appointment ID', read: ({ id }) => id, sample: '0TkCdp9PfvLeWKYRRvIz' },
  contactId: {
    label: 'Contact ID',
    read: ({ contactId }) => text(contactId),
    sample: 'ocQHyuzHvysMo5N5VsXc',
  },
  contactName: {
    label: 'Contact Name',
    read: ({ contactId }, { contacts }) => contacts?.get(contactId ?? ''),
  },
  calendarId: {
    label: 'Calendar ID',
    read: ({ calendarId }) => text(calendarId),
    sample: 'CVokAlI8fgw4WYWoCtQz',
    written: { as: 'calendarId', label: 'Calendar' },
  },
  calendarName: {
    label: 'Calendar Name',
    read: ({ calendarId }, { calendars }) => calendars?.get(calendarId ?? ''),
    sample: 'Site Visits',
  },
  title: {
    label: 'Title',
    read: ({ title }) => text(title),
    sample: 'Kitchen planning',
    written: { as: 'title', label: 'Title' },
  },
  status: {
    label: 'Status',
    read: ({ appointmentStatus, appoinmentStatus, status }) =>
      text(appointmentStatus) ?? text(appoinmentStatus) ?? text(status),
    sample: 'confirmed',
    written: { as: 'appointmentStatus', label: 'Status' },
  },
  startTime: {
    label: 'Start Time',
    type: 'datetime',
    read: ({ startTime }, facts) => local(startTime, facts),
    sample: '2026-03-12T10:00:00-04:00',
    written: { as: 'startTime', label: 'Start Time', meaning: sameMoment },
  },
  startTimeUtc: {
    label: 'Start Time in UTC',
    type: 'datetime',
    read: ({ startTime }, { timezone }) => instant(readMoment(startTime, timezone)),
    sample: '2026-03-12T14:00:00.000Z',
  },
  startTimeText: {
    label: 'Start Time in Words',
    read: ({ startTime }, { timezone }) => {
      const start = readMoment(startTime, timezone);
      return start === undefined || !timezone ? undefined : formatDateTime(start, timezone);
    },
    sample: 'Thu, Mar 12, 2026, 10:00 AM EDT',
  },
  endTime: {
    label: 'End Time',
    type: 'datetime',
    read: ({ endTime }, facts) => local(endTime, facts),
    sample: '2026-03-12T10:30:00-04:00',
    written: { as: 'endTime', label: 'End Time', meaning: sameMoment },
  },
  timezone: {
    label: 'Time Zone',
    read: (_appointment, { timezone }) => text(timezone),
    sample: 'America/New_York',
  },
  assignedTo: {
    label: 'Assigned User ID',
    read: ({ assignedUserId }) => text(assignedUserId),
    sample: 'y0BeYjuRIlDwsDcOHOJo',
    written: { as: 'assignedUserId', label: 'Assigned User' },
  },
  assignedToName: {
    label: 'Assigned User Name',
    read: ({ assignedUserId }, { users }) => users?.get(assignedUserId ?? ''),
    sample: 'Robin Hale',
  },
  notes: {
    label: 'Notes',
    // What a booking sends as `description` is what must come back.
    read: ({ description, notes }) => text(description) ?? text(notes),
    written: { as: 'description', label: 'Notes' },
  },
  address: {
    label: 'Address',
    read: ({ address }) => text(address),
    written: { as: 'address', label: 'Address' },
  },
  calendarGroupId: { label: 'Calendar Group ID', read: ({ groupId }) => text(groupId) },
  isRecurring: {
    label: 'Is Recurring',
    type: 'boolean',
    read: ({ isRecurring }) => isRecurring ?? undefined,
  },
  dateAdded: {
    label: 'Date Added',
    type: 'datetime',
    read: ({ dateAdded }, facts) => local(dateAdded, facts),
  },
  dateUpdated: {
    label: 'Date Updated',
    type: 'datetime',
    read: ({ dateUpdated }, facts) => local(dateUpdated, facts),
  },
} as const satisfies WritableFieldTable<
  WireAppointment,
  AppointmentFacts,
  Appointment,
  AppointmentBody
>;

const toRecord = mapperOf<WireAppointment, AppointmentFacts, Appointment>(APPOINTMENT_FIELDS);

/** An appointment of any GHL route as Zaps see it. */
export const toAppointment = (wire: WireAppointment, facts: AppointmentFacts = {}): Appointment =>
  toRecord(wire, facts);

export const appointmentSample = sampleOf<WireAppointment, AppointmentFacts, Appointment>(
  APPOINTMENT_FIELDS,
);

export const appointmentOutputFields = outputFieldsOf(APPOINTMENT_FIELDS);

/** What each field of an appointment is called where people fill it in. */
export const APPOINTMENT_LABELS = writtenLabelsOf(APPOINTMENT_FIELDS);

/**
 * What a step says of an appointment as a GHL request body; what is left blank is left out. Times go
 * out in the location's offset, since GHL keeps nothing else of the zone.
 *
 * @param input `calendarId`, `contactId`, `title`, `startTime`, `endTime`, `status`, `assignedTo`,
 *   `notes` and `address`, as Zapier sends them
 * @param purpose an update takes no `contactId`
 * @param timezone IANA name, also for times without a zone
 * @throws {InvalidInputError} when a value cannot be used, naming the field
 */
export const toGhlAppointment = (
  input: Readonly<Record<string, unknown>>,
  { purpose, timezone }: { purpose: 'create' | 'update'; timezone?: string | undefined },
): AppointmentBody => {
  const labels = APPOINTMENT_LABELS;
  const start = asMoment(labels.startTime, input['startTime'], timezone);
  const end = asMoment(labels.endTime, input['endTime'], timezone);
  if (start !== undefined && end !== undefined && end <= start) {
    throw new InvalidInputError(`“${labels.endTime}” must be later than “${labels.startTime}”.`);
  }
  return present({
    calendarId: asLine(labels.calendarId, input['calendarId']),
    contactId: purpose === 'create' ? asLine('Contact', input['contactId']) : undefined,
    title: asLine(labels.title, input['title']),
    startTime: local(start, { timezone }),
    endTime: local(end, { timezone }),
    appointmentStatus: asAppointmentStatus(input['status']),
    assignedUserId: asLine(labels.assignedTo, input['assignedTo']),
    description: asText(labels.notes, input['notes']),
    address: asLine(labels.address, input['address']),
  });
};

const CALLED_OFF: ReadonlySet<string | undefined> = new Set(['cancelled', 'noshow', 'invalid']);

/** Whether an appointment will not take place, or did not. */
export const isCalledOff = ({ status }: Pick<Appointment, 'status'>): boolean =>
  CALLED_OFF.has(status);
