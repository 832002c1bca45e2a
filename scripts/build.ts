/**
 * Bundles the app into one `dist/index.js`.
 *
 * Zapier's own build only traces files and zips them as they are; unbundled, zod alone costs about
 * 90 ms of every cold start. `zapier-platform-core` stays outside: Zapier's wrapper must load the
 * same copy.
 */
import { rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import { build } from 'esbuild';

const root = resolve(import.meta.dirname, '..');

await rm(resolve(root, 'dist'), { recursive: true, force: true });
await build({
  absWorkingDir: root,
  entryPoints: ['index.ts'],
  outfile: 'dist/index.js',
  bundle: true,
  platform: 'node',
  target: 'node22',
  format: 'esm',
  external: ['zapier-platform-core'],
  legalComments: 'none',
  logLevel: 'warning',
});
