import { NICKNAMES } from './nicknames.ts';
import { folded } from './texts.ts';

/** What a record or a step says of somebody's name. */
export interface PersonName {
  firstName?: string | undefined;
  lastName?: string | undefined;
  /** The whole name, where the parts are not known. */
  name?: string | undefined;
  companyName?: string | undefined;
}

/**
 * Whether two names are those of two people. They are only if both have a first name, in the same
 * script, and neither equals, begins or abbreviates the other or is its nickname. Last names do not
 * count, since people marry; first and last may be swapped, or stand in one field. What is no
 * person's name may be replaced by one.
 *
 * @example
 * isAnotherPerson({ firstName: 'Robert', lastName: 'Lee' }, { firstName: 'Bob' }); // false
 * isAnotherPerson({ firstName: 'Ana', lastName: 'Lee' }, { firstName: 'Tom', lastName: 'Lee' }); // true
 */
export const isAnotherPerson = (held: PersonName, given: PersonName): boolean => {
  const [a, b] = [partsOf(held), partsOf(given)];
  if (a.first.length === 0 || b.first.length === 0) return false;
  // Somebody who gave a last name alone, in the field for the first.
  if (isLastAlone(a, b) || isLastAlone(b, a)) return false;
  if (!shareScript(a.first.join(''), b.first.join(''))) return false;
  return !isSameFirst(a.first, b.first) && !isSwapped(a, b);
};

/**
 * Whether this is the name of a person, and neither a caller id, a placeholder, an address nor a
 * company.
 *
 * @example
 * isPersonName('WIRELESS CALLER'); // false
 */
export const isPersonName = (name: string): boolean =>
  name.length <= MAX_LENGTH &&
  /\p{L}/u.test(name) &&
  !/[\p{N}@]|https?:|www\./u.test(name) &&
  !isPlaceholder(name) &&
  !COMPANY.test(folded(name)) &&
  !COMPANY_ENDING.test(name.trim());

/**
 * Whether a phone company, an app or a form put this where a name should be.
 *
 * @example
 * isPlaceholder('CHICAGO IL'); // true
 */
export const isPlaceholder = (name: string): boolean =>
  NO_NAME.test(folded(name)) ||
  (CITY_AND_STATE.test(name.trim()) && !WITH_DEGREE.test(name.trim()));

/** Longer ones are texts. */
const MAX_LENGTH = 200;

/** Caller ids, and what apps and people write where a name is asked for. */
const NO_NAME =
  /^(?:(?:the )?(?:caller|unknown|anonymous|anonymos|private|blocked|restricted|unavailable|withheld|undisclosed|null|undefined|none|n a|na|nil|tbd|test|guest|visitor|lead|contact|customer|client|user|member|subscriber|prospect|patient|friend|there|name|first name|last name|full name|first|last|no|not available|not provided|not given|anonym|unbekannt|desconocido|anonimo|inconnu|anonyme|sconosciuto|onbekend|desconhecido|mobile|cell|cellular|wireless|landline|voicemail|telemarketer|robocall|spam|scam|fraud|toll free|tollfree|800 service|out of area|cell phone|mobile phone|no name|no caller id|caller id|caller id unavailable|call|no number|not found|unknown name|unassigned|operator|international|payphone|pay phone|admin|info|sales|support|office|home|work|mr|mrs|ms|dr)|.*\b(?:caller|number|(?:missed|spam|scam|fraud|phone|incoming|inbound|sales|unknown|new|free|private|anonymous|robo) call|wireless caller|unknown caller|spam likely|scam likely|toll free|tollfree|callerid)|(?:new|web|website|online|facebook|instagram|whatsapp|messenger|google|tiktok|telegram|chat|anonymous|live chat|sms|phone|missed call|inbound|walk in|potential|unknown|private|suspected|likely)\b.*\b(?:caller|user|visitor|lead|contact|customer|spam|scam|guest|client|name|person|follower|number)|(?:spam|scam|fraud|telemarketing) (?:likely|risk|call|caller|warning|alert)|(?:suspected|potential|likely|possible) (?:spam|scam|fraud)(?: .*)?)$/;

/** Legal forms, and what only companies are called. */
const COMPANY =
  /\b(?:llc|llp|lllp|pllc|inc|incorporated|ltd|limited|gmbh|mbh|ohg|corp|corporation|plc|pty|sarl|srl|eurl|bv|oyj|aps|company|companies|services|solutions|enterprises?|holdings?|associates|industries|logistics|consulting|agency|realty|properties|insurance|plumbing|roofing|construction|landscaping|electrical|restaurant|hospital|clinic|university|foundation|restoration|contractors?|contracting|builders|motors|pharmacy|dental|medical|bakery|cafe|hotel|salon|fitness|media|technologies|systems|partners|department|government)\b/;

/** Legal forms that are words or names without their points or capitals. */
const COMPANY_ENDING =
  /(?:\b(?:S\.\s?[AL]\.?(?:U\.)?|S\.\s?R\.\s?L\.?|B\.\s?V\.?|A\.\s?G\.?)|& (?:Co\.?(?: KG)?|Sons?|Söhne)|\b(?:AG|KG|OY|SL|SAS|PC|DBA|Co\.|e\.\s?K\.|e\.\s?V\.|Group))$/;

/** `SAN DIEGO CA` as phone companies write it; `Austin, TX`. */
const CITY_AND_STATE =
  /^(?:[\p{Lu}.' ]{2,}[ ,]+|[\p{L}.' -]{2,},\s*)(?:A[BKLRZ]|BC|C[AOT]|D[CE]|FL|GA|HI|I[ADLN]|K[SY]|LA|M[BDEINOST]|N[BCDEHJLMSVY]|O[HKNR]|P[AER]|QC|RI|S[CDK]|T[NX]|UT|V[AT]|W[AIVY])$/u;

/** `John Smith, MD` is no place in Maryland. */
const WITH_DEGREE = /^\p{Lu}[\p{L}.' -]*\p{Ll}[\p{L}.'-]* [\p{L}.' -]+, (?:MD|PA|DC|ND)$/u;

interface Parts {
  /** The words of the first name, without titles; none where it is not known. */
  first: string[];
  last: string[];
}

const NO_PARTS: Parts = { first: [], last: [] };

const partsOf = ({
  firstName = '',
  lastName = '',
  name = '',
  companyName = '',
}: PersonName): Parts => {
  const whole = `${firstName} ${lastName}`.trim() || name.trim();
  const isCompany = companyName.trim() !== '' && folded(companyName) === folded(whole);
  if (isCompany || !isPersonName(whole)) return NO_PARTS;
  const own = firstName.trim() || (lastName.trim() ? '' : name);
  if (!isPersonName(own)) return NO_PARTS;
  const last = wordsOf(lastName);
  const words = wordsOf(own);
  const isTitled = words.length === 1 && wordsIn(own).length > 1;
  // Of `Mr. Miller` nobody knows the first name.
  if (isTitled && last.length === 0) return { first: [], last: words };
  const first = words.filter((word) => !last.includes(word));
  return { first: first.length > 0 ? first : words, last };
};

const TITLES: ReadonlySet<string> = new Set(
  'mr mrs ms miss mister madam sir dr prof professor rev fr herr frau hr sr sra srta don dona doctor mme mlle monsieur madame dhr mevr sig jr sen ii iii iv md phd esq and und y et e'.split(
    ' ',
  ),
);

const wordsIn = (name: string): string[] =>
  folded(name.replace(/[.'’‘`´]/g, ''))
    .split(' ')
    .filter((word) => word !== '');

/** The words of a name without titles, what stands behind a comma first. */
const wordsOf = (name: string): string[] => {
  const [before = '', ...behind] = name.split(',');
  const words = wordsIn(`${behind.join(' ')} ${before}`);
  const named = words.filter((word) => !TITLES.has(word));
  return named.length > 0 ? named : words;
};

const isLastAlone = (a: Parts, b: Parts): boolean =>
  a.last.length === 0 && a.first.length === 1 && b.last.includes(a.first[0] ?? '');

/** Of several words each, as `Ana Miller` and `Tom Miller` in one field, the same order counts. */
const isSameFirst = (a: readonly string[], b: readonly string[]): boolean => {
  if (isSameName(a.join(''), b.join('')) || isInitials(a, b) || isInitials(b, a)) return true;
  if (a.length === 1 || b.length === 1) {
    return a.some((one) => b.some((other) => isSameName(one, other)));
  }
  const [firstA = '', firstB = ''] = [a[0], b[0]];
  const [lastA = '', lastB = ''] = [a.at(-1), b.at(-1)];
  return isSameName(firstA, firstB) || (isSameName(firstA, lastB) && isSameName(lastA, firstB));
};

const isSwapped = (a: Parts, b: Parts): boolean => isAny(a.first, b.last) && isAny(a.last, b.first);

const isAny = (a: readonly string[], b: readonly string[]): boolean =>
  a.some((one) => b.some((other) => isSameName(one, other)));

const isSameName = (a: string, b: string): boolean => {
  if (a === '' || b === '') return false;
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  return (
    long.startsWith(short) ||
    (UNSPACED.test(short) && long.includes(short)) ||
    isContraction(short, long) ||
    withoutUmlauts(a) === withoutUmlauts(b) ||
    isNickname(a, b)
  );
};

/** Jürgen is Juergen where a keyboard has no ü. */
const withoutUmlauts = (name: string): string => name.replace(/([aou])e/g, '$1');

/** Scripts in which a first name stands behind the last without a blank. */
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;

/** Wm for William: letters of the name in their order, the first one and no vowel. */
const isContraction = (short: string, long: string): boolean => {
  if (short.length > 4 || short[0] !== long[0] || !/^[b-df-hj-np-tv-xz]+$/.test(short))
    return false;
  let at = -1;
  return Array.from(short).every((letter) => (at = long.indexOf(letter, at + 1)) >= 0);
};

/** JP for Jean-Paul. */
const isInitials = (short: readonly string[], long: readonly string[]): boolean =>
  short.length === 1 && long.length > 1 && short[0] === long.map((word) => word[0]).join('');

let groupsOf: ReadonlyMap<string, readonly number[]> | undefined;

/** The groups of names that each name stands in; built when first needed. */
const nicknameGroups = (): ReadonlyMap<string, readonly number[]> => {
  if (groupsOf) return groupsOf;
  const found = new Map<string, number[]>();
  NICKNAMES.split('|').forEach((group, index) => {
    for (const name of group.split(' ')) found.set(name, [...(found.get(name) ?? []), index]);
  });
  groupsOf = found;
  return found;
};

const isNickname = (a: string, b: string): boolean => {
  const groups = nicknameGroups();
  return groups.get(a)?.some((group) => groups.get(b)?.includes(group)) ?? false;
};

const SCRIPTS =
  'Latin Cyrillic Greek Arabic Hebrew Han Hiragana Katakana Hangul Devanagari Bengali Tamil Telugu Thai Armenian Georgian Ethiopic'
    .split(' ')
    .map((script) => new RegExp(`\\p{Script=${script}}`, 'u'));

const shareScript = (a: string, b: string): boolean =>
  SCRIPTS.some((script) => script.test(a) && script.test(b)) ||
  !SCRIPTS.some((script) => script.test(a) || script.test(b));
