import { resolve } from 'node:path';

import { build } from 'esbuild';
import type { BuildOptions, BuildResult } from 'esbuild';

const root = resolve(import.meta.dirname, '..');

/**
 * Bundles an app into one module.
 *
 * Zapier's own build only traces files and zips them as they are; unbundled, zod alone costs about
 * 90 ms of every cold start. `zapier-platform-core` stays outside: Zapier's wrapper must load the
 * same copy.
 *
 * @param entry the module whose default export is the app's definition
 * @param outfile where to write it; without one it is only returned
 */
export const bundleApp = (
  entry: string,
  outfile?: string,
): Promise<BuildResult<{ metafile: true } & BuildOptions>> =>
  build({
    absWorkingDir: root,
    entryPoints: [entry],
    outfile: outfile ?? 'dist/index.js',
    write: outfile !== undefined,
    bundle: true,
    platform: 'node',
    target: 'node22',
    format: 'esm',
    external: ['zapier-platform-core'],
    legalComments: 'none',
    logLevel: 'warning',
    metafile: true,
  });
