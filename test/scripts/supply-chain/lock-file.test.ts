import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';

import { beforeAll, describe, expect, it } from '@jest/globals';
import * as z from 'zod/mini';

import { lockedPackages } from '../../../scripts/supply-chain/lock-file.ts';
import type { LockedPackage } from '../../../scripts/supply-chain/lock-file.ts';

const ROOT = resolve(__dirname, '../../..');

const versions = z.record(z.string(), z.string());

const manifest = z.looseObject({
  dependencies: versions,
  devDependencies: versions,
  allowScripts: z.record(z.string(), z.boolean()),
});

const installedManifest = z.looseObject({
  scripts: z.optional(versions),
  gypfile: z.optional(z.boolean()),
});

const read = (file: string): Promise<string> => readFile(resolve(ROOT, file), 'utf8');

let own: z.infer<typeof manifest>;
let locked: LockedPackage[] = [];
let lockText = '';

beforeAll(async () => {
  own = manifest.parse(JSON.parse(await read('package.json')));
  locked = await lockedPackages();
  lockText = await read('package-lock.json');
});

describe('package-lock.json', () => {
  it('names no registry, so that every registry will do', () => {
    expect(locked.length).toBeGreaterThan(500);
    // A workspace is a folder of this project, and no registry's.
    expect(lockText).not.toMatch(/"resolved": "(?!relay")|https?:\/\/[^"]*registry/);
  });

  it('says of every package what its content has to hash to', () => {
    const unhashed = locked.filter(({ integrity }) => !integrity?.startsWith('sha512-'));
    expect(unhashed.map(({ folder }) => folder)).toEqual([]);
  });

  it('holds the optional packages of every platform', () => {
    const folders = new Set(locked.map(({ folder }) => folder));
    /** Node looks in the package's own folder first, then in those around it. */
    const isLocked = (folder: string, name: string): boolean => {
      const parts = folder.split('/node_modules/');
      return parts.some((_, depth) => {
        const around = parts.slice(0, parts.length - depth).join('/node_modules/');
        return folders.has(`${around}/node_modules/${name}`) || folders.has(`node_modules/${name}`);
      });
    };
    const wanted = locked.flatMap(({ folder, optionalDependencies = {} }) =>
      Object.keys(optionalDependencies).map((name) => ({ folder, name })),
    );
    const missing = wanted.filter(({ folder, name }) => !isLocked(folder, name));
    expect(wanted.length).toBeGreaterThan(100);
    expect(missing).toEqual([]);
  });

  it('is of the versions that package.json pins', () => {
    const pinned = Object.entries({ ...own.dependencies, ...own.devDependencies });
    const lockedAs = new Map(locked.map(({ folder, version }) => [folder, version]));
    for (const [name, version] of pinned) {
      expect(version).toMatch(/^\d+\.\d+\.\d+$/);
      expect([name, lockedAs.get(`node_modules/${name}`)]).toEqual([name, version]);
    }
  });
});

describe('install scripts', () => {
  it('are approved by name: each that there is, and none that there is not', () => {
    const withScripts = locked.filter(({ hasInstallScript }) => hasInstallScript === true);
    const approved = Object.entries(own.allowScripts).filter(([, allowed]) => allowed);
    expect(new Set(approved.map(([name]) => name))).toEqual(
      new Set(withScripts.map(({ name }) => name)),
    );
  });

  it('are in no installed package of which the lock file does not say so', async () => {
    const installed = locked.filter(({ folder }) => existsSync(resolve(ROOT, folder)));
    const runsSomething = await Promise.all(
      installed.map(async ({ folder }) => {
        const { scripts = {}, gypfile } = installedManifest.parse(
          JSON.parse(await read(`${folder}/package.json`)),
        );
        return (
          ['preinstall', 'install', 'postinstall'].some((name) => name in scripts) ||
          (gypfile !== false && existsSync(resolve(ROOT, folder, 'binding.gyp')))
        );
      }),
    );
    const unannounced = installed.filter(
      ({ hasInstallScript }, index) => runsSomething[index] && hasInstallScript !== true,
    );
    expect(installed.length).toBeGreaterThan(500);
    expect(runsSomething).toContain(true);
    expect(unannounced.map(({ folder }) => folder)).toEqual([]);
  });

  it('make npm refuse to install when one is not approved', async () => {
    expect(await read('.npmrc')).toMatch(/^strict-allow-scripts=true$/m);
  });
});
