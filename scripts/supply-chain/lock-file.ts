import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';

import * as z from 'zod/mini';

const lockedPackage = z.looseObject({
  version: z.optional(z.string()),
  resolved: z.optional(z.string()),
  integrity: z.optional(z.string()),
  license: z.optional(z.string()),
  dev: z.optional(z.boolean()),
  hasInstallScript: z.optional(z.boolean()),
  link: z.optional(z.boolean()),
  dependencies: z.optional(z.record(z.string(), z.string())),
  optionalDependencies: z.optional(z.record(z.string(), z.string())),
});

const lockFile = z.looseObject({ packages: z.record(z.string(), lockedPackage) });

export type LockedPackage = z.infer<typeof lockedPackage> & {
  name: string;
  /** Where it is installed, from the project's folder; the same package may be there twice. */
  folder: string;
  /** Whether it is installed where the app runs, or was bundled into it. */
  ships: boolean;
};

type Locked = z.infer<typeof lockedPackage>;

const ROOT = resolve(import.meta.dirname, '../..');

const FOLDER = 'node_modules/';

/** Where Node finds a package: in the folder of whoever asks, else in those around it. */
const found = (
  packages: Readonly<Record<string, Locked>>,
  from: string,
  name: string,
): string | undefined => {
  const parts = from === '' ? [] : from.split(`/${FOLDER}`);
  const around = parts.map((_, depth) => parts.slice(0, parts.length - depth).join(`/${FOLDER}`));
  return [...around.map((folder) => `${folder}/${FOLDER}${name}`), `${FOLDER}${name}`].find(
    (folder) => folder in packages,
  );
};

/**
 * The folders of what the app's own dependencies reach. npm's mark of development will not do: what the
 * relay runs on is no such thing, and does not ship with the app either.
 */
export const shippedFolders = (packages: Readonly<Record<string, Locked>>): Set<string> => {
  const reached = new Set<string>();
  const follow = (folder: string): void => {
    const { dependencies, optionalDependencies } = packages[folder] ?? {};
    for (const name of Object.keys({ ...dependencies, ...optionalDependencies })) {
      const next = found(packages, folder, name);
      if (next === undefined || reached.has(next)) continue;
      reached.add(next);
      follow(next);
    }
  };
  follow('');
  return reached;
};

/** Every package of `package-lock.json`; the project itself and its workspaces are none. */
export const lockedPackages = async (): Promise<LockedPackage[]> => {
  const content: unknown = JSON.parse(await readFile(resolve(ROOT, 'package-lock.json'), 'utf8'));
  const { packages } = lockFile.parse(content);
  const shipped = shippedFolders(packages);
  return Object.entries(packages)
    .filter(([folder, { link }]) => folder.includes(FOLDER) && link !== true)
    .map(([folder, locked]) => ({
      ...locked,
      folder,
      name: folder.slice(folder.lastIndexOf(FOLDER) + FOLDER.length),
      ships: shipped.has(folder),
    }));
};
