import { existsSync } from 'node:fs';

import { describe } from '@jest/globals';
import { chromium } from 'playwright-core';
import type { Browser } from 'playwright-core';

/** Debian's; a browser of playwright's own is never downloaded. */
const CHROMIUM = '/usr/bin/chromium';

/** `describe` where there is a browser; where there is none, the tests count as skipped. */
export const withBrowser = existsSync(CHROMIUM) ? describe : describe.skip;

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
