/**
 * `node scripts/brand.ts`: the app's icon in the sizes that are uploaded by hand, drawn by Chromium from
 * brand/logo.svg. Zapier takes a square PNG with transparency, 256 pixels or more.
 */
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';

import { readArguments } from '../command-line/arguments.ts';
import { launchBrowser } from '../harness/chromium.ts';

readArguments({
  name: 'node scripts/brand.ts',
  help: `Draws the app's icon in the sizes that are uploaded by hand, from brand/logo.svg, with Debian's
Chromium.

  node scripts/brand.ts
`,
});

/** Pixels of each side. */
const SIZES = [256, 512, 1024];

const FOLDER = resolve(import.meta.dirname, '../brand');

const drawing = await readFile(resolve(FOLDER, 'logo.svg'), 'utf8');
const browser = await launchBrowser();
try {
  for (const size of SIZES) {
    const page = await browser.newPage({ viewport: { width: size, height: size } });
    await page.setContent(
      `<style>html, body { margin: 0 } svg { display: block; width: ${size}px }</style>${drawing}`,
    );
    const path = resolve(FOLDER, `icon-${size}.png`);
    await page.screenshot({ path, omitBackground: true });
    await page.close();
    console.log(path);
  }
} finally {
  await browser.close();
}
