import { useId, useState } from 'preact/hooks';

import { api } from '../protocol.ts';
import type { Access, Account, Field } from '../protocol.ts';
import { ask } from './ask.ts';
import { Markdown } from './markdown.tsx';
import { RequestList } from './result/trace.tsx';
import { useShell } from './shell.ts';

/** @throws {Error} with the app's sentence when the connection is not made */
export const connectAgain = async (access: Access, locationId: string): Promise<Account> => {
  const { account, failure } = await ask(api.connect, { access, locationId });
  if (!account) throw new Error(failure?.message ?? 'The app gave no reason.');
  return account;
};

const isAccess = (value: string): value is Access => value === 'read' || value === 'write';

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
  const [wanted, setWanted] = useState<{ access?: Access; locationId?: string }>({});
  const { access = account.access ?? 'read', locationId = account.locationId } = wanted;
  const id = useId();
  const connect = (): void =>
    attempt(async () => {
      const connected = await connectAgain(access, locationId);
      onUse(connected);
      setWanted({});
      announce(`Connected as ${connected.label}.`);
    });
  return (
    <section class="card" aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>Connect an account</h2>
      {fields.map((field) => (
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
                checked={access === value}
                onChange={() => isAccess(value) && setWanted({ ...wanted, access: value })}
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
        HighLevel is {account.isLive ? '' : 'a sandbox '}at <code>{account.url}</code>
        {account.seed === undefined ? '.' : `, with the people of seed ${account.seed}.`} Dates are
        read and shown on the clocks of {account.timezone}.
      </p>
    </header>
    <div class="columns">
      {account.isLive ? (
        <p class="card">This is the connection of the file .env.</p>
      ) : (
        <ConnectForm account={account} fields={fields} onUse={onUse} />
      )}
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
    </div>
  </article>
);
