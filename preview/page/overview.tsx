import type { Account, Operation } from '../protocol.ts';
import { hrefOf } from './route.ts';

/** What shows the most of the app in a minute. */
const TOUR: readonly { href: string; title: string; text: string }[] = [
  {
    href: '#/trigger/new_contact',
    title: 'Test a trigger',
    text: 'Three contacts as a Zap would get them. Then switch it on, create a contact, and poll.',
  },
  {
    href: '#/create/create_contact',
    title: 'Create a contact',
    text: 'With a field for each custom field of the connected sub-account.',
  },
  {
    href: '#/create/create_task',
    title: 'Add a task',
    text: 'Choose the contact and the user from lists, and see the requests it takes.',
  },
  {
    href: '#/searchOrCreate/find_contact',
    title: 'Find or create',
    text: 'One step that looks first. Run it twice with a new email address.',
  },
];

export const Overview = ({
  operations,
  account,
}: {
  operations: readonly Operation[];
  account: Account;
}) => {
  const count = (kind: Operation['kind']): number =>
    operations.filter((operation) => operation.kind === kind).length;
  const known = new Set(operations.map(hrefOf));
  return (
    <article class="page">
      <header>
        <h1 tabIndex={-1}>Protiv as the Zap editor shows it</h1>
        <p class="lead">
          {count('trigger')} triggers, {count('search')} searches, {count('create')} actions.
          Everything you see comes from the app itself{' '}
          {account.isLive
            ? 'and a real account: what you test is written for real.'
            : 'and a practice account on this machine: try what you like, nothing is real.'}
        </p>
      </header>
      <ul class="tour">
        {TOUR.filter(({ href }) => known.has(href)).map(({ href, title, text }) => (
          <li key={href} class="card">
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
