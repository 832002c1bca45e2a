import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';

const ROOT = resolve(import.meta.dirname, '../..');

/** A page's places for a file: `<!-- file: searches/find_contact.ts -->`, and the block after it. */
const PLACE = /(<!-- file: (\S+) -->\n\n```ts\n)[\s\S]*?(\n```)/g;

/** A page with the files it quotes as they are now. */
export const withQuotedFiles = async (page: string): Promise<string> => {
  const text = await readFile(resolve(ROOT, page), 'utf8');
  const quoted = new Map<string, string>();
  for (const [, , file = ''] of text.matchAll(PLACE)) {
    quoted.set(file, await readFile(resolve(ROOT, file), 'utf8'));
  }
  return text.replace(
    PLACE,
    (_block, head: string, file: string, tail: string) =>
      head + (quoted.get(file) ?? '').trimEnd() + tail,
  );
};
