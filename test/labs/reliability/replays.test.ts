import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Bundle, ZObject } from 'zapier-platform-core';

import app from '../../../index.ts';
import { replays, upsertRaces } from '../../../labs/reliability/replays.ts';
import type { Section } from '../../../labs/reliability/section.ts';
import { Ghl } from '../../../lib/ghl/client/client.ts';
import { updateContact } from '../../../lib/ghl/contacts.ts';

let sections: readonly Section[];

beforeAll(async () => {
  sections = await replays('decisive');
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
      'Create Note: usually',
      'Create Task: usually',
      'Create Contact, duplicates allowed: without email and phone',
    ]) {
      expect(rowOf(label).at(-1)).toBe('differs: 10 writes, +10');
    }
  });
});

describe('two steps that create or update one person at the same moment', () => {
  it('leave one contact with what both wrote', () => {
    const races = sections.find(({ title }) => title === 'Two steps, one person');
    expect(races?.rows).toHaveLength(4);
    for (const [, contacts, name] of races?.rows ?? []) {
      expect([contacts, name]).toEqual(['1', 'Sasha Marsh']);
    }
  });

  it('are seen to lose a half, where a step writes fields that it was not given', async () => {
    const own = app.creates?.upsert_contact;
    const perform = async (z: ZObject, bundle: Bundle<Record<string, string>>) => {
      const contact = await Object(own?.operation).perform(z, bundle);
      const { firstName = null, lastName = null } = bundle.inputData;
      await updateContact(new Ghl(z, bundle), contact.id, { firstName, lastName });
      return contact;
    };
    const creates = { upsert_contact: { ...own, operation: { ...own?.operation, perform } } };
    const { failures } = await upsertRaces({ ...app, creates });
    expect(failures).toHaveLength(4);
    expect(failures[0]).toBe('Two upserts of the same email left 1 contacts: Marsh.');
  });
});
