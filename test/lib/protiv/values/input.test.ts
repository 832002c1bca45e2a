import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';

import { asCountry } from '../../../../lib/protiv/values/countries.ts';
import {
  asBoolean,
  asDate,
  asDateTime,
  asEmail,
  asLine,
  asList,
  asMoment,
  asNumber,
  asTags,
  asText,
  asTimezone,
  isBlank,
  requiredLine,
  requiredTags,
} from '../../../../lib/protiv/values/input.ts';
import { InvalidInputError } from '../../../../lib/protiv/values/invalid-input.ts';
import { noPhones } from '../../../../lib/protiv/values/phones.ts';
import { fieldText } from '../../../../harness/arbitraries.ts';
import { americanPhones, phonesIn } from '../phones.ts';

const BLANKS = [
  '',
  ' \t\n',
  'null',
  ' null ',
  Number.NaN,
  null,
  undefined,
  [],
  {},
  [''],
  [null, ' '],
  { a: '' },
  [[], {}],
];

describe('not given', () => {
  it.each(BLANKS.map((blank) => [JSON.stringify(blank), blank]))('is %s', (_text, blank) => {
    expect(isBlank(blank)).toBe(true);
    expect(asText('Name', blank)).toBeUndefined();
    expect(asEmail(blank)).toBeUndefined();
    expect(americanPhones(blank)).toBeUndefined();
    expect(noPhones(blank)).toBeUndefined();
    expect(asBoolean('DND', blank)).toBeUndefined();
    expect(asNumber('Score', blank)).toBeUndefined();
    expect(asMoment('Due Date', blank, undefined)).toBeUndefined();
    expect(asDateTime('Due Date', blank, undefined)).toBeUndefined();
    expect(asDate('Birthday', blank)).toBeUndefined();
    expect(asCountry(blank)).toBeUndefined();
    expect(asTimezone('Time Zone', blank)).toBeUndefined();
    expect(asTags(blank)).toStrictEqual([]);
    expect(() => requiredLine('Contact', blank)).toThrow(InvalidInputError);
    expect(() => requiredTags('Tags', blank)).toThrow(InvalidInputError);
  });

  it.each([0, false, 'Null', 'nil', '0', [0]])('is not %j', (value) => {
    expect(isBlank(value)).toBe(false);
  });
});

describe('text', () => {
  it('passes whatever a person may write, untouched', () => {
    fc.assert(
      fc.property(fieldText, (text) => {
        expect(asText('Notes', text)).toBe(text);
        expect(asLine('Name', text)).toBe(text.trim());
      }),
    );
  });

  it('takes numbers and booleans for the text they are', () => {
    expect(asText('Postal Code', 10_001)).toBe('10001');
    expect(asText('Notes', false)).toBe('false');
  });

  it.each([
    [
      'a\0b',
      '“Notes” contains a NUL character, which HighLevel cannot store. Remove it (it often comes from copied file contents) and run the step again.',
    ],
    [['a', 'b'], '“Notes” takes a single text, but got a list. Map one value to it.'],
    [{ a: 'b' }, '“Notes” takes a single text, but got a group of values. Map one value to it.'],
  ])('refuses %j', (value, sentence) => {
    expect(() => asText('Notes', value)).toThrow(new InvalidInputError(sentence));
  });
});

describe('email', () => {
  it.each([' ana@example.com ', 'Ana.L+tag@Mail.Example.co.uk', 'ü@exämple.de', "o'neil@a.io"])(
    'takes %s',
    (email) => {
      expect(asEmail(email)).toBe(email.trim());
    },
  );

  it.each([
    'ana',
    'ana@',
    '@example.com',
    'ana@example',
    'ana@example.',
    'ana@.com',
    'ana@example..com',
    'ana @example.com',
    'ana@example.com, bob@example.com',
    'Ana <ana@example.com>',
    `ana@${'x'.repeat(250)}.com`,
  ])('refuses %s', (email) => {
    expect(() => asEmail(email)).toThrow(InvalidInputError);
  });

  it('says what to do', () => {
    expect(() => asEmail('ana.example.com')).toThrow(
      new InvalidInputError(
        '“Email” does not hold one email address. Give it an address such as ana@example.com, or leave it blank.',
      ),
    );
  });

  it('does not backtrack for ever, whatever it is given', () => {
    const hostile = `${'a.'.repeat(50_000)}@${'a.'.repeat(50_000)}`;
    expect(() => asEmail(hostile)).toThrow(InvalidInputError);
  });
});

describe('phone', () => {
  it.each([
    ['(212) 555-0123', 'US', '+12125550123'],
    ['212.555.0123', 'us', '+12125550123'],
    ['1-212-555-0123', 'US', '+12125550123'],
    ['+1 888-888-8888', undefined, '+18888888888'],
    ['+12125550123', 'DE', '+12125550123'],
    ['020 7946 0018', 'GB', '+442079460018'],
    ['+44 (0)20 7946 0018', 'US', '+442079460018'],
    ['0049 30 901820', 'US', '+4930901820'],
    ['0049 30 901820', undefined, '+4930901820'],
    ['0011 44 20 7946 0018', 'AU', '+442079460018'],
    ['98765 43210', 'IN', '+919876543210'],
    ['１２１２５５５０１２３', 'US', '+12125550123'],
    ['212.555.0123 ext 4', 'US', '+12125550123'],
    [2_125_550_123, 'US', '+12125550123'],
  ])('reads %s in %s', (value, country, expected) => {
    expect(phonesIn(country)(value)).toBe(expected);
  });

  it.each([
    ['hello', 'US'],
    ['12345', 'US'],
    ['+', 'US'],
    ['+999 123456789', 'US'],
    ['212 555 0123', undefined],
    ['212 555 0123', 'Atlantis'],
    ['call me at 212 555 0123', 'US'],
    ['+1 212 555 0123, +1 212 555 0124', 'US'],
    ['2'.repeat(10_000), 'US'],
  ])('refuses %.30s in %s', (value, country) => {
    expect(() => phonesIn(country)(value)).toThrow(InvalidInputError);
  });

  it('fails loudly where the library was not loaded for a number', () => {
    expect(() => noPhones('212 555 0123')).toThrow(/where none was expected/);
  });

  it('says what to do', () => {
    expect(() => americanPhones('12345', 'Office Phone')).toThrow(
      new InvalidInputError(
        '“Office Phone” does not hold one phone number. Give it a number with its country code, such as +1 212 555 0123, or leave it blank.',
      ),
    );
  });
});

describe('true or false', () => {
  it.each([true, 'true', 'TRUE', 'yes', 'Y', '1', 1, 'on'])('takes %j for yes', (value) => {
    expect(asBoolean('DND', value)).toBe(true);
  });

  it.each([false, 'false', 'No', 'n', '0', 0, 'off'])('takes %j for no', (value) => {
    expect(asBoolean('DND', value)).toBe(false);
  });

  it('refuses anything else', () => {
    expect(() => asBoolean('DND', 'maybe')).toThrow('“DND” takes True or False, but got “maybe”.');
  });
});

describe('number', () => {
  it.each([
    ['70', 70],
    [' -12.5 ', -12.5],
    ['1,250.50', 1250.5],
    ['1,000,000', 1_000_000],
    ['$ 12', 12],
    ['€1,250', 1250],
    ['.5', 0.5],
    ['1e3', 1000],
    [0, 0],
  ])('reads %j', (value, expected) => {
    expect(asNumber('Score', value)).toBe(expected);
  });

  it.each(['ten', '1.250,50', '1,25', '12 apples', 'NaN', 'Infinity', '1e999', '0x10', '--1', '$'])(
    'refuses %j',
    (value) => {
      expect(() => asNumber('Score', value)).toThrow('“Score” takes a number such as 70 or 12.5');
    },
  );
});

describe('a sentence that quotes what was given', () => {
  it('shows only the start of what is long', () => {
    expect(() => asTimezone('Time Zone', '😀'.repeat(10_000))).toThrow(`“${'😀'.repeat(60)}…”`);
  });

  it.each(['+1 (202) 555-0147', '2025550147', 'ana@example.com'])('leaves %s out', (given) => {
    expect(() => asTimezone('Time Zone', given)).toThrow('“…” is not a time zone');
  });
});

describe('date and time', () => {
  it.each([
    ['2026-03-02T09:30:00Z', undefined, '2026-03-02T09:30:00Z'],
    ['2026-03-02T09:30:00.250+01:00', undefined, '2026-03-02T08:30:00Z'],
    ['2026-03-02 09:30', 'America/New_York', '2026-03-02T14:30:00Z'],
    ['2026-07-02', 'America/New_York', '2026-07-02T04:00:00Z'],
  ])('reads %s in %s', (value, timezone, expected) => {
    expect(asDateTime('Due Date', value, timezone)).toBe(expected);
  });

  it.each(['tomorrow', '2026-02-30T10:00:00Z', '2026-03-02T25:00:00', '17724', 'Mon, 2 Mar'])(
    'refuses %s',
    (value) => {
      expect(() => asDateTime('Due Date', value, 'Europe/Berlin')).toThrow(
        `“Due Date” takes a date and time such as 2026-03-02T09:30:00, but got “${value}”.`,
      );
    },
  );

  it('does not guess a time zone', () => {
    expect(() => asDateTime('Due Date', '2026-03-02T09:30:00', undefined)).toThrow(
      '“Due Date” has no time zone',
    );
  });

  it('reads a day', () => {
    expect(asDate('Birthday', ' 1990-09-25 ')).toBe('1990-09-25');
    expect(asDate('Birthday', '1990-09-25T00:00:00-05:00')).toBe('1990-09-25');
    expect(() => asDate('Birthday', '25.12.1990')).toThrow(
      '“Birthday” takes a date such as 1990-09-25 (year-month-day), but got “25.12.1990”.',
    );
  });
});

describe('country', () => {
  it.each([
    ['US', 'US'],
    ['us', 'US'],
    ['United States', 'US'],
    ['USA', 'US'],
    ['uk', 'GB'],
    ['Germany', 'DE'],
    ['Czech Republic', 'CZ'],
    ['turkey', 'TR'],
    [' côte d’ivoire ', 'CI'],
  ])('reads %s', (value, expected) => {
    expect(asCountry(value)).toBe(expected);
  });

  it.each(['ZZ', 'EU', 'DD', 'Atlantis', 'U', '__proto__', 'constructor'])(
    'refuses %s',
    (value) => {
      expect(() => asCountry(value)).toThrow(`“${value}” is not a country that HighLevel knows.`);
    },
  );
});

describe('time zone', () => {
  it('must be one', () => {
    expect(asTimezone('Time Zone', ' Europe/Berlin ')).toBe('Europe/Berlin');
    expect(() => asTimezone('Time Zone', 'Berlin')).toThrow('“Berlin” is not a time zone.');
  });
});

describe('lists', () => {
  it('are lists, or texts with commas', () => {
    expect(asList('Names', 'a, b ,,null,c')).toStrictEqual(['a', 'b', 'c']);
    expect(asList('Names', ['a', 'b,c', null, ' '])).toStrictEqual(['a', 'b', 'c']);
  });

  it('of tags are in lower case, each once', () => {
    expect(asTags(['VIP', 'vip ', 'Größe'])).toStrictEqual(['vip', 'größe']);
    expect(requiredTags('Tags', 'Hot Lead')).toStrictEqual(['hot lead']);
    expect(() => asTags([{ name: 'vip' }])).toThrow('“Tags” takes a single text');
  });
});
