import { readFile } from 'node:fs/promises';
import { basename, resolve } from 'node:path';

import { build } from 'esbuild';

const FOLDER = resolve('preview/page');
const LOGO = resolve('brand/logo.svg');

/** A file of the page, as it is served. */
interface Asset {
  type: string;
  content: string;
}

const TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
};

/** Bundles the page, in memory: `/` with what it loads, by path. */
export const bundlePage = async (): Promise<ReadonlyMap<string, Asset>> => {
  const { outputFiles } = await build({
    entryPoints: [resolve(FOLDER, 'main.tsx'), resolve(FOLDER, 'styles.css')],
    outdir: FOLDER,
    write: false,
    bundle: true,
    format: 'esm',
    target: 'es2022',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    legalComments: 'none',
    logLevel: 'warning',
  });
  const html = await readFile(resolve(FOLDER, 'index.html'), 'utf8');
  const assets = outputFiles.map(({ path, text }): [string, Asset] => {
    const type = TYPES[path.slice(path.lastIndexOf('.'))];
    if (type === undefined) throw new Error(`The page has a file of unknown type: ${path}`);
    return [`/${basename(path)}`, { type, content: text }];
  });
  const logo = await readFile(LOGO, 'utf8');
  return new Map([
    ['/', { type: 'text/html; charset=utf-8', content: html }],
    ['/logo.svg', { type: 'image/svg+xml', content: logo }],
    ...assets,
  ]);
};
