import { describe } from '@jest/globals';

import { hasBrowser } from './chromium.ts';

/** `describe` where there is a browser; where there is none, the tests count as skipped. */
export const withBrowser = hasBrowser ? describe : describe.skip;
