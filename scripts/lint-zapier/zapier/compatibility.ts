/**
 * Zapier's checks of a new version against the public one, whose keys `published.json` remembers
 * (`npm run lint:zapier -- --publish` after each promotion).
 */
import { majorOf } from '../../published.ts';
import { operationsOf, takesValue } from '../app.ts';
import type { App, Finding, NotDecidable, Operation, PublishedKeys, Rule } from '../app.ts';

type Published = PublishedKeys[string];

/** What holds for each operation of the public version, and the same one now. */
const againstPublished =
  (compare: (published: Published, now: Operation | undefined) => string[]) =>
  (app: App): Finding[] | NotDecidable => {
    if (!app.published) return { why: 'No version is public yet.' };
    const operations = new Map(operationsOf(app).map((operation) => [operation.name, operation]));
    return Object.entries(app.published).flatMap(([name, published]) =>
      compare(published, operations.get(name)).map((what) => ({ at: name, what })),
    );
  };

const lost = (before: readonly string[], now: readonly string[], what: string): string[] =>
  before.filter((key) => !now.includes(key)).map((key) => `${what} ${key} is gone.`);

export const publishedKeys = (app: App): PublishedKeys =>
  Object.fromEntries(
    operationsOf(app)
      .filter(({ isHidden }) => !isHidden)
      .map(({ name, kind, type = 'polling', staticInputs, sample }) => [
        name,
        {
          inputs: staticInputs.filter(takesValue).map(({ key }) => key),
          sample: Object.keys(sample ?? {}),
          ...(kind === 'triggers' && { trigger: { type, major: majorOf(app.definition.version) } }),
        },
      ]),
  );

export const compatibilityRules: readonly Rule[] = [
  {
    id: 'C001',
    says: 'No public operation was removed or hidden',
    check: againstPublished((_published, now) =>
      now && !now.isHidden ? [] : ['Zaps use it, but it is gone.'],
    ),
  },
  {
    id: 'C002',
    says: 'No public input key was removed',
    check: againstPublished(({ inputs }, now) =>
      now
        ? lost(
            inputs,
            now.staticInputs.map(({ key }) => key),
            'The input',
          )
        : [],
    ),
  },
  {
    id: 'C003',
    says: 'No public sample key was removed',
    check: againstPublished(({ sample }, now) =>
      now ? lost(sample, Object.keys(now.sample ?? {}), 'The sample key') : [],
    ),
  },
];
