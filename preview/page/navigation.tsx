import { useEffect, useRef, useState } from 'preact/hooks';

import type { Operation } from '../protocol.ts';
import { Icon } from './icons.tsx';
import { useNarrow } from './narrow.ts';
import { hrefOf } from './route.ts';

const GROUPS = [
  { kind: 'trigger', title: 'Triggers' },
  { kind: 'search', title: 'Searches' },
  { kind: 'searchOrCreate', title: 'Searches that may create' },
  { kind: 'create', title: 'Actions' },
] as const;

/** Scrolls the list, and never the page, to an element of it. */
const showIn = (list: Element | null | undefined, element: Element): void => {
  if (!list) return;
  const frame = list.getBoundingClientRect();
  const { top, bottom } = element.getBoundingClientRect();
  if (top < frame.top || bottom > Math.min(frame.bottom, innerHeight)) {
    list.scrollBy({ top: top - frame.top - frame.height / 2 });
  }
};

const Links = ({ operations, hash }: { operations: readonly Operation[]; hash: string }) => (
  <ul>
    {operations.map((operation) => {
      const href = hrefOf(operation);
      return (
        <li key={href}>
          <a href={href} aria-current={href === hash ? 'page' : undefined}>
            <Icon of={operation.noun} />
            {operation.label}
          </a>
        </li>
      );
    })}
  </ul>
);

const List = ({ operations, hash }: { operations: readonly Operation[]; hash: string }) => {
  const [wanted, setWanted] = useState('');
  const nav = useRef<HTMLElement>(null);
  useEffect(() => {
    const current = nav.current?.querySelector('[aria-current]');
    if (current) showIn(nav.current?.parentElement, current);
  }, [hash]);
  const found = operations.filter(({ label, key }) =>
    `${label} ${key}`.toLowerCase().includes(wanted.trim().toLowerCase()),
  );
  const [only, ...others] = found;
  return (
    <nav ref={nav} aria-label="Operations">
      <input
        type="search"
        aria-label="Filter operations"
        placeholder="Filter"
        value={wanted}
        onInput={(event) => setWanted(event.currentTarget.value)}
        onKeyDown={({ key }) => {
          if (key === 'Enter' && only && others.length === 0) location.hash = hrefOf(only);
        }}
      />
      {found.length === 0 && <p class="muted">No operation is called that.</p>}
      {GROUPS.map(({ kind, title }) => {
        const members = found.filter((operation) => operation.kind === kind);
        const common = members.filter(({ isCommon }) => isCommon);
        if (members.length === 0) return null;
        return (
          <section key={kind} aria-labelledby={`nav-${kind}`}>
            <h2 id={`nav-${kind}`}>
              {title} <span class="count">{members.length}</span>
            </h2>
            {common.length > 0 && <Links operations={common} hash={hash} />}
            {common.length < members.length && (
              <Links operations={members.filter(({ isCommon }) => !isCommon)} hash={hash} />
            )}
          </section>
        );
      })}
    </nav>
  );
};

/** All operations; on a narrow screen behind a button, which closes when one is chosen. */
export const Navigation = (props: { operations: readonly Operation[]; hash: string }) => {
  const isNarrow = useNarrow();
  if (!isNarrow) {
    return (
      <div class="side">
        <List {...props} />
      </div>
    );
  }
  return (
    <details class="side" key={props.hash}>
      <summary>All operations</summary>
      <List {...props} />
    </details>
  );
};
