import type { PlainOutputField } from 'zapier-platform-core';

import type { WireAppointment } from '../../ghl/schemas/appointment.ts';
import type { WireContact } from '../../ghl/schemas/contact.ts';
import type { WireTask } from '../../ghl/schemas/task.ts';
import { isCalledOff, toAppointment } from '../appointment/record.ts';
import { toContact } from '../contact/record.ts';
import { toTask } from '../task/record.ts';
import { formatDateTime } from '../values/date-format.ts';
import { readMoment } from '../values/dates.ts';
import { present } from '../values/present.ts';
import type { Period } from './period.ts';

/** What could be read of a sub-account; what could not is absent. */
export interface AccountRecords {
  /** Contacts that were created in the period, and how many there are of them. */
  created?: { total: number; contacts: readonly WireContact[] } | undefined;
  /** How many contacts changed in the period. */
  updatedTotal?: number | undefined;
  /** All open tasks. */
  openTasks?: readonly WireTask[] | undefined;
  /** All completed tasks. */
  completedTasks?: readonly WireTask[] | undefined;
  /** All appointments from the period's beginning to some weeks ahead. */
  appointments?: readonly WireAppointment[] | undefined;
}

/** One row of a dashboard: the whole sub-account in a period. What nobody could count is absent. */
export interface AccountSummary {
  id: string;
  fromDate: string;
  toDate: string;
  timezone?: string;
  newContacts?: number;
  updatedContacts?: number;
  openTasks?: number;
  overdueTasks?: number;
  tasksDueToday?: number;
  completedTasks?: number;
  appointments?: number;
  nextAppointment?: string;
  nextAppointmentText?: string;
  nextAppointmentTitle?: string;
  summaryText: string;
  newContactsBySource?: { source: string; contactCount: number }[];
  newContactsByTag?: { tag: string; contactCount: number }[];
  appointmentsByStatus?: { status: string; appointmentCount: number }[];
}

const LARGEST = 10;

const NO_SOURCE = 'No source';

/** The most frequent names, the largest first; those of the same size in the order of the alphabet. */
const largest = (names: readonly string[]): [name: string, count: number][] => {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts]
    .toSorted(([a, first], [b, second]) => second - first || (a < b ? -1 : 1))
    .slice(0, LARGEST);
};

interface Facts {
  locationId: string;
  period: Period;
  /** Milliseconds since the epoch. */
  now: number;
  /** First and last moment of today, likewise. */
  today: { start: number; end: number };
  timezone?: string | undefined;
}

/** The row for what could be read. */
export const toAccountSummary = (records: AccountRecords, facts: Facts): AccountSummary => {
  const { locationId, period, timezone } = facts;
  const counts = {
    newContacts: records.created?.total,
    updatedContacts: records.updatedTotal,
    ...taskCounts(records, facts),
    ...appointmentCounts(records, facts),
  };
  return present({
    id: locationId,
    fromDate: period.from,
    toDate: period.to,
    timezone,
    ...counts,
    summaryText: inWords(counts),
    ...contactTables(records),
  });
};

const contactTables = ({ created }: AccountRecords) => {
  // Of a part of them, the largest may be others.
  if (!created || created.contacts.length < created.total) return {};
  const contacts = created.contacts.map((contact) => toContact(contact));
  return {
    newContactsBySource: largest(contacts.map(({ source }) => source ?? NO_SOURCE)).map(
      ([source, contactCount]) => ({ source, contactCount }),
    ),
    newContactsByTag: largest(contacts.flatMap(({ tags }) => tags)).map(([tag, contactCount]) => ({
      tag,
      contactCount,
    })),
  };
};

const taskCounts = (
  { openTasks, completedTasks }: AccountRecords,
  { now, period, today }: Facts,
) => {
  const open = openTasks?.map((task) => toTask(task, { now }));
  const dueAt = (date: string | undefined): number => readMoment(date) ?? Number.NaN;
  return {
    openTasks: open?.length,
    overdueTasks: open?.filter(({ overdue }) => overdue).length,
    tasksDueToday: open?.filter(
      ({ dueDate }) => dueAt(dueDate) >= today.start && dueAt(dueDate) < today.end,
    ).length,
    // GHL says when a task last changed, and nothing else that comes near to its completion.
    completedTasks: completedTasks?.filter(({ dateUpdated }) => {
      const changed = readMoment(dateUpdated) ?? Number.NaN;
      return changed >= period.start && changed < period.end;
    }).length,
  };
};

const appointmentCounts = ({ appointments }: AccountRecords, { now, period, timezone }: Facts) => {
  const all = appointments?.map((event) => ({
    ...toAppointment(event, { timezone }),
    start: readMoment(event.startTime, timezone) ?? Number.NaN,
  }));
  const within = all?.filter(({ start }) => start >= period.start && start < period.end);
  const next = all
    ?.filter((appointment) => appointment.start >= now && !isCalledOff(appointment))
    .toSorted((a, b) => a.start - b.start)[0];
  return {
    appointments: within?.length,
    nextAppointment: next?.startTime,
    nextAppointmentText: next && formatDateTime(next.start, timezone),
    nextAppointmentTitle: next?.title,
    appointmentsByStatus:
      within &&
      largest(within.map(({ status }) => status ?? 'unknown')).map(
        ([status, appointmentCount]) => ({ status, appointmentCount }),
      ),
  };
};

const of = (count: number | undefined, one: string, many: string): string[] =>
  count === undefined ? [] : [`${count} ${count === 1 ? one : many}`];

/** The counts as one sentence or two, for a message. */
const inWords = (
  counts: ReturnType<typeof taskCounts> &
    ReturnType<typeof appointmentCounts> & { newContacts: number | undefined },
): string => {
  const parts = [
    ...of(counts.newContacts, 'new contact', 'new contacts'),
    ...of(counts.completedTasks, 'task completed', 'tasks completed'),
    ...of(counts.tasksDueToday, 'task due today', 'tasks due today'),
    ...of(counts.overdueTasks, 'task overdue', 'tasks overdue'),
    ...of(counts.appointments, 'appointment', 'appointments'),
  ];
  const { nextAppointmentText: next, nextAppointmentTitle: title } = counts;
  return [
    ...(parts.length > 0 ? [`${parts.join(', ')}.`] : []),
    ...(next ? [`Next appointment: ${title ? `${title}, ` : ''}${next}.`] : []),
  ].join(' ');
};

const COUNT = { type: 'integer' } as const;

export const accountSummaryOutputFields: PlainOutputField[] = [
  { key: 'id', label: 'Sub-Account ID', type: 'string' },
  { key: 'fromDate', label: 'From Date', type: 'datetime' },
  { key: 'toDate', label: 'To Date', type: 'datetime' },
  { key: 'timezone', label: 'Time Zone', type: 'string' },
  { key: 'newContacts', label: 'New Contacts', ...COUNT },
  { key: 'updatedContacts', label: 'Updated Contacts', ...COUNT },
  { key: 'openTasks', label: 'Open Tasks', ...COUNT },
  { key: 'overdueTasks', label: 'Overdue Tasks', ...COUNT },
  { key: 'tasksDueToday', label: 'Tasks Due Today', ...COUNT },
  { key: 'completedTasks', label: 'Completed Tasks', ...COUNT },
  { key: 'appointments', label: 'Appointments', ...COUNT },
  { key: 'nextAppointment', label: 'Next Appointment', type: 'datetime' },
  { key: 'nextAppointmentText', label: 'Next Appointment in Words', type: 'string' },
  { key: 'nextAppointmentTitle', label: 'Next Appointment Title', type: 'string' },
  { key: 'summaryText', label: 'Summary in Words', type: 'string' },
  { key: 'newContactsBySource[]source', label: 'New Contacts by Source: Source', type: 'string' },
  {
    key: 'newContactsBySource[]contactCount',
    label: 'New Contacts by Source: Number of Contacts',
    ...COUNT,
  },
  { key: 'newContactsByTag[]tag', label: 'New Contacts by Tag: Tag', type: 'string' },
  {
    key: 'newContactsByTag[]contactCount',
    label: 'New Contacts by Tag: Number of Contacts',
    ...COUNT,
  },
  { key: 'appointmentsByStatus[]status', label: 'Appointments by Status: Status', type: 'string' },
  {
    key: 'appointmentsByStatus[]appointmentCount',
    label: 'Appointments by Status: Number of Appointments',
    ...COUNT,
  },
];

export const accountSummarySample: AccountSummary = {
  id: 've9EPM428h8vShlRW1KT',
  fromDate: '2026-03-12',
  toDate: '2026-03-12',
  timezone: 'America/New_York',
  newContacts: 4,
  updatedContacts: 31,
  openTasks: 12,
  overdueTasks: 3,
  tasksDueToday: 2,
  completedTasks: 5,
  appointments: 2,
  nextAppointment: '2026-03-12T14:00:00-04:00',
  nextAppointmentText: 'Thu, Mar 12, 2026, 2:00 PM EDT',
  nextAppointmentTitle: 'Kitchen planning',
  summaryText:
    '4 new contacts, 5 tasks completed, 2 tasks due today, 3 tasks overdue, 2 appointments. Next appointment: Kitchen planning, Thu, Mar 12, 2026, 2:00 PM EDT.',
  newContactsBySource: [{ source: 'website form', contactCount: 3 }],
  newContactsByTag: [{ tag: 'newsletter', contactCount: 2 }],
  appointmentsByStatus: [{ status: 'confirmed', appointmentCount: 2 }],
};
