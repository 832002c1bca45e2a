import { useState } from 'preact/hooks';

import { api } from '../protocol.ts';
import type { Access, Account } from '../protocol.ts';
import { ask } from './ask.ts';
import { connectAgain } from './connection.tsx';
import { CONNECTION_HREF } from './route.ts';
import { useShell } from './shell.ts';

const ACCESS: readonly { value: Access; label: string }[] = [
  { value: 'read', label: 'Read only' },
  { value: 'write', label: 'Read and write' },
];

interface Props {
  account: Account;
  onUse: (account: Account) => void;
}

/** Connects with the other set of permissions. */
const AccessSwitch = ({ account, onUse }: Props) => {
  const { announce, attempt } = useShell();
  const choose = (access: Access): void =>
    attempt(async () => {
      onUse(await connectAgain(access, account.locationId));
      announce(`Connected again, ${access === 'read' ? 'read only' : 'read and write'}.`);
    });
  return (
    <fieldset class="switch">
      <legend class="visually-hidden">Access of the connection</legend>
      {ACCESS.map(({ value, label }) => (
        <label key={value}>
          <input
            type="radio"
            name="access"
            value={value}
            checked={account.access === value}
            onChange={() => choose(value)}
          />
          <span>{label}</span>
        </label>
      ))}
    </fieldset>
  );
};

/** Starts a sandbox anew, with other people for another seed. */
const SandboxReset = ({ account, onUse }: Props) => {
  const { announce, attempt } = useShell();
  const [seed, setSeed] = useState(String(account.seed ?? 1));
  const [isBusy, setBusy] = useState(false);
  const isSeed = /^\d{1,9}$/.test(seed);
  const reset = (): void => {
    setBusy(true);
    attempt(async () => {
      try {
        onUse(await ask(api.reset, { seed: Number(seed) }));
        announce(`The sandbox is new, with seed ${seed}.`);
      } finally {
        setBusy(false);
      }
    });
  };
  return (
    <div class="sandbox-reset">
      <label>
        Seed
        <input
          inputMode="numeric"
          value={seed}
          aria-invalid={!isSeed}
          onInput={(event) => setSeed(event.currentTarget.value)}
        />
      </label>
      <button type="button" disabled={isBusy || !isSeed} onClick={reset}>
        Reset sandbox
      </button>
    </div>
  );
};

export const Header = ({ account, version, onUse }: Props & { version: string }) => (
  <header class="top">
    <a class="brand" href="#/">
      <svg viewBox="0 0 32 32" aria-hidden="true">
        <rect width="32" height="32" rx="8" />
        <path d="M11 25V8h6.5a5.5 5.5 0 0 1 0 11H11" />
      </svg>
      <span>
        Protiv <small>{version}</small>
      </span>
    </a>
    <p class="connected">
      Connected as <a href={CONNECTION_HREF}>{account.label}</a>
    </p>
    {account.isLive ? (
      <p class="live">Real account: what you test is written for real.</p>
    ) : (
      <>
        <AccessSwitch account={account} onUse={onUse} />
        <SandboxReset account={account} onUse={onUse} />
      </>
    )}
  </header>
);
