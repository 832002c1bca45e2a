import { defineInputFields } from 'zapier-platform-core';

import type { AppointmentBody } from '../../ghl/schemas/appointment.ts';
import { APPOINTMENT_LABELS } from '../../protiv/appointment/record.ts';
import { APPOINTMENT_STATUSES } from '../../protiv/appointment/status.ts';
import { asBoolean } from '../../protiv/values/booleans.ts';
import { dropdown } from '../dropdowns/dropdowns.ts';
import type { Context } from '../platform/run.ts';
import { readCalendar, readUser } from '../references/references.ts';

/** What a step says of an appointment, as Zapier sends it. */
export type Input = Readonly<Record<string, unknown>>;

export const calendarField = {
  key: 'calendarId',
  label: APPOINTMENT_LABELS.calendarId,
  ...dropdown.calendars,
} as const;

/** The appointment that a step is about. */
export const appointmentIdField = {
  key: 'appointmentId',
  label: 'Appointment',
  required: true,
  ...dropdown.appointments,
  helpText:
    'Choose an appointment, or map the Appointment ID of an earlier step. The list shows the past 7 and the next 60 days of your first 10 calendars, or all appointments of the contact chosen below.',
} as const;

/** A contact to narrow the list of appointments to choose from. */
export const narrowingContactField = {
  key: 'contactId',
  label: 'Contact',
  ...dropdown.contacts,
  search: 'find_contact.id',
  helpText: 'Narrows the list of appointments above. Not needed if you map an ID.',
} as const;

/** Both of them. */
export const appointmentIdFields = defineInputFields([appointmentIdField, narrowingContactField]);

/** What can be said of an appointment besides its time and its status. */
export const appointmentDetailFields = defineInputFields([
  { key: 'title', label: APPOINTMENT_LABELS.title },
  {
    key: 'assignedTo',
    label: APPOINTMENT_LABELS.assignedTo,
    ...dropdown.users,
    helpText: 'Has to be a member of the calendar’s team.',
  },
  {
    key: 'notes',
    label: APPOINTMENT_LABELS.notes,
    type: 'text',
    helpText: 'HighLevel shows this as the description of the appointment.',
  },
  {
    key: 'address',
    label: APPOINTMENT_LABELS.address,
    helpText: 'Where it takes place: a street address, or the link to a video call.',
  },
]);

export const appointmentStatusField = {
  key: 'status',
  label: APPOINTMENT_LABELS.status,
  choices: APPOINTMENT_STATUSES,
} as const;

const IGNORE_FREE_SLOTS = 'Allow Times That Are Not Free';

export const ignoreFreeSlotsField = {
  key: 'ignoreFreeSlots',
  label: IGNORE_FREE_SLOTS,
  type: 'boolean',
  default: 'false',
  helpText:
    'Choose **True** to allow a time that is taken, outside the opening hours or in the past.',
} as const;

const RUN_AUTOMATIONS = 'Run Automations';

export const runAutomationsField = {
  key: 'runAutomations',
  label: RUN_AUTOMATIONS,
  type: 'boolean',
  default: 'true',
  helpText:
    'Choose **False** to keep HighLevel from sending messages about the appointment and from starting workflows.',
} as const;

/** Those two fields as GHL takes them; what it does by default is left out. */
export const bookingOptions = (
  input: Readonly<Record<string, unknown>>,
): Pick<AppointmentBody, 'ignoreFreeSlotValidation' | 'toNotify'> => ({
  ...(asBoolean(IGNORE_FREE_SLOTS, input['ignoreFreeSlots']) && { ignoreFreeSlotValidation: true }),
  ...(asBoolean(RUN_AUTOMATIONS, input['runAutomations']) === false && { toNotify: false }),
});

/** Zapier runs steps that share this key one after another. */
export const appointmentLock = {
  key: 'appointment:{{bundle.inputData.appointmentId}}',
  scope: ['auth' as const],
};

/**
 * A step's input with ids in place of the names of a calendar and a user.
 *
 * @throws {InvalidInputError} for a name that nobody has, or several have
 */
export const withIds = async (
  run: Context,
  input: Input,
): Promise<Input & Record<'calendarId' | 'assignedTo', string | undefined>> => {
  const [calendarId, assignedTo] = await Promise.all([
    readCalendar(run, APPOINTMENT_LABELS.calendarId, input['calendarId']),
    readUser(run, APPOINTMENT_LABELS.assignedTo, input['assignedTo']),
  ]);
  return { ...input, calendarId, assignedTo };
};
