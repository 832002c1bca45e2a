import { existsSync } from 'node:fs';

import { chromium } from 'playwright-core';
import type { Browser } from 'playwright-core';

/** Debian's; a browser of playwright's own is never downloaded. */
const CHROMIUM = '/usr/bin/chromium';

/** Whether there is a browser on this machine. */
export const hasBrowser = existsSync(CHROMIUM);

/** A browser that waits for what has to come however busy the machine is. */
export const launchBrowser = (): Promise<Browser> =>
  chromium.launch({
    executablePath: CHROMIUM,
    timeout: 0,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
