import { createContext } from 'preact';
import type { ComponentChildren } from 'preact';
import { useContext } from 'preact/hooks';

/** What the frame of the page does for everything in it. */
interface Shell {
  /** Has a screen reader say something. */
  announce: (text: string) => void;
  /** Does some work; what goes wrong with it is shown at the top of the page. */
  attempt: (work: () => Promise<void>) => void;
  /** On whose clocks moments are shown, as an IANA name. */
  timezone: string;
  /** Whether keys, requests and raw data are shown. */
  isDeveloper: boolean;
}

export const ShellContext = createContext<Shell>({
  announce: () => undefined,
  attempt: () => undefined,
  timezone: 'UTC',
  isDeveloper: false,
});

export const useShell = (): Shell => useContext(ShellContext);

/** What only those need who know what a key and a request are. */
export const ForDevelopers = ({ children }: { children: ComponentChildren }) =>
  useShell().isDeveloper ? children : null;
