import { describe, expect, it } from '@jest/globals';

import { appended, endsWith } from '../../../../lib/protiv/note/append.ts';

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
    ['Called.', '<p>Again</p>', 'Called.\n\n<p>Again</p>'],
  ])('%j and %j', (body, text, whole) => {
    expect(appended(body, text)).toBe(whole);
    expect(endsWith(whole, text)).toBe(true);
  });

  it('is not there yet where the note ends otherwise', () => {
    expect(endsWith('Called again. Left a message.', 'Called again.')).toBe(false);
  });
});
