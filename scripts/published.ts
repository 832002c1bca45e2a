import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';

import * as z from 'zod/mini';

/** What Zaps in use rely on; `npm run lint:zapier -- --publish` writes it after each promotion. */
export const PUBLISHED = resolve(import.meta.dirname, '../published.json');

const published = z.record(
  z.string(),
  z.object({
    inputs: z.array(z.string()),
    sample: z.array(z.string()),
    trigger: z.optional(z.object({ type: z.string(), major: z.number() })),
  }),
);

type Published = z.infer<typeof published>;

/** Absent before anything is public. */
export const readPublished = async (): Promise<Published | undefined> =>
  existsSync(PUBLISHED)
    ? published.parse(JSON.parse(await readFile(PUBLISHED, 'utf8')))
    : undefined;

/** Whether the public version has instant triggers, and so was built with a relay. */
export const isInstant = (before: Published | undefined): boolean =>
  Object.values(before ?? {}).some(({ trigger }) => trigger?.type === 'hook');

/** The first number of a version. */
export const majorOf = (version: unknown): number => Number(String(version).split('.')[0]);

const app = z.looseObject({
  version: z.string(),
  triggers: z.record(z.string(), z.looseObject({ operation: z.looseObject({ type: z.string() }) })),
});

/**
 * What of a build would break Zaps in use: triggers that polled and are called now, or the other way
 * round. Zapier wants a new major version for that.
 *
 * @param definition the built app
 * @returns one sentence for each
 */
export const brokenTriggers = (before: Published | undefined, definition: unknown): string[] => {
  const { version, triggers } = app.parse(definition);
  const kinds = { polling: 'polled', hook: 'were instant' };
  return Object.entries(before ?? {}).flatMap(([name, { trigger }]) => {
    const key = name.replace(/^triggers\./, '');
    const now = Object.hasOwn(triggers, key) ? triggers[key]?.operation.type : undefined;
    if (!trigger || trigger.type === now || trigger.major < majorOf(version)) return [];
    const was = trigger.type === 'hook' ? kinds.hook : kinds.polling;
    const is = now === undefined ? 'it is gone' : `it is of type ${now}`;
    return [`Zaps with ${key} ${was} in version ${trigger.major}, and ${is} in this build.`];
  });
};
