import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';

import { asEmail, readEmail } from '../../../../lib/protiv/values/emails.ts';
import { InvalidInputError } from '../../../../lib/protiv/values/invalid-input.ts';

describe('email', () => {
  it.each([' ana@example.com ', 'Ana.L+tag@Mail.Example.co.uk', 'ü@exämple.de', "o'neil@a.io"])(
    'takes %s',
    (email) => {
      expect(asEmail(email)).toBe(email.trim());
    },
  );

  it.each([
    'Ana Lang <Ana@example.com>',
    '"Lang, Ana" <Ana@example.com>',
    'Ana@example.com <Ana@example.com>',
    '<Ana@example.com>',
    'mailto:Ana@example.com',
    'MAILTO:Ana@example.com?subject=Hello',
    'Ana <mailto:Ana@example.com>',
    'Email: Ana@example.com',
    '"Ana@example.com"',
    "'Ana@example.com'",
    '“Ana@example.com”',
    '(Ana@example.com)',
    'Ana@example.com (Ana)',
    'Ana@example.com,',
    'Ana@example.com ;',
    'Ana@example.com.',
    '\u200bAna@example.com\ufeff',
    'Ana＠example.com',
  ])('reads the address in %s', (given) => {
    expect(asEmail(given)).toBe('Ana@example.com');
    expect(readEmail(given)).toBe('Ana@example.com');
  });

  it.each([
    'ana',
    'n/a',
    '-',
    'ana@',
    '@example.com',
    'ana@example',
    'ana@example.',
    'ana@.com',
    'ana@example..com',
    'ana @example.com',
    'ana@example.com, bob@example.com',
    'ana@example.com bob@example.com',
    'ana@example.com;bob@example.com',
    '<ana@example.com>, <bob@example.com>',
    'Ana <ana@example.com>, Bob <bob@example.com>',
    'bob@example.com <ana@example.com>',
    'Ana <>',
    `ana@${'x'.repeat(250)}.com`,
  ])('refuses %s, without a word of it', (given) => {
    expect(() => asEmail(given, 'Work Email')).toThrow(
      new InvalidInputError(
        '“Work Email” does not hold one email address. Give it an address such as ana@example.com, or leave it blank.',
      ),
    );
    expect(readEmail(given)).toBeUndefined();
  });

  it('reads what it has read once more', () => {
    fc.assert(
      fc.property(
        fc.emailAddress(),
        fc.constantFrom('', 'Ana <', 'mailto:', '"'),
        (email, front) => {
          const read = readEmail(front === 'Ana <' ? `${front}${email}>` : front + email);
          fc.pre(read !== undefined);
          expect(asEmail(read)).toBe(read);
        },
      ),
    );
  });

  it.each(['a.', '<', '"', '(a', 'a@', ' ,'])('does not backtrack for ever on %j', (piece) => {
    const hostile = `${piece.repeat(50_000)}@${piece.repeat(50_000)}`;
    expect(() => asEmail(hostile)).toThrow(InvalidInputError);
    expect(readEmail(piece.repeat(400))).toBeUndefined();
  });
});
