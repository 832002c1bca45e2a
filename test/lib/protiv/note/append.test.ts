import { describe, expect, it } from '@jest/globals';

import { appended, timesIn } from '../../../../lib/protiv/note/append.ts';

describe('more text for a note', () => {
  it.each([
    ['', 'First.', 'First.'],
    ['Called.', 'No answer.', 'Called.\n\nNo answer.'],
    ['2 < 3', 'a <b> c', '2 < 3\n\na <b> c'],
    [
      '<p>Called.</p>',
      'A & B\n<me@example.com>',
      '<p>Called.</p><p>A &amp; B<br>&lt;me@example.com&gt;</p>',
    ],
    ['<p>Called.</p>', '<ul><li>Again</li></ul>', '<p>Called.</p><ul><li>Again</li></ul>'],
    ['2 < 3\nCalled.', '<p>Again</p>', '<p>2 &lt; 3<br>Called.</p><p>Again</p>'],
  ])('%j and %j', (body, text, whole) => {
    expect(appended(body, text)).toBe(whole);
    expect(timesIn(body, text)).toBe(0);
    expect(timesIn(whole, text)).toBe(1);
  });

  it.each([
    ['Called again.', 'Called.', 0],
    ['Recalled.\nCalled. Twice.', 'Called.', 0],
    ['<p>Called.</p><p>Called.</p><p> Called. </p>', 'Called.', 3],
    ['A\nB\n\nA\nB\nC', '<p>A</p><p>B</p>', 2],
  ])('tells lines of its own from parts of others: %j, %j', (body, text, times) => {
    expect(timesIn(body, text)).toBe(times);
  });
});
