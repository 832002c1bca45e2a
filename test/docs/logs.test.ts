import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';

import { expect, it } from '@jest/globals';

const read = (file: string): Promise<string> => readFile(resolve(__dirname, '../..', file), 'utf8');

it('docs/logs.md explains every code that the app can log, and no other', async () => {
  const [type = ''] = /type LogCode =[^;]*;/.exec(await read('lib/ghl/client/log.ts')) ?? [];
  const codes = [...type.matchAll(/'([^']+)'/g)].map(([, code]) => code);
  const explained = [...(await read('docs/logs.md')).matchAll(/^\| `([^`]+)`/gm)].map(
    ([, code]) => code,
  );
  expect(codes.length).toBeGreaterThan(5);
  expect(new Set(explained)).toEqual(new Set(codes));
});
