import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';

import { oddValue } from '../../../../harness/arbitraries.ts';
import { isBlank } from '../../../../lib/protiv/values/blank.ts';
import { asBoolean } from '../../../../lib/protiv/values/booleans.ts';
import { asChoice, requiredChoice } from '../../../../lib/protiv/values/choices.ts';
import { asCountry } from '../../../../lib/protiv/values/countries.ts';
import { asDate } from '../../../../lib/protiv/values/days.ts';
import { asEmail, readEmail } from '../../../../lib/protiv/values/emails.ts';
import { InvalidInputError } from '../../../../lib/protiv/values/invalid-input.ts';
import { asList, asTags, requiredTags, splitList } from '../../../../lib/protiv/values/lists.ts';
import { asDateTime, asMoment } from '../../../../lib/protiv/values/moments.ts';
import { asNumber } from '../../../../lib/protiv/values/numbers.ts';
import { isNational, noPhones, readPhone } from '../../../../lib/protiv/values/phones.ts';
import { asLine, asText, requiredLine } from '../../../../lib/protiv/values/texts.ts';
import { asTimezone } from '../../../../lib/protiv/values/time-zones.ts';
import { americanPhones } from '../phones.ts';

const BLANKS = [
  '',
  ' \t\n',
  'null',
  ' null ',
  'undefined',
  '\tundefined',
  Number.NaN,
  null,
  undefined,
  [],
  {},
  [''],
  [null, ' '],
  ['undefined'],
  { a: '' },
  [[], {}],
];

/** Every reader of a single value. */
const READERS: readonly ((value: unknown) => unknown)[] = [
  (value) => asText('Name', value),
  (value) => asLine('Name', value),
  (value) => asEmail(value),
  (value) => americanPhones(value),
  (value) => asBoolean('DND', value),
  (value) => asChoice('Status', value, { new: 'New' }),
  (value) => asNumber('Score', value),
  (value) => asMoment('Due Date', value, undefined),
  (value) => asDateTime('Due Date', value, 'Europe/Berlin'),
  (value) => asDate('Renewal', value),
  (value) => asCountry(value),
  (value) => asTimezone('Time Zone', value),
];

describe('not given', () => {
  it.each(BLANKS.map((blank) => [JSON.stringify(blank), blank]))('is %s', (_text, blank) => {
    expect(isBlank(blank)).toBe(true);
    expect(READERS.map((read) => read(blank))).toStrictEqual(READERS.map(() => undefined));
    expect(noPhones(blank)).toBeUndefined();
    expect(readEmail(blank)).toBeUndefined();
    expect([asList('Names', blank), asTags(blank), splitList(blank)]).toStrictEqual([[], [], []]);
    expect(() => requiredLine('Contact', blank)).toThrow(InvalidInputError);
    expect(() => requiredChoice('Status', blank, { new: 'New' })).toThrow('“Status” is empty.');
    expect(() => requiredTags('Tags', blank)).toThrow(InvalidInputError);
  });

  it.each([0, false, 'Null', 'NULL', 'Undefined', 'nil', '0', 'null and void', [0]])(
    'is not %j',
    (value) => {
      expect(isBlank(value)).toBe(false);
    },
  );
});

/** What a reader says of a value; a mistake of ours is none of its sentences. */
const outcomeOf = (read: () => unknown): string => {
  try {
    read();
    return 'read';
  } catch (error) {
    return error instanceof InvalidInputError ? error.message : `broken: ${String(error)}`;
  }
};

describe('whatever a person may give', () => {
  it('is read, or refused in a sentence that names the field', () => {
    fc.assert(
      fc.property(oddValue, fc.constantFrom(...READERS), (value, read) => {
        expect(outcomeOf(() => read(value))).toMatch(/^read$|^(?!broken).*“[^”]+”/s);
      }),
      { numRuns: 500 },
    );
  });

  it('never stops a search', () => {
    fc.assert(
      fc.property(oddValue, (value) => {
        const searched = () => [
          readEmail(value),
          readPhone(americanPhones, value),
          splitList(value),
          isNational(value),
        ];
        expect(searched).not.toThrow();
      }),
      { numRuns: 300 },
    );
  });
});
