import { useCallback, useEffect, useMemo, useRef, useState } from 'preact/hooks';

import { api } from '../protocol.ts';
import type { Account, Answer } from '../protocol.ts';
import { ask } from './ask.ts';
import { ConnectionView } from './connection.tsx';
import { DashboardView } from './dashboard/dashboard.tsx';
import { useDeveloper } from './developer.ts';
import { Header } from './header.tsx';
import { Navigation } from './navigation.tsx';
import { Overview } from './overview.tsx';
import { CONNECTION_HREF, DASHBOARD_HREF, ZAPS_HREF, hrefOf, useHash, zapHref } from './route.ts';
import { ShellContext } from './shell.tsx';
import { Drafts } from './step/draft.ts';
import { StepView } from './step/step.tsx';
import { ZapView } from './zap/zap.tsx';
import { ZapsView } from './zap/zaps.tsx';

const TITLE = 'Protiv in the Zap editor';

/** Tells accounts apart: a sandbox that was reset is another one. */
const nameOf = ({ url, locationId }: Account): string => `${url} ${locationId}`;

/** `fetch` gives a `TypeError` when nobody answers. */
const messageOf = (error: unknown): string => {
  if (error instanceof TypeError) {
    return 'The preview’s server does not answer. Is “npm run preview” still running?';
  }
  return error instanceof Error ? error.message : String(error);
};

/** The page: what the app has, the account, and the operation that the address names. */
export const App = () => {
  const hash = useHash();
  const [facts, setFacts] = useState<Answer<'app'>>();
  const [failureNotice, setFailureNotice] = useState<string>();
  /** What a screen reader is to say; the number makes it say the same thing twice. */
  const [message, setMessage] = useState({ text: '', number: 0 });
  /** Of the account that is looked at. */
  const drafts = useRef<Drafts>(undefined);
  /** Counts the connections: nothing that came from the one before stays on the page. */
  const [connections, setConnections] = useState(0);
  const main = useRef<HTMLElement>(null);

  const announce = useCallback(
    (text: string) => setMessage(({ number }) => ({ text, number: number + 1 })),
    [],
  );
  const attempt = useCallback((work: () => Promise<void>): void => {
    work().then(
      () => setFailureNotice(undefined),
      (error: unknown) => setFailureNotice(messageOf(error)),
    );
  }, []);
  const timezone = facts?.account.timezone ?? 'UTC';
  const [isDeveloper, chooseDeveloper] = useDeveloper();
  const shell = useMemo(
    () => ({ announce, attempt, timezone, isDeveloper }),
    [announce, attempt, timezone, isDeveloper],
  );

  useEffect(() => {
    attempt(async () => {
      const app = await ask(api.app, {});
      drafts.current = new Drafts(nameOf(app.account));
      setFacts(app);
    });
  }, [attempt]);

  const focusHeading = (): void => main.current?.querySelector('h1')?.focus();

  const shownHash = useRef(hash);
  useEffect(() => {
    if (shownHash.current === hash) return;
    shownHash.current = hash;
    scrollTo({ top: 0 });
    focusHeading();
  }, [hash]);

  const use = (account: Account): void => {
    const isSame = facts && nameOf(account) === nameOf(facts.account);
    if (isSame) drafts.current?.dropResults();
    else drafts.current = new Drafts(nameOf(account));
    setFacts((before) => before && { ...before, account });
    setConnections((count) => count + 1);
  };

  const operation = facts?.operations.find((candidate) => hrefOf(candidate) === hash);
  const template = facts?.templates.find(({ key }) => zapHref(key) === hash);
  const title = operation?.label ?? template?.title;
  useEffect(() => {
    document.title = title === undefined ? TITLE : `${title} · ${TITLE}`;
  }, [title]);
  /** Pages of their own, without the list of operations. */
  const isWhole = hash.startsWith(ZAPS_HREF) || hash === DASHBOARD_HREF;
  const view = ({ account, operations, templates, connectionFields }: Answer<'app'>) => {
    if (operation && drafts.current) {
      const kept = drafts.current;
      return (
        <StepView
          key={`${connections}${hash}`}
          operation={operation}
          isLive={account.isLive}
          draft={kept.of(hash)}
          onDraft={(draft) => kept.keep(hash, draft)}
        />
      );
    }
    if (template) return <ZapView key={`${connections}${hash}`} template={template.key} />;
    if (hash === DASHBOARD_HREF) return <DashboardView key={connections} />;
    if (hash.startsWith(ZAPS_HREF)) return <ZapsView templates={templates} />;
    if (hash === CONNECTION_HREF) {
      return <ConnectionView account={account} fields={connectionFields} onUse={use} />;
    }
    return <Overview operations={operations} templates={templates} account={account} />;
  };
  return (
    <ShellContext.Provider value={shell}>
      <button type="button" class="skip-link" onClick={focusHeading}>
        Skip to the content
      </button>
      {failureNotice !== undefined && (
        <p class="page-failure" role="alert">
          {failureNotice}
        </p>
      )}
      {facts && (
        <>
          <Header
            account={facts.account}
            version={facts.version}
            hash={hash}
            onDeveloper={chooseDeveloper}
            onUse={use}
          />
          <div class={isWhole ? 'layout whole' : 'layout'}>
            {!isWhole && <Navigation operations={facts.operations} hash={hash} />}
            <main ref={main}>{view(facts)}</main>
          </div>
        </>
      )}
      <div class="visually-hidden" role="status">
        <p key={message.number}>{message.text}</p>
      </div>
    </ShellContext.Provider>
  );
};
