import { useId, useState } from 'preact/hooks';

import { api } from '../protocol.ts';
import type { Access, Account, Area, Body, Field } from '../protocol.ts';
import { ask } from './ask.ts';
import { Markdown } from './markdown.tsx';
import { RequestList } from './result/trace.tsx';
import { ForDevelopers, useShell } from './shell.tsx';

/** @throws {Error} with the app's sentence when the connection is not made */
export const connectAgain = async (wanted: Body<'connect'>): Promise<Account> => {
  const { account, failure } = await ask(api.connect, wanted);
  if (!account) throw new Error(failure?.message ?? 'The app gave no reason.');
  return account;
};

const isAccess = (value: string): value is Access => value === 'read' || value === 'write';

const isArea = (value: string): value is Area =>
  value === 'contacts' || value === 'sales' || value === 'everything';

/** The app’s name for each choice of the connection that is made here. */
const CHOICES = { access: 'access', scopes: 'area' } as const;

const isChoice = (key: string): key is keyof typeof CHOICES => key in CHOICES;

/** What Zapier asks for when someone connects an account, as its dialog shows it. */
const ConnectForm = ({
  account,
  fields,
  onUse,
}: {
  account: Account;
  fields: readonly Field[];
  onUse: (account: Account) => void;
}) => {
  const { announce, attempt } = useShell();
  /** What was chosen and is not connected yet. */
  const [wanted, setWanted] = useState<Partial<Body<'connect'>>>({});
  const { access = account.access ?? 'read', area = account.area ?? 'contacts' } = wanted;
  const { locationId = account.locationId } = wanted;
  const made = { access, area };
  const choose = (value: string): void => {
    if (isAccess(value)) setWanted({ ...wanted, access: value });
    if (isArea(value)) setWanted({ ...wanted, area: value });
  };
  const id = useId();
  const connect = (): void =>
    attempt(async () => {
      const connected = await connectAgain({ access, area, locationId });
      onUse(connected);
      setWanted({});
      announce(`Connected as ${connected.label}.`);
    });
  return (
    <section class="card" aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>Connect an account</h2>
      {fields
        .filter(({ key }) => isChoice(key))
        .map((field) => (
          <fieldset class="field" key={field.key}>
            <legend>
              {field.label ?? field.key}
              {field.required && <span class="required" aria-hidden="true" />}
            </legend>
            {field.choices.map(({ value, label }) => (
              <label class="radio" key={value}>
                <input
                  type="radio"
                  name={`${id}-${field.key}`}
                  checked={isChoice(field.key) && made[CHOICES[field.key]] === value}
                  onChange={() => choose(value)}
                />
                {label}
              </label>
            ))}
            {field.helpText !== undefined && <Markdown text={field.helpText} />}
          </fieldset>
        ))}
      <div class="field">
        <label htmlFor={`${id}-location`}>Sub-account on HighLevel’s consent page</label>
        <select
          id={`${id}-location`}
          value={locationId}
          onChange={(event) => setWanted({ ...wanted, locationId: event.currentTarget.value })}
        >
          {account.locations.map((location) => (
            <option key={location.id} value={location.id}>
              {location.name}
            </option>
          ))}
        </select>
      </div>
      <button type="button" class="primary" onClick={connect}>
        Connect
      </button>
    </section>
  );
};

export const ConnectionView = ({
  account,
  fields,
  onUse,
}: {
  account: Account;
  fields: readonly Field[];
  onUse: (account: Account) => void;
}) => (
  <article class="page">
    <header>
      <p class="kind">Connection</p>
      <h1 tabIndex={-1}>{account.label}</h1>
      <p class="lead">
        {account.isLive
          ? 'This is a real HighLevel account.'
          : 'This is a practice account on this machine; nobody else sees it.'}{' '}
        Dates are read and shown on the clocks of {account.timezone}.
        <ForDevelopers>
          {' '}
          HighLevel is at <code>{account.url}</code>
          {account.seed === undefined ? '.' : `, with the people of seed ${account.seed}.`}
        </ForDevelopers>
      </p>
    </header>
    <div class="columns">
      {account.isLive ? (
        <p class="card">This is the connection of the file .env.</p>
      ) : (
        <ConnectForm account={account} fields={fields} onUse={onUse} />
      )}
      <ForDevelopers>
        <section class="card" aria-labelledby="granted">
          <h2 id="granted">Permissions that HighLevel granted</h2>
          <ul class="scopes">
            {account.scopes.map((scope) => (
              <li key={scope}>
                <code>{scope}</code>
              </li>
            ))}
          </ul>
          {account.trace.requests.length > 0 && (
            <>
              <h2>Requests to connect</h2>
              <RequestList requests={account.trace.requests} />
            </>
          )}
        </section>
      </ForDevelopers>
    </div>
  </article>
);
