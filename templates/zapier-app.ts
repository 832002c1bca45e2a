import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

import * as z from 'zod/mini';

/** What users call the app in Zapier. */
export const APP_NAME = 'Protiv';

/** The app's name in Zapier's addresses. Zapier assigns it at registration; a change is made here. */
const SLUG = 'protiv';

const registration = z.looseObject({ key: z.optional(z.string()) });

/** Which of Zapier's apps this one is. */
export interface ZapierApp {
  slug: string;
  /** As Zapier names apps in links, such as `App123456CLIAPI`. */
  key: string;
}

/** Stands in for what Zapier names the app at registration, as in Zapier's own link generator. */
export const UNREGISTERED: ZapierApp = { slug: SLUG, key: '{APP_KEY}' };

const REGISTRATION = resolve(import.meta.dirname, '../.zapierapprc');

/**
 * Reads what `zapier-platform register` wrote into `.zapierapprc`: its key is `App123456`. Absent
 * before registration.
 */
export const zapierApp = (file = REGISTRATION): ZapierApp | undefined => {
  const { key } = registration.parse(JSON.parse(readFileSync(file, 'utf8')));
  return key === undefined ? undefined : { slug: SLUG, key: `${key}CLIAPI` };
};
