import { describe, expect, it } from '@jest/globals';

import { asBoolean } from '../../../../lib/protiv/values/booleans.ts';
import { alternatives, asChoice, requiredChoice } from '../../../../lib/protiv/values/choices.ts';

describe('true or false', () => {
  it.each([true, 'true', 'TRUE', ' yes ', 'Y', '1', 1, 'on', 'sí', 'Ja'])(
    'takes %j for True',
    (value) => {
      expect(asBoolean('DND', value)).toBe(true);
    },
  );

  it.each([false, 'false', 'No', 'n', '0', 0, 'off', 'nein'])('takes %j for False', (value) => {
    expect(asBoolean('DND', value)).toBe(false);
  });

  it('refuses anything else', () => {
    expect(() => asBoolean('DND', 'maybe')).toThrow('“DND” takes True or False, but got “maybe”.');
  });
});

describe('choice', () => {
  const STATUS = { noshow: 'No-show', new: 'New', done: 'Done, paid' };

  it.each(['noshow', 'No-show', 'no show', 'NO_SHOW'])('reads %s', (given) => {
    expect(asChoice('Status', given, STATUS)).toBe('noshow');
    expect(requiredChoice('Status', given, STATUS)).toBe('noshow');
  });

  it('quotes the choices one by one', () => {
    expect(() => asChoice('Status', 'gone', STATUS)).toThrow(
      '“Status” takes “No-show”, “New” or “Done, paid”, but got “gone”.',
    );
    expect(alternatives([])).toBe('');
    expect(alternatives(['a'])).toBe('“a”');
    expect(alternatives(['a', 'b, c'])).toBe('“a” or “b, c”');
    expect(alternatives(Array.from({ length: 30 }, (_, index) => `o${index}`))).toMatch(
      /^“o0”, .*“o19” or one of 10 more$/,
    );
  });
});
