import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

import { expect, it } from '@jest/globals';

const FOLDER = resolve('brand');

/** Colour with transparency, in the header of a PNG. */
const RGBA = 6;

it.each([256, 512, 1024])('the icon of %d pixels is as Zapier takes it', (size) => {
  const file = readFileSync(resolve(FOLDER, `icon-${size}.png`));

  expect(file.toString('latin1', 1, 4)).toBe('PNG');
  expect([file.readUInt32BE(16), file.readUInt32BE(20)]).toEqual([size, size]);
  expect(file.readUInt8(25)).toBe(RGBA);
});
