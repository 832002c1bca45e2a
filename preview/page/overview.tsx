import type { Account, Operation, ZapTemplate } from '../protocol.ts';
import { Icon } from './icons.tsx';
import { DASHBOARD_HREF, hrefOf, zapHref } from './route.ts';

/** What shows the most of the app in a minute. */
const TOUR: readonly { href: string; icon: string; title: string; text: string }[] = [
  {
    href: zapHref('route-new-contact'),
    icon: 'Zap',
    title: 'Watch a Zap run',
    text: 'A new lead goes through a filter to a teammate. Change its score, and it takes another way.',
  },
  {
    href: DASHBOARD_HREF,
    icon: 'Dashboard',
    title: 'See the whole account',
    text: 'Contacts, tasks and appointments as charts, and how to get the same into a spreadsheet.',
  },
  {
    href: '#/trigger/new_contact',
    icon: 'Contact',
    title: 'Test a trigger',
    text: 'Three contacts as a Zap would get them. Then switch it on, create a contact, and look for new ones.',
  },
  {
    href: '#/create/create_contact',
    icon: 'Contact',
    title: 'Create a contact',
    text: 'With a field for each custom field of the connected sub-account.',
  },
  {
    href: '#/create/create_task',
    icon: 'Task',
    title: 'Add a task',
    text: 'Choose the contact and the user from lists, and write the date in words.',
  },
  {
    href: '#/searchOrCreate/find_contact',
    icon: 'Step',
    title: 'Find or create',
    text: 'One step that looks first. Run it twice with a new email address.',
  },
];

export const Overview = ({
  operations,
  templates,
  account,
}: {
  operations: readonly Operation[];
  templates: readonly ZapTemplate[];
  account: Account;
}) => {
  const count = (kind: Operation['kind']): number =>
    operations.filter((operation) => operation.kind === kind).length;
  const known = new Set([
    ...operations.map(hrefOf),
    ...templates.map(({ key }) => zapHref(key)),
    DASHBOARD_HREF,
  ]);
  return (
    <article class="page">
      <header>
        <h1 tabIndex={-1}>HighLevel in your Zaps</h1>
        <p class="lead">
          {count('trigger')} triggers, {count('search')} searches, {count('create')} actions.
          Everything you see comes from the app itself{' '}
          {account.isLive
            ? 'and a real account: what you test is written for real.'
            : 'and a practice account on this machine: try what you like, nothing is real.'}
        </p>
      </header>
      <ul class="tour">
        {TOUR.filter(({ href }) => known.has(href)).map(({ href, icon, title, text }) => (
          <li key={href} class="card linked">
            <Icon of={icon} />
            <h2>
              <a href={href}>{title}</a>
            </h2>
            <p>{text}</p>
          </li>
        ))}
      </ul>
      {!account.isLive && (
        <p class="muted">
          To read an error as Zapier shows it, switch the connection to <em>Read only</em> above and
          test an action.
        </p>
      )}
    </article>
  );
};
