import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';

import { describe, expect, it } from '@jest/globals';

import { NOUNS } from '../../scripts/reference/field-mapping/nouns.ts';
import { fieldMappingPage } from '../../scripts/reference/field-mapping/page.ts';
import { originOf, probe, whenEmpty } from '../../scripts/reference/field-mapping/probe.ts';
import type { Mapper } from '../../scripts/reference/field-mapping/probe.ts';

it('docs/reference/field-mapping.md is up to date (npm run docs)', async () => {
  const page = await readFile(resolve(__dirname, '../../docs/reference/field-mapping.md'), 'utf8');
  expect(page).toBe(fieldMappingPage());
});

it.each(NOUNS.map((noun) => [noun.title, noun] as const))(
  'each field of a %s has an origin',
  (_title, { wireFields, read, outputs, fromOtherSources }) => {
    const filled = probe(read, wireFields, { id: 'x' }).flatMap(({ fills }) => fills);
    const origins = new Set([...filled, ...Object.keys(fromOtherSources)]);
    expect([...origins].toSorted()).toEqual(outputs.map(({ key }) => key).toSorted());
  },
);

const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;

/** A mapper whose doings are known. */
const mapper: Mapper = ({ nick, first, given, last, both, tags, unread: _unread }) => {
  const parts = [text(first) ?? text(given), text(last)].filter(Boolean).join(' ');
  const name = text(nick) ?? text(parts) ?? text(both);
  return { ...(name && { name }), tags: tags ?? [] };
};

const FIELDS = ['nick', 'both', 'first', 'given', 'last', 'tags', 'unread'];

describe('a mapper that is probed', () => {
  it('shows which field fills which', () => {
    expect(probe(mapper, FIELDS, {}).map(({ field, fills }) => [field, fills])).toEqual([
      ['nick', ['name']],
      ['both', ['name']],
      ['first', ['name']],
      ['given', ['name']],
      ['last', ['name']],
      ['tags', ['tags']],
    ]);
  });

  it('shows which of several fields counts, and which count together', () => {
    expect(originOf(mapper, {}, probe(mapper, FIELDS, {}), 'name')).toEqual([
      [['nick']],
      [['first', 'given'], ['last']],
      [['both']],
    ]);
  });

  it('shows what becomes of empty values', () => {
    const emptied = (key: string) =>
      whenEmpty(mapper, {}, originOf(mapper, {}, probe(mapper, FIELDS, {}), key), key);
    expect(emptied('name')).toBeUndefined();
    expect(() => emptied('tags')).toThrow(/depends on how it is empty/);
  });
});
