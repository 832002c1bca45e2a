import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';

import { expect, it } from '@jest/globals';

import { messagesPage } from '../../scripts/reference/messages.ts';

/** The messages under a heading. */
const messagesUnder = (heading: string): string[] => {
  const [, section = ''] = messagesPage().split(`## ${heading}`);
  const [table = ''] = section.split('\n## ');
  return [...table.matchAll(/^\| (.+) \| `\w+` \|$/gm)].map(([, message = '']) => message);
};

it('the page of messages is up to date (npm run docs)', async () => {
  const page = await readFile(resolve(__dirname, '../../docs/reference/messages.md'), 'utf8');
  expect(page).toBe(messagesPage());
});

it('what Zapier tries again by itself says so', () => {
  const messages = messagesUnder('Tries again by itself.');
  expect(messages.length).toBeGreaterThan(0);
  for (const message of messages) {
    expect(message).toMatch(/Zapier tries this step again/);
  }
});

it('the fault that nobody foresaw is listed too', () => {
  expect(messagesUnder('Stops this run as an error: a fault in Protiv.')).toEqual([
    expect.stringMatching(/^Something unexpected went wrong inside Protiv/),
  ]);
});
