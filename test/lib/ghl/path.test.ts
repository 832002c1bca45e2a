import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { GhlError } from '../../../lib/ghl/errors.ts';
import { path } from '../../../lib/ghl/path.ts';

const builtOrRefused = (id: string): string | GhlError => {
  try {
    return path`/contacts/${id}/tags`;
  } catch (error) {
    if (error instanceof GhlError) return error;
    throw error;
  }
};

describe('path', () => {
  it('makes one encoded segment of each id', () => {
    expect(path`/contacts/${'a/b?c#d%e'}/tasks/${' x1 '}`).toBe(
      '/contacts/a%2Fb%3Fc%23d%25e/tasks/x1',
    );
  });

  it.each(['', '  ', '.', '..', '\ud800', 'x'.repeat(201)])('refuses %j', (id) => {
    expect(() => path`/contacts/${id}`).toThrow(GhlError);
  });

  it.each(['search', 'upsert', 'business', 'blocked-slots', ' groups '])(
    'refuses %j, which is a fixed part of another route',
    (word) => {
      expect(() => path`/contacts/${word}/tasks`).toThrow(GhlError);
    },
  );

  it('never leaves its route, whatever the id', () => {
    const hostile = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('//evil', '\\\\evil', '@evil', '../x', '..\\x', 'a\r\nHost: evil', '%2e%2e'),
    );
    fc.assert(
      fc.property(hostile, (id) => {
        const built = builtOrRefused(id);
        if (built instanceof GhlError) return;
        const url = new URL(built, 'https://services.leadconnectorhq.com');
        expect(url.origin).toBe('https://services.leadconnectorhq.com');
        expect(url.pathname.split('/')).toHaveLength(4);
        expect(url.pathname).toMatch(/^\/contacts\/[^/]+\/tags$/);
        expect(url.search + url.hash).toBe('');
      }),
    );
  });
});
