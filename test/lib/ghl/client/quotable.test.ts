import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';

import { quotable } from '../../../../lib/ghl/client/quotable.ts';

describe('what is quoted of other people’s words', () => {
  it.each([
    ['write to ana@example.com today', 'write to … today'],
    ['ANA+x@EXAMPLE.COM', '…'],
    ['ana @ example.com', '…'],
    ['ana＠example.com', '…'],
    ['/contacts/ana%40example.com is bad', '… is bad'],
    ['ana&#64;example.com', '…'],
    ['call +1 (202) 555-0143 now', 'call … now'],
    ['555-0143', '…'],
    ['030/5550199', '…'],
    ['٠٣٠ ٥٥٥٠١٩٩', '…'],
    ['２０２５５５０１４３', '…'],
    ['202‑555‑0143', '…'],
    ['2026-03-02 2025550143', '…'],
    ['Invalid JWT eyJhbGciOiJIUzI1NiJ9.eyJpZCI6MX0.s1g-Nature_', 'Invalid JWT …'],
  ])('leaves the person out of “%s”', (text, expected) => {
    expect(quotable(text, 60)).toBe(expected);
  });

  it.each([
    'Berlin/Europe',
    '2026-13-45',
    '31.12.2026',
    '2026-02-30 09:30',
    '123456',
    '12,50 €',
    'tomorrow at 5pm',
    'no contact ocQHyuzHvysMo5N5VsXc',
    '2026-03-02T15:00:00.000+99:99',
    '😀',
  ])('keeps “%s”', (text) => {
    expect(quotable(text, 60)).toBe(text);
  });

  it('quotes the start of a long text', () => {
    expect(quotable('x'.repeat(61), 60)).toBe(`${'x'.repeat(60)}…`);
    expect(quotable('x'.repeat(60), 60)).toBe('x'.repeat(60));
  });

  it('leaves out what a cut leaves of an address, too', () => {
    const crowd = Array.from({ length: 9 }, (_, n) => `${'x'.repeat(110)}${n}@example.com`);
    expect(quotable(crowd.join(' '), 60)).toMatch(/^[… ]+$/);
    expect(quotable(`${'ana@example.com '.repeat(66)}+1 202 555 0143`, 80)).toMatch(/^[… ]+$/);
  });

  it('is done at once, whatever the text', () => {
    const long = fc
      .constantFrom('x', '1 ', '@', ' ', 'a.', '1.', '%40', '(')
      .map((piece) => piece.repeat(2_000_000));
    fc.assert(
      fc.property(long, (text) => {
        const start = performance.now();
        expect(Array.from(quotable(text, 60)).length).toBeLessThanOrEqual(61);
        expect(performance.now() - start).toBeLessThan(2_000);
      }),
      { numRuns: 20 },
    );
  });
});
