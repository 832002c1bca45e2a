import { beforeAll, describe, expect, it } from '@jest/globals';

import app from '../../index.ts';
import { replays } from '../../scripts/reliability/replays.ts';
import type { Section } from '../../scripts/reliability/section.ts';

let sections: readonly Section[];

beforeAll(async () => {
  sections = await replays();
});

const rowOf = (label: string): readonly string[] =>
  sections.flatMap(({ rows }) => rows).find(([name]) => name === label) ?? [];

describe('a step that runs again, or many times at once', () => {
  it('leaves what one run leaves, with the lock that Zapier enforces', () => {
    expect(sections.flatMap(({ failures }) => failures)).toEqual([]);
    const labels = (sections[0]?.rows ?? []).map(([label]) => label?.split(':')[0]);
    const allowed = labels.filter((label) => label?.endsWith('duplicates allowed'));
    expect(new Set(allowed).size).toBe(2);
    expect(new Set(labels).size).toBe(Object.keys(app.creates ?? {}).length + 2);
  });

  it('is seen to do harm where the lock is missing', () => {
    for (const label of [
      'Create Note: body',
      'Create Task: title, dueDate',
      'Create Contact, duplicates allowed: firstName, lastName',
    ]) {
      expect(rowOf(label).at(-1)).toBe('differs: 10 writes, +10');
    }
  });
});
