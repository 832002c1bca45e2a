import { readFile, readdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';

import { expect, it } from '@jest/globals';
import * as z from 'zod/mini';

import definition from '../../../index.ts';
import { handlerFor } from '../../../zap-runner/handler.ts';

const ROOT = resolve(__dirname, '../../..');

const answer = z.looseObject({ results: z.unknown() });

/** Every label and every choice in a definition. */
const namesIn = (value: unknown): string[] => {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, part]: [string, unknown]) => {
    if (key === 'label') return [String(part)];
    if (key === 'choices') return Object.values(Object(part)).map(String);
    return namesIn(part);
  });
};

/** Examples in docstrings name what users of HighLevel might have. */
const withoutComments = (text: string): string => text.replaceAll(/^ *(?:\/\*\*|\*|\/\/).*$/gm, '');

/** What the sources of the app put into quotes with a capital, as messages do with names of fields. */
const quoted = async (): Promise<string[]> => {
  const files = await Promise.all(
    ['lib', 'triggers', 'searches', 'creates'].map(async (folder) =>
      (await readdir(join(ROOT, folder), { recursive: true }))
        .filter((file) => file.endsWith('.ts'))
        .map((file) => join(ROOT, folder, file)),
    ),
  );
  const texts = await Promise.all(files.flat().map((file) => readFile(file, 'utf8')));
  return texts.flatMap((text) =>
    [...withoutComments(text).matchAll(/“([A-Z][^”$]*)”/g)].map(([, name = '']) => name),
  );
};

it('a message names fields and choices as the editor does', async () => {
  const handler = await handlerFor(definition);
  const { results } = answer.parse(await handler({ command: 'definition', bundle: {} }));
  const names = new Set(namesIn(results));
  const found = await quoted();
  expect(found.length).toBeGreaterThanOrEqual(5);
  expect(found.filter((name) => !names.has(name))).toEqual([]);
});
