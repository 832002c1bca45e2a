/** `npm run build:zip` and `npm run push`: the app, packed for Zapier. */
import { existsSync } from 'node:fs';
import { copyFile, mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

import { helpIfAsked } from '../command-line/arguments.ts';
import { zapierApp } from '../templates/zapier-app.ts';
import { brokenTriggers, readPublished } from './published.ts';
import { openStage } from './staging.ts';

const root = resolve(import.meta.dirname, '..');
const dist = resolve(root, 'dist');

/** Zapier's own checks would find out only when users are moved to the new version. */
const refuseBrokenTriggers = async (): Promise<void> => {
  const built: { default: unknown } = await import(pathToFileURL(join(dist, 'index.js')).href);
  const broken = brokenTriggers(await readPublished(), built.default);
  if (broken.length === 0) return;
  throw new Error(
    `${broken.join('\n')}\nBuild with PROTIV_RELAY_URL as it was for that version, or raise the major version (docs/relay.md).`,
  );
};

const pack = async (action: 'build' | 'push', extra: string[]): Promise<void> => {
  if (action === 'push') await refuseBrokenTriggers();
  const stage = await openStage();
  try {
    const built = await stage.pack(action, dist, extra);
    await mkdir(resolve(root, 'build'), { recursive: true });
    for (const zip of ['build.zip', 'source.zip']) {
      await copyFile(join(built, zip), resolve(root, 'build', zip));
    }
  } finally {
    await stage.close();
  }
};

const [action, ...extra] = process.argv.slice(2);
helpIfAsked(
  {
    help: `Packs the app for Zapier from a clean folder.

  npm run build:zip                      makes build/build.zip; needs the npm registry and nothing else
  npm run push                           makes it and uploads it as the version of package.json
  npm run push -- --snapshot mine        arguments go to \`zapier-platform push\`
`,
  },
  extra,
);

if (action !== 'build' && action !== 'push') {
  console.error('Say what to do: "npm run build:zip" or "npm run push".');
  process.exitCode = 1;
} else if (action === 'push' && zapierApp() === undefined) {
  // The CLI would send people to `zapier-platform register`, which asks for all that this one knows.
  console.error(
    'Zapier does not know this integration yet. Run "npm run register" once, or "npx zapier-platform link" if it is registered already; then push again.',
  );
  process.exitCode = 1;
} else if (!existsSync(join(dist, 'index.js'))) {
  console.error('There is no dist/index.js yet. Run "npm run build" first.');
  process.exitCode = 1;
} else {
  try {
    await pack(action, extra);
    console.log('The zip is ready: build/build.zip');
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
