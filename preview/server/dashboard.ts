/** Numbers for a dashboard, counted from nothing but what the app's own searches give. */
import type { Connection } from '../../zap-runner/connection.ts';
import { Failure } from '../../zap-runner/failure.ts';
import { toInput } from '../../zap-runner/fields.ts';
import {
  cleansInput,
  operationNamed,
  perform,
  readInputFields,
  recordsIn,
} from '../../zap-runner/operation.ts';
import { newTrace } from '../../zap-runner/platform.ts';
import type { Trace } from '../../zap-runner/platform.ts';
import { isRecord } from '../../zap-runner/records.ts';
import { asText } from '../../zap-runner/tokens.ts';
import type { Answer, Chart, Dashboard } from '../protocol.ts';
import { showFailure, showTrace } from './show.ts';

type Fields = Readonly<Record<string, unknown>>;

/** Months that the contacts' activity goes back. */
const MONTHS = 12;

/** The most that Find Many gives. */
const MOST_CONTACTS = '1000';

/** Coming appointments that are listed. */
const MOST_APPOINTMENTS = '12';

/** What a search of the app gives first, with these values in its fields. */
const search = async (
  connection: Connection,
  key: string,
  values: Readonly<Record<string, string>>,
  trace: Trace,
): Promise<Fields> => {
  const { definition, timezone } = connection.platform;
  const operation = operationNamed(definition, 'search', key);
  const fields = await readInputFields(connection, operation, values, trace);
  const rules = { cleanInputData: cleansInput(definition, operation), timezone };
  const bundle = { inputData: toInput(values, fields, rules), inputDataRaw: values };
  const [found = {}] = recordsIn(await perform(connection, operation, fields, bundle, trace));
  return found;
};

const rowsOf = (record: Fields, key: string): Fields[] => {
  const rows = record[key];
  return Array.isArray(rows) ? rows.filter(isRecord) : [];
};

/** `undefined` where the app could not count it. */
const countOf = (record: Fields, key: string): number | undefined => {
  const value = record[key];
  return typeof value === 'number' ? value : undefined;
};

/** Such as `2026-03`, on the account's clocks. */
const monthOf = (moment: number, timezone: string): string => {
  const day = new Intl.DateTimeFormat('en-CA', {
    timeZone: timezone,
    year: 'numeric',
    month: '2-digit',
  });
  return day.format(moment).slice(0, 7);
};

const shiftMonth = (month: string, by: number): string => {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return new Date(Date.UTC(year, number - 1 + by, 1)).toISOString().slice(0, 7);
};

const monthName = (month: string): string =>
  new Date(`${month}-01T00:00:00Z`).toLocaleDateString('en', {
    month: 'short',
    year: '2-digit',
    timeZone: 'UTC',
  });

/** How many contacts came, and how many changed last, in each of the last months. */
const activityOf = (contacts: readonly Fields[], timezone: string): Chart => {
  const now = monthOf(Date.now(), timezone);
  const months = Array.from({ length: MONTHS }, (_month, index) =>
    shiftMonth(now, index + 1 - MONTHS),
  );
  const inMonth = (month: string, key: string): number =>
    contacts.filter((contact) => {
      const moment = Date.parse(asText(contact[key]));
      return !Number.isNaN(moment) && monthOf(moment, timezone) === month;
    }).length;
  return {
    series: ['New contacts', 'Last changed'],
    points: months.map((month) => ({
      label: monthName(month),
      values: [inMonth(month, 'dateAdded'), inMonth(month, 'dateUpdated')],
    })),
  };
};

const tasksOf = (summary: Fields): Chart => {
  const overdue = countOf(summary, 'overdueTasks');
  const open = countOf(summary, 'openTasks');
  const points = [
    { label: 'Overdue', value: overdue },
    { label: 'Open, in time', value: open === undefined ? undefined : open - (overdue ?? 0) },
    { label: 'Completed', value: countOf(summary, 'completedTasks') },
  ];
  return {
    series: ['Tasks'],
    points: points.flatMap(({ label, value }) =>
      value === undefined ? [] : [{ label, values: [value] }],
    ),
  };
};

const sourcesOf = (summary: Fields): Chart => ({
  series: ['New contacts'],
  points: rowsOf(summary, 'newContactsBySource').map((row) => ({
    label: asText(row['source']),
    values: [Number(row['contactCount'])],
  })),
});

const appointmentsOf = (found: Fields): Dashboard['appointments'] =>
  rowsOf(found, 'appointments').map((row) => ({
    id: asText(row['id']),
    when: asText(row['startTimeText']) || asText(row['startTime']),
    title: asText(row['title']),
    contact: asText(row['contactName']),
    calendar: asText(row['calendarName']),
    status: asText(row['status']),
  }));

/** The dashboard of the connected sub-account. */
export const readDashboard = async (connection: Connection): Promise<Answer<'dashboard'>> => {
  const trace = newTrace();
  const { timezone } = connection.platform;
  const since = `${shiftMonth(monthOf(Date.now(), timezone), 1 - MONTHS)}-01`;
  try {
    const [summary, contacts, coming] = await Promise.all([
      search(connection, 'get_account_summary', { summaryPeriod: 'last30Days' }, trace),
      search(
        connection,
        'find_many_contacts',
        { updatedAfter: since, limit: MOST_CONTACTS },
        trace,
      ),
      search(
        connection,
        'find_many_appointments',
        { period: 'upcoming', limit: MOST_APPOINTMENTS },
        trace,
      ),
    ]);
    if (Object.keys(summary).length === 0) throw new Failure('error', 'There is no summary.');
    return {
      dashboard: {
        words: asText(summary['summaryText']),
        activity: activityOf(rowsOf(contacts, 'contacts'), timezone),
        sources: sourcesOf(summary),
        tasks: tasksOf(summary),
        tasksDueToday: countOf(summary, 'tasksDueToday') ?? 0,
        appointments: appointmentsOf(coming),
        appointmentCount: countOf(coming, 'matchCount') ?? 0,
      },
      trace: showTrace(trace),
    };
  } catch (error) {
    return { failure: showFailure(error), trace: showTrace(trace) };
  }
};
