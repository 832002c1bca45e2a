import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

import { factsFile } from './facts-file.ts';

/** What the changelog calls an operation of each registry, by its folder. */
const IN_CHANGELOG = {
  triggers: 'trigger',
  'triggers/instant': 'trigger',
  searches: 'search',
  creates: 'create',
} as const;

type Folder = keyof typeof IN_CHANGELOG;

const FOLDERS: readonly Folder[] = ['triggers', 'triggers/instant', 'searches', 'creates'];

const REGISTERED = /^export \{ default as (\w+) \} from '\.\/(\w+)\.ts';$/gm;

/** Keys of the files of a folder that end so. */
const keysIn = (root: string, folder: string, ending: string): string[] =>
  readdirSync(join(root, folder))
    .filter((file) => file.endsWith(ending))
    .map((file) => file.slice(0, -ending.length))
    .filter((key) => /^\w+$/.test(key) && key !== 'index');

const registeredIn = (root: string, registry: Folder): string[] =>
  [...readFileSync(join(root, registry, 'index.ts'), 'utf8').matchAll(REGISTERED)].flatMap(
    ([, key]) => key ?? [],
  );

/** What an operation of a registry lacks, in sentences with the file's name. */
const lacking = (root: string, registry: Folder, key: string, changelog: string): string[] => {
  const name = `${registry.replace('/', '.')}.${key}`;
  const own = {
    operation: `${registry}/${key}.ts`,
    facts: factsFile(key),
    test: `test/${registry}/${key}.test.ts`,
  };
  return [
    ...Object.entries(own)
      .filter(([, file]) => !existsSync(join(root, file)))
      .map(([what, file]) => `${file} is missing: it is the ${what} of ${name}.`),
    ...(registeredIn(root, registry).includes(key)
      ? []
      : [`${registry}/index.ts has no line for ${key}.`]),
    ...(changelog.includes(`(${IN_CHANGELOG[registry]}/${key}):`)
      ? []
      : [`CHANGELOG.md has no line for ${IN_CHANGELOG[registry]}/${key}.`]),
  ];
};

/**
 * The places of CONTRIBUTING's recipe that are missing for some operation, and files of operations that
 * are not there any more.
 *
 * @param root of the project
 */
export const missingPlaces = (root: string): string[] => {
  const changelog = readFileSync(join(root, 'CHANGELOG.md'), 'utf8');
  const known = new Set<string>();
  const missing = FOLDERS.flatMap((registry) => {
    const keys = new Set([...registeredIn(root, registry), ...keysIn(root, registry, '.ts')]);
    const tested = keysIn(root, `test/${registry}`, '.test.ts');
    for (const key of keys) known.add(key);
    return [
      ...[...keys].flatMap((key) => lacking(root, registry, key, changelog)),
      ...tested
        .filter((key) => !keys.has(key))
        .map((key) => `test/${registry}/${key}.test.ts: there is no ${registry}.${key}.`),
    ];
  });
  const stale = keysIn(root, 'harness/operations', '.ts')
    .filter((key) => !known.has(key))
    .map((key) => `${factsFile(key)}: there is no operation ${key}.`);
  return [...missing, ...stale];
};
