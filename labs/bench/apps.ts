import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { isDeepStrictEqual } from 'node:util';

import { bundleApp } from '../../scripts/bundle.ts';
import { openStage } from '../../scripts/staging.ts';
import { unzip } from '../../scripts/unzip.ts';
import { BUILT_APP } from '../../zap-runner/handler.ts';

/** The apps that are held against each other, all of them staged and packed the same way. */
export const APPS = {
  protiv: 'Protiv',
  alone: 'the same definition; New Contact is Protiv’s, nothing else does anything',
  plain: 'the same definition; New Contact fetches and picks fields, nothing else does anything',
  idle: 'the same definition; nothing in it does anything',
  bare: 'one trigger without fields, which does nothing',
} as const;

export type AppName = keyof typeof APPS;

export interface StagedApp {
  /** Where its zip is unpacked. */
  folder: string;
  zipBytes: number;
}

export interface StagedApps {
  apps: Readonly<Record<AppName, StagedApp>>;
  close: () => Promise<void>;
}

/**
 * Builds, stages, packs and unpacks all apps.
 *
 * @throws {Error} when the definitions that have to be the same are not
 */
export const stageApps = async (): Promise<StagedApps> => {
  const folder = await mkdtemp(join(tmpdir(), 'protiv-bench-'));
  const close = (): Promise<void> => rm(folder, { recursive: true, force: true });
  const stage = await openStage({ quiet: true });
  try {
    const dists = await writeApps(join(folder, 'built'));
    const packed = async (name: AppName): Promise<StagedApp> => {
      const zip = join(await stage.pack('build', dists[name]), 'build.zip');
      const unpacked = join(folder, name);
      await unzip(zip, unpacked);
      return { folder: unpacked, zipBytes: (await stat(zip)).size };
    };
    const apps = {
      protiv: await packed('protiv'),
      alone: await packed('alone'),
      plain: await packed('plain'),
      idle: await packed('idle'),
      bare: await packed('bare'),
    };
    for (const name of ['alone', 'plain', 'idle'] as const) {
      const [ours, theirs] = await Promise.all([
        readDefinition(apps.protiv),
        readDefinition(apps[name]),
      ]);
      if (!isDeepStrictEqual(ours, theirs)) {
        throw new Error(`The definition of the app "${name}" is not Protiv’s.`);
      }
    }
    return { apps, close };
  } catch (error) {
    await close();
    throw error;
  } finally {
    await stage.close();
  }
};

/** The definition that Zapier keeps of an app. */
export const readDefinition = async ({ folder }: StagedApp): Promise<unknown> =>
  JSON.parse(await readFile(join(folder, 'definition.json'), 'utf8'));

/** Writes each app's bundle into a folder of its own. */
const writeApps = async (folder: string): Promise<Record<AppName, string>> => {
  const { default: app }: { default: unknown } = await import(pathToFileURL(BUILT_APP).href);
  const definition = join(folder, 'definition.js');
  const source = (path: string): string =>
    JSON.stringify(resolve(import.meta.dirname, '../..', path));
  const sources = {
    definition: `${NOTHING}export default ${sourceOf(app)};\n`,
    idle: `export { default } from './definition.js';\n`,
    alone: `import definition from './definition.js';
import newContact from ${source('triggers/new_contact.ts')};
import { signRequest } from ${source('lib/zapier/platform/middleware.ts')};
definition.triggers.new_contact = newContact;
definition.beforeRequest = [signRequest];
export default definition;\n`,
    plain: `import definition from './definition.js';
import { pollPlainly } from ${source('labs/bench/plain-poll.ts')};
definition.triggers.new_contact.operation.perform = pollPlainly;
export default definition;\n`,
    bare: `${NOTHING}export default ${sourceOf(bareDefinition(app))};\n`,
  };
  await mkdir(folder, { recursive: true });
  await writeFile(definition, sources.definition);
  const built = async (name: 'alone' | 'plain' | 'idle' | 'bare'): Promise<string> => {
    const entry = join(folder, `${name}.js`);
    const dist = join(folder, name);
    await writeFile(entry, sources[name]);
    await bundleApp(entry, dist);
    return dist;
  };
  return {
    protiv: dirname(BUILT_APP),
    alone: await built('alone'),
    plain: await built('plain'),
    idle: await built('idle'),
    bare: await built('bare'),
  };
};

/** A definition shows how many arguments a function takes. */
const NOTHING = `const nothing = [
  async () => [],
  async (z) => [],
  async (z, bundle) => [],
];
const pass = (request, z, bundle) => request;
`;

/** JavaScript of an app's definition in which no function does anything. */
const sourceOf = (value: unknown, place = ''): string => {
  if (typeof value === 'function') {
    return place === 'beforeRequest' ? 'pass' : `nothing[${value.length}]`;
  }
  if (Array.isArray(value)) return `[${value.map((item) => sourceOf(item, place)).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).filter(([, held]) => held !== undefined);
  return `{${entries.map(([key, held]) => `${JSON.stringify(key)}: ${sourceOf(held, key)}`).join(', ')}}`;
};

const bareDefinition = (app: unknown): object => ({
  version: Object(app)['version'],
  platformVersion: Object(app)['platformVersion'],
  triggers: {
    new_contact: {
      key: 'new_contact',
      noun: 'Contact',
      display: { label: 'New Contact', description: 'Triggers when a new contact is added.' },
      operation: { type: 'polling', perform: () => [], sample: { id: '1' } },
    },
  },
});
