import { useCallback, useEffect, useState } from 'preact/hooks';

import { api } from '../../protocol.ts';
import type { Answer, Dashboard } from '../../protocol.ts';
import { ask } from '../ask.ts';
import { Icon } from '../icons.tsx';
import { RequestList } from '../result/trace.tsx';
import { ForDevelopers, useShell } from '../shell.tsx';
import { ChartView } from './chart.tsx';
import { Spreadsheet, asCells, cellsOf } from './spreadsheet.tsx';

const SUMMARY = { key: 'get_account_summary', label: 'Get Account Summary' };
const DAILY_ROWS = {
  key: 'add-daily-account-rows',
  title: 'Add a daily summary of HighLevel to Google Sheets as a row',
};

const Appointments = ({ appointments }: { appointments: Dashboard['appointments'] }) => (
  <div class="table" role="region" aria-label="The next ones" tabIndex={0}>
    <table>
      <thead>
        <tr>
          <th scope="col">When</th>
          <th scope="col">Title</th>
          <th scope="col">Contact</th>
          <th scope="col">Calendar</th>
          <th scope="col">Status</th>
        </tr>
      </thead>
      <tbody>
        {appointments.map(({ id, when, title, contact, calendar, status }) => (
          <tr key={id}>
            <td>{when}</td>
            <td>
              <bdi>{title}</bdi>
            </td>
            <td>
              <bdi>{contact}</bdi>
            </td>
            <td>
              <bdi>{calendar}</bdi>
            </td>
            <td>{status}</td>
          </tr>
        ))}
      </tbody>
    </table>
  </div>
);

const Panels = ({ dashboard }: { dashboard: Dashboard }) => (
  <div class="panels">
    <section class="card wide" aria-labelledby="activity">
      <h2 id="activity">
        <Icon of="Contact" /> Contact activity
      </h2>
      <ChartView chart={dashboard.activity} title="Contacts by month" form="column" />
      <Spreadsheet
        search={{ key: 'find_many_contacts', label: 'Find Many Contacts' }}
        filledIn="with Updated After a year ago; its line items have Date Added and Date Updated"
        cells={cellsOf(dashboard.activity)}
      />
    </section>
    <section class="card" aria-labelledby="tasks">
      <h2 id="tasks">
        <Icon of="Task" /> Tasks
      </h2>
      <ChartView chart={dashboard.tasks} title="Tasks by status" form="bar" />
      <p class="muted">
        {dashboard.tasksDueToday === 0 ? 'None is' : `${dashboard.tasksDueToday} of them`} due
        today.
      </p>
      <Spreadsheet
        search={SUMMARY}
        filledIn="with Today as Period: Overdue Tasks, Open Tasks and Completed Tasks"
        template={DAILY_ROWS}
        cells={cellsOf(dashboard.tasks)}
      />
    </section>
    <section class="card" aria-labelledby="sources">
      <h2 id="sources">
        <Icon of="Campaign" /> Where new contacts come from
      </h2>
      {dashboard.sources.points.length === 0 ? (
        <p class="muted">Nobody came in the last 30 days.</p>
      ) : (
        <ChartView chart={dashboard.sources} title="New contacts of 30 days by source" form="bar" />
      )}
      <Spreadsheet
        search={SUMMARY}
        filledIn="with Last 30 days as Period; put Looping by Zapier behind it and loop over New Contacts by Source"
        template={DAILY_ROWS}
        cells={cellsOf(dashboard.sources)}
      />
    </section>
    <section class="card wide" aria-labelledby="appointments">
      <h2 id="appointments">
        <Icon of="Appointment" /> Upcoming appointments{' '}
        <span class="count">{dashboard.appointmentCount}</span>
      </h2>
      {dashboard.appointments.length === 0 ? (
        <p class="muted">None is booked.</p>
      ) : (
        <Appointments appointments={dashboard.appointments} />
      )}
      <Spreadsheet
        search={{ key: 'find_many_appointments', label: 'Find Many Appointments' }}
        filledIn="with the upcoming ones; its line items become rows with Create Multiple Spreadsheet Rows"
        cells={asCells([
          ['When', 'Title', 'Contact', 'Calendar', 'Status'],
          ...dashboard.appointments.map(({ when, title, contact, calendar, status }) => [
            when,
            title,
            contact,
            calendar,
            status,
          ]),
        ])}
      />
    </section>
  </div>
);

/** What the searches of the app are for: a sub-account at a glance, drawn from their outputs alone. */
export const DashboardView = () => {
  const { announce, attempt } = useShell();
  const [answer, setAnswer] = useState<Answer<'dashboard'>>();
  const load = useCallback(
    (): void =>
      attempt(async () => {
        const fresh = await ask(api.dashboard, {});
        setAnswer(fresh);
        announce(fresh.failure?.message ?? 'The dashboard is up to date.');
      }),
    [announce, attempt],
  );
  useEffect(load, [load]);
  const { dashboard, failure, trace } = answer ?? {};
  return (
    <article class="page dashboard">
      <header>
        <h1 tabIndex={-1}>Dashboard</h1>
        <p class="lead">
          {dashboard
            ? `${dashboard.words} Counted over the last 30 days; what is due or overdue is as of today.`
            : 'Drawn from what Get Account Summary, Find Many Contacts and Find Many Appointments give, and from nothing else.'}
        </p>
      </header>
      <p class="buttons plain">
        <button type="button" onClick={load}>
          Refresh
        </button>
        <span class="muted">
          Drawn from what Get Account Summary, Find Many Contacts and Find Many Appointments give.
        </span>
      </p>
      {answer === undefined && <p class="muted">One moment…</p>}
      {failure && (
        <p class="failure" role="alert">
          {failure.message}
        </p>
      )}
      {dashboard && <Panels dashboard={dashboard} />}
      <ForDevelopers>
        {trace && (
          <details class="trace">
            <summary>{trace.requests.length} requests</summary>
            <RequestList requests={trace.requests} />
          </details>
        )}
      </ForDevelopers>
    </article>
  );
};
