import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { GhlError } from '../../../../lib/ghl/client/errors.ts';
import { path } from '../../../../lib/ghl/client/path.ts';

const builtOrRefused = (id: string): string | GhlError => {
  try {
    return path`/contacts/${id}/tags`;
  } catch (error) {
    if (error instanceof GhlError) return error;
    throw error;
  }
};

describe('path', () => {
  it('makes one segment of each id', () => {
    expect(path`/contacts/${'ocQHyuzHvysMo5N5VsXc'}/tasks/${' x1 '}`).toBe(
      '/contacts/ocQHyuzHvysMo5N5VsXc/tasks/x1',
    );
    const instance = 'ocQHyuzHvysMo5N5VsXc_1772463600000_3600';
    expect(path`/calendars/events/appointments/${instance}`).toMatch(instance);
    const uuid = '6d7f6f2e-7f3c-4a53-9a3f-0b9d4c1f2a10';
    expect(path`/contacts/${uuid}`).toBe(`/contacts/${uuid}`);
  });

  it.each([
    ['nothing', ['', '  ']],
    ['a way out', ['.', '..', 'a/b', 'a\\b', 'a?b', 'a#b', '%2e%2e', '//evil', '@evil', 'a\r\nb']],
    [
      'a fixed part of another route',
      ['search', 'upsert', 'business', 'blocked-slots', ' groups '],
    ],
    ['a person’s data', ['ana@example.com', '+1 202 555 0143', '2025550143', 'Ana Lindqvist']],
    ['what no id is made of', ['\ud800', 'ümlaut', '１２ab', 'x1'.repeat(101), '{{id}}']],
  ])('refuses %s', (_, ids) => {
    for (const id of ids) expect(() => path`/contacts/${id}/tasks`).toThrow(GhlError);
  });

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
