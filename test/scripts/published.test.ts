import { describe, expect, it } from '@jest/globals';

import { instantApp } from '../../harness/relay/instant-app.ts';
import app from '../../index.ts';
import { brokenTriggers } from '../../scripts/published.ts';

const published = (key: string, type: string, major = 0) => ({
  [`triggers.${key}`]: { inputs: [], sample: [], trigger: { type, major } },
  'creates.create_task': { inputs: ['title'], sample: ['id'] },
});

describe('npm run push', () => {
  it('lets through what polls as it polled, and is instant as it was', () => {
    expect(brokenTriggers(undefined, app)).toEqual([]);
    expect(brokenTriggers(published('new_contact', 'polling'), app)).toEqual([]);
    expect(brokenTriggers(published('new_contact', 'hook'), instantApp)).toEqual([]);
    expect(brokenTriggers(published('contact_deleted', 'hook'), instantApp)).toEqual([]);
  });

  it('refuses a build that forgot the relay', () => {
    const before = { ...published('new_contact', 'hook'), ...published('contact_deleted', 'hook') };
    expect(brokenTriggers(before, app)).toEqual([
      'Zaps with new_contact were instant in version 0, and it is of type polling in this build.',
      'Zaps with contact_deleted were instant in version 0, and it is gone in this build.',
    ]);
  });

  it('refuses to make a trigger instant within a major version', () => {
    expect(brokenTriggers(published('new_contact', 'polling'), instantApp)).toEqual([
      'Zaps with new_contact polled in version 0, and it is of type hook in this build.',
    ]);
    const next = { ...instantApp, version: '1.0.0' };
    expect(brokenTriggers(published('new_contact', 'polling'), next)).toEqual([]);
  });
});
