import { listedOptions, optionOf } from '../../../lib/protiv/custom-field/options.ts';
import { indexCustomFields } from '../../../lib/protiv/custom-field/record.ts';
import { asBoolean } from '../../../lib/protiv/values/booleans.ts';
import { asCountry } from '../../../lib/protiv/values/countries.ts';
import { asDate } from '../../../lib/protiv/values/days.ts';
import { asEmail } from '../../../lib/protiv/values/emails.ts';
import { InvalidInputError } from '../../../lib/protiv/values/invalid-input.ts';
import { asTags } from '../../../lib/protiv/values/lists.ts';
import { asMoment } from '../../../lib/protiv/values/moments.ts';
import { asNumber } from '../../../lib/protiv/values/numbers.ts';
import * as phoneLibrary from '../../../lib/protiv/values/phone-library.ts';
import { phoneReader } from '../../../lib/protiv/values/phones.ts';
import { asText } from '../../../lib/protiv/values/texts.ts';
import { asTimezone } from '../../../lib/protiv/values/time-zones.ts';
import { table } from '../markdown.ts';

interface Kind {
  /** What the values are, as a row's head. */
  title: string;
  read: (given: string) => string | number | boolean | readonly string[] | undefined;
  given: readonly string[];
}

/** A field of Yes and No, and one with an option that holds a comma. */
const options = (labels: readonly string[]) =>
  indexCustomFields([
    { id: 'exampleField', name: 'Name', dataType: 'SINGLE_OPTIONS', picklistOptions: [...labels] },
  ]).get('exampleField');

const YES_OR_NO = options(['Yes', 'No']);
const MATERIALS = options(['Wood', 'Metal, galvanised']);

const MONDAY = Date.UTC(2026, 2, 2, 12);

const KINDS: readonly Kind[] = [
  {
    title: 'email',
    read: (given) => asEmail(given),
    given: [
      'Ana Lang <ana@example.com>',
      'mailto:ana@example.com',
      'n/a',
      'ana@a.example, ben@b.example',
    ],
  },
  {
    title: 'phone, in a US sub-account',
    read: (given) => phoneReader(phoneLibrary, 'US')(given),
    given: [
      '(212) 555-0123',
      'tel:+1-212-555-0123',
      'p:+12125550123',
      '212.555.0123 (mobile)',
      "'+442079460123",
      '+5555512345678901',
      '32665',
      'n/a',
    ],
  },
  {
    title: 'number, in a US sub-account',
    read: (given) => asNumber('Field', given, { country: 'US' }),
    given: [
      '$10,500',
      '1.200,50 EUR',
      '1.125',
      '1,250',
      '12 %',
      '(450)',
      '10k',
      'TBD',
      'about 20',
      '10-20',
    ],
  },
  {
    title: 'number, in a German one',
    read: (given) => asNumber('Field', given, { country: 'DE' }),
    given: ['1,250', '1.125', '€ 1.250'],
  },
  {
    title: 'day, in a US sub-account, on 2 March 2026',
    read: (given) =>
      asDate('Field', given, { country: 'US', timezone: 'America/New_York', now: MONDAY }),
    given: [
      '1985-07-24T00:00:00Z',
      '1985-07-24T23:30:00-05:00',
      '07/04/1985',
      '24 July 1985',
      'July 24, 1985',
      'today',
      'in 3 days',
      '31/02/2026',
      'soon',
    ],
  },
  {
    title: 'day, in a British one',
    read: (given) =>
      asDate('Field', given, { country: 'GB', timezone: 'Europe/London', now: MONDAY }),
    given: ['07/04/1985'],
  },
  {
    title: 'moment, in a sub-account in New York',
    read: (given) => {
      const moment = asMoment('Field', given, 'America/New_York');
      return moment === undefined ? undefined : new Date(moment).toISOString();
    },
    given: [
      '2026-03-02T09:30:00',
      '2026-03-02T09:30:00+01:00',
      'Mon, 02 Mar 2026 09:30:00 GMT',
      '1772443800',
    ],
  },
  {
    title: 'country',
    read: (given) => asCountry(given),
    given: ['Deutschland', 'México', 'Österreich', 'USA', 'uk', 'Neverland'],
  },
  {
    title: 'time zone',
    read: (given) => asTimezone('Field', given),
    given: [
      'america/new_york',
      'Pacific Time (US & Canada)',
      'W. Europe Standard Time',
      'Berlin',
      'IST',
      '+02:00',
    ],
  },
  {
    title: 'True or False',
    read: (given) => asBoolean('Field', given),
    given: ['Yes', '1', 'off', 'maybe'],
  },
  {
    title: 'option of a field with Yes and No',
    read: (given) => YES_OR_NO && optionOf(YES_OR_NO, given),
    given: ['YES', 'true', '0', 'perhaps'],
  },
  {
    title: 'options of a field with “Wood” and “Metal, galvanised”',
    read: (given) => MATERIALS && listedOptions(MATERIALS, 'Field', given),
    given: ['Wood;Metal, galvanised', '["Metal, galvanised"]', 'Wood|Wood'],
  },
  {
    title: 'tags, one of which is “paid, in full”',
    read: (given) => asTags(given, 'Tags', ['paid, in full']),
    given: ['VIP; Hot Lead', 'vip,paid, in full', 'vip\nhot lead'],
  },
  {
    title: 'any other text',
    read: (given) => asText('Field', given),
    given: ['undefined', 'null', 'NULL'],
  },
];

const NOTHING = 'nothing: the field counts as blank';

const NOT_USABLE = '**cannot be used**';

const readAs = ({ read }: Kind, given: string): string => {
  try {
    const value = read(given);
    if (value === undefined) return NOTHING;
    return [value]
      .flat()
      .map((one) => `\`${one}\``)
      .join(' and ');
  } catch (error) {
    if (error instanceof InvalidInputError) return NOT_USABLE;
    throw error;
  }
};

/** What the app makes of what people type, by kind. */
export const valuesTable = (): string =>
  table(
    ['kind', 'typed or mapped', 'read as'],
    KINDS.flatMap((kind) =>
      kind.given.map((given) => [
        kind.title,
        `\`${given.replaceAll('\n', '⏎')}\``,
        readAs(kind, given),
      ]),
    ),
  );
