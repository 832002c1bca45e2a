import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from '@jest/globals';

import { EXCEPTIONS } from '../../harness/contract/openapi/exceptions.ts';

/** The rows of the page's table, without its head, as cells. */
const documented = (): string[][] =>
  readFileSync(join(__dirname, '../../docs/contract.md'), 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .slice(2)
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );

describe('docs/contract.md', () => {
  it('lists every exception', () => {
    expect(documented()).toEqual(
      EXCEPTIONS.map(({ route, official, instead, source }) => [route, official, instead, source]),
    );
  });
});
