import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';

import { MISTAKES } from '../../labs/mistakes/mistakes.ts';

const ROOT = resolve(import.meta.dirname, '../..');

/** A page's place for the list, and what stands there until the end of the page. */
const PLACE = /(<!-- list: scripts\/mistakes\.ts -->\n\n)[\s\S]*$/;

/** A page with the seeded mistakes as they are now. */
export const withMistakes = async (page: string): Promise<string> => {
  const text = await readFile(resolve(ROOT, page), 'utf8');
  const list = MISTAKES.map(({ name }) => `- ${name}\n`).join('');
  return text.replace(PLACE, (_rest, head: string) => head + list);
};
