import { createContext } from 'preact';
import { useContext } from 'preact/hooks';

/** What the frame of the page does for everything in it. */
interface Shell {
  /** Has a screen reader say something. */
  announce: (text: string) => void;
  /** Does some work; what goes wrong with it is shown at the top of the page. */
  attempt: (work: () => Promise<void>) => void;
  /** On whose clocks moments are shown, as an IANA name. */
  timezone: string;
}

export const ShellContext = createContext<Shell>({
  announce: () => undefined,
  attempt: () => undefined,
  timezone: 'UTC',
});

export const useShell = (): Shell => useContext(ShellContext);
