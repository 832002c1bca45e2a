/** Bundles the app into `dist`; `npm run build` checks the types first. */
import { rm } from 'node:fs/promises';
import { resolve } from 'node:path';

import { bundleApp } from './bundle.ts';

const dist = resolve(import.meta.dirname, '../dist');

await rm(dist, { recursive: true, force: true });
await bundleApp('index.ts', dist);
