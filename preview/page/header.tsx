import { useState } from 'preact/hooks';

import { api } from '../protocol.ts';
import type { Access, Account, Area } from '../protocol.ts';
import { ask } from './ask.ts';
import { connectAgain } from './connection.tsx';
import { Icon } from './icons.tsx';
import { useNarrow } from './narrow.ts';
import { CONNECTION_HREF, DASHBOARD_HREF, HOME_HREF, ZAPS_HREF } from './route.ts';
import { useShell } from './shell.tsx';

const ACCESS: readonly { value: Access; label: string }[] = [
  { value: 'read', label: 'Read only' },
  { value: 'write', label: 'Read and write' },
];

/** What Zaps may work with, in a word or two; the connection's page has it in full. */
const AREAS: readonly { value: Area; label: string }[] = [
  { value: 'contacts', label: 'Contacts and calendars' },
  { value: 'sales', label: 'Contacts, sales, messages' },
  { value: 'everything', label: 'All of HighLevel' },
];

const PAGES = [
  { href: HOME_HREF, label: 'Steps', icon: 'Step' },
  { href: ZAPS_HREF, label: 'Zaps', icon: 'Zap' },
  { href: DASHBOARD_HREF, label: 'Dashboard', icon: 'Dashboard' },
] as const;

interface Props {
  account: Account;
  onUse: (account: Account) => void;
}

/** Connects with another set of permissions. */
const AccessSwitch = ({ account, onUse }: Props) => {
  const { announce, attempt } = useShell();
  const { access = 'read', area = 'contacts', locationId } = account;
  const connect = (wanted: { access: Access; area: Area }, said: string): void =>
    attempt(async () => {
      onUse(await connectAgain({ ...wanted, locationId }));
      announce(`Connected again: ${said}.`);
    });
  return (
    <>
      <fieldset class="switch">
        <legend class="visually-hidden">Access of the connection</legend>
        {ACCESS.map(({ value, label }) => (
          <label key={value}>
            <input
              type="radio"
              name="access"
              value={value}
              checked={access === value}
              onChange={() => connect({ access: value, area }, label)}
            />
            <span>{label}</span>
          </label>
        ))}
      </fieldset>
      <select
        class="area"
        aria-label="What Zaps may work with"
        value={area}
        onChange={({ currentTarget }) => {
          const chosen = AREAS.find(({ value }) => value === currentTarget.value);
          if (chosen) connect({ access, area: chosen.value }, chosen.label);
        }}
      >
        {AREAS.map(({ value, label }) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </select>
    </>
  );
};

/** Starts a sandbox anew; developers choose with which people. */
const SandboxReset = ({ account, onUse }: Props) => {
  const { announce, attempt, isDeveloper } = useShell();
  const [seed, setSeed] = useState(String(account.seed ?? 1));
  const [isBusy, setBusy] = useState(false);
  const isSeed = /^\d{1,9}$/.test(seed);
  const reset = (): void => {
    setBusy(true);
    attempt(async () => {
      try {
        onUse(await ask(api.reset, { seed: Number(seed) }));
        announce(
          isDeveloper
            ? `The sandbox is new, with seed ${seed}.`
            : 'The practice account is as it was at first.',
        );
      } finally {
        setBusy(false);
      }
    });
  };
  return (
    <div class="sandbox-reset">
      {isDeveloper && (
        <label>
          Seed
          <input
            inputMode="numeric"
            value={seed}
            aria-invalid={!isSeed}
            onInput={(event) => setSeed(event.currentTarget.value)}
          />
        </label>
      )}
      <button type="button" disabled={isBusy || !isSeed} onClick={reset}>
        {isDeveloper ? 'Reset sandbox' : 'Start over'}
      </button>
    </div>
  );
};

/** Zapier’s name of a connection ends with the sub-account’s ID. */
export const withoutId = (label: string): string => label.replace(/ \(\w+\)$/, '');

/** Which of the pages an address belongs to: a step’s belongs to the steps. */
const isPage = (href: string, hash: string): boolean =>
  href === HOME_HREF
    ? [ZAPS_HREF, DASHBOARD_HREF, CONNECTION_HREF].every((other) => !hash.startsWith(other))
    : hash.startsWith(href);

export const Header = ({
  account,
  version,
  hash,
  onDeveloper,
  onUse,
}: Props & { version: string; hash: string; onDeveloper: (isOn: boolean) => void }) => {
  const { isDeveloper } = useShell();
  const isNarrow = useNarrow();
  const tools = (
    <div class="tools">
      {account.isLive ? (
        <p class="live">Real account: what you test is written for real.</p>
      ) : (
        <>
          <AccessSwitch account={account} onUse={onUse} />
          <SandboxReset account={account} onUse={onUse} />
        </>
      )}
      <label class="developers">
        <input
          type="checkbox"
          checked={isDeveloper}
          onChange={({ currentTarget }) => onDeveloper(currentTarget.checked)}
        />
        For developers
      </label>
    </div>
  );
  return (
    <header class="top">
      <a class="brand" href={HOME_HREF}>
        <img src="/logo.svg" alt="" width="30" height="30" />
        <span>Protiv {isDeveloper && <small>{version}</small>}</span>
      </a>
      <nav class="pages" aria-label="Pages">
        {PAGES.map(({ href, label, icon }) => (
          <a key={href} href={href} aria-current={isPage(href, hash) ? 'page' : undefined}>
            <Icon of={icon} />
            {label}
          </a>
        ))}
      </nav>
      <p class="connected">
        Connected as{' '}
        <a href={CONNECTION_HREF}>{isDeveloper ? account.label : withoutId(account.label)}</a>
      </p>
      {isNarrow ? (
        <details class="account-tools">
          <summary>Account</summary>
          {tools}
        </details>
      ) : (
        tools
      )}
    </header>
  );
};
