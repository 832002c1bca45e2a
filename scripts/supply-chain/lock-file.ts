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
  optionalDependencies: z.optional(z.record(z.string(), z.string())),
});

const lockFile = z.looseObject({ packages: z.record(z.string(), lockedPackage) });

export type LockedPackage = z.infer<typeof lockedPackage> & {
  name: string;
  /** Where it is installed, from the project's folder; the same package may be there twice. */
  folder: string;
};

const ROOT = resolve(import.meta.dirname, '../..');

const FOLDER = 'node_modules/';

/** Every package of `package-lock.json`, the project itself left out. */
export const lockedPackages = async (): Promise<LockedPackage[]> => {
  const content: unknown = JSON.parse(await readFile(resolve(ROOT, 'package-lock.json'), 'utf8'));
  return Object.entries(lockFile.parse(content).packages)
    .filter(([folder]) => folder !== '')
    .map(([folder, locked]) => ({
      ...locked,
      folder,
      name: folder.slice(folder.lastIndexOf(FOLDER) + FOLDER.length),
    }));
};

/** What is installed where the app runs, or was bundled into it. */
export const isRuntime = ({ dev }: LockedPackage): boolean => dev !== true;
