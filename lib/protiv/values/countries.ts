import { InvalidInputError } from './invalid-input.ts';
import { asLine, folded, shown } from './texts.ts';

/**
 * A country as ISO 3166 alpha-2, which is what HighLevel takes: by its code of two or three letters,
 * its name in the common languages, with or without accents, or its flag.
 *
 * @throws {InvalidInputError} when there is no such country
 * @example
 * asCountry('Österreich'); // 'AT'
 */
export const asCountry = (value: unknown, label = 'Country'): string | undefined => {
  const given = asLine(label, value);
  if (given === undefined) return undefined;
  const code = given.length <= MAX_LENGTH ? codeOf(given) : undefined;
  if (code !== undefined) return code;
  // Digits would be those of an address.
  const named = /\d/.test(given) ? 'What it holds' : `“${shown(given)}”`;
  throw new InvalidInputError(
    `${named} is not a country that HighLevel knows. Give “${label}” a two-letter code such as US, or the country's name.`,
  );
};

/** Longer ones are no names of countries. */
const MAX_LENGTH = 100;

/** `United States (US)`, as shops write it. */
const WITH_CODE = /^(.+?)\s*\((\p{L}{2,3})\)$/u;

/** `Iran, Islamic Republic of`, as ISO 3166 writes it. */
const WITH_FORM = /^([^,]+),.*\b(?:republic|plurinational|bolivarian|federated|province)\b/i;

/** `US - United States`, `Deutschland (Germany)`, `Brasil/Brazil`. */
const BETWEEN_NAMES = /\s+[-–—]\s+|\s*[()/|]\s*/;

const codeOf = (given: string): string | undefined => {
  const code = codeOfOne(given);
  if (code !== undefined) return code;
  const names = given.split(BETWEEN_NAMES).filter((name) => name !== '');
  const codes = new Set(names.length > 1 ? names.map(codeOfOne) : []);
  return codes.size === 1 ? [...codes][0] : undefined;
};

const codeOfOne = (given: string): string | undefined => {
  const [, name, code] = WITH_CODE.exec(given) ?? [];
  const [, short] = WITH_FORM.exec(given) ?? [];
  return [flagCode(given), given, code, name, short]
    .filter((written) => written !== undefined)
    .map((written) => byCode(written) ?? byName(nameKey(written)))
    .find((found) => found !== undefined);
};

const FLAG = /^[\u{1F1E6}-\u{1F1FF}]{2}$/u;

const flagCode = (given: string): string | undefined =>
  FLAG.test(given)
    ? Array.from(given, (sign) =>
        String.fromCodePoint((sign.codePointAt(0) ?? 0) - 0x1f1e6 + 65),
      ).join('')
    : undefined;

/** Codes that name no country: unknown, unions, pseudo-locales. */
const NO_COUNTRY: ReadonlySet<string> = new Set(['ZZ', 'EU', 'EZ', 'UN', 'QO', 'XA', 'XB']);

const byCode = (written: string): string | undefined => {
  const code = written.replace(/[.\s]/g, '').toUpperCase();
  if (code === 'UK') return 'GB';
  if (/^[A-Z]{3}$/.test(code)) return byAlpha3(code);
  return /^[A-Z]{2}$/.test(code) && isCountry(code) ? code : undefined;
};

const isCountry = (code: string): boolean => {
  // Former codes (DD, SU) take the name of what is there today.
  if (NO_COUNTRY.has(code) || new Intl.Locale(`und-${code}`).region !== code) return false;
  return namesIn('en', 'long').of(code) !== undefined;
};

const namesIn = (language: string, style: 'long' | 'short'): Intl.DisplayNames =>
  new Intl.DisplayNames(language, { type: 'region', style, fallback: 'none' });

/** ISO 3166 alpha-3 whose first two letters are the alpha-2. */
const ALPHA_3 =
  'AFGAIAALBARGASMAUSAZEBELBFABGRBHRBLMBMUBOLBRABTNBVTBWACANCCKCHECIVCMRCOLCRICUBCXRCYPCZEDEUDJIDMADOMDZAECUEGYERIESPETHFINFJIFRAGABGBRGEOGGYGHAGIBGMBGRCGTMGUMHKGHMDHNDHRVHTIHUNIDNIMNINDIOTIRNISLITAJEYJORJPNKENKGZKHMKIRKNAKWTLAOLBNLCALIELKALSOLTULUXLVAMARMCOMDAMHLMKDMLIMMRMNGMRTMSRMUSMWIMYSNAMNCLNERNFKNGANICNLDNORNPLNRUNZLOMNPANPERPHLPRIPSEQATREUROURUSRWASAUSDNSGPSHNSJMSLESMRSOMSSDSTPSXMSYRTCATGOTHATJKTKLTLSTONTTOTWNTZAUGAUMIUSAUZBVATVCTVENVGBVIRVNMVUTWSMYEMZAFZMBZWE';

/** The others, each followed by its alpha-2. */
const ALPHA_3_AND_2 =
  'ABWAWAGOAOALAAXANDADAREAEARMAMATAAQATFTFATGAGAUTATBDIBIBENBJBESBQBGDBDBHSBSBIHBABLRBYBLZBZBRBBBBRNBNCAFCFCHLCLCHNCNCODCDCOGCGCOKCKCOMKMCPVCVCUWCWCYMKYDNKDKESHEHESTEEFLKFKFROFOFSMFMGINGNGLPGPGNBGWGNQGQGRDGDGRLGLGUFGFGUYGYIRLIEIRQIQISRILJAMJMKAZKZKORKRLBRLRLBYLYMACMOMAFMFMDGMGMDVMVMEXMXMLTMTMNEMEMNPMPMOZMZMTQMQMYTYTNIUNUPAKPKPCNPNPLWPWPNGPGPOLPLPRKKPPRTPTPRYPYPYFPFSENSNSGSGSSLBSBSLVSVSPMPMSRBRSSURSRSVKSKSVNSISWESESWZSZSYCSCTCDTDTKMTMTUNTNTURTRTUVTVUKRUAURYUYWLFWF';

const byAlpha3 = (code: string): string | undefined => {
  const other = chunks(ALPHA_3_AND_2, 5).find((pair) => pair.startsWith(code));
  if (other !== undefined) return other.slice(3);
  return chunks(ALPHA_3, 3).includes(code) ? code.slice(0, 2) : undefined;
};

const chunks = (text: string, length: number): string[] =>
  Array.from({ length: text.length / length }, (_, index) =>
    text.slice(index * length, (index + 1) * length),
  );

/** English first: where two languages mean two countries by a word, it decides. */
const LANGUAGES =
  'en es de fr pt it nl sv da nb fi pl cs sk sl hr hu ro bg el tr ru uk ar he hi th vi id ja ko zh zh-Hant'.split(
    ' ',
  );

/** Names in common use that the CLDR has not, as `nameKey` writes them. */
const ALIASES: Readonly<Record<string, string>> = {
  US: 'united states of america|america|estados unidos de america|eeuu|ee uu|eua|vereinigte staaten von amerika|etats unis d amerique|stati uniti d america|verenigde staten van amerika|estados unidos da america',
  GB: 'great britain|britain|england|scotland|wales|northern ireland|united kingdom of great britain northern ireland|inglaterra|escocia|gales|gran bretana|gra bretanha|grossbritannien|schottland|angleterre|grande bretagne|ecosse|inghilterra|gran bretagna|engeland|groot brittannie',
  NL: 'holland|holanda|hollande|olanda|niederlande',
  CZ: 'czech republic|tschechische republik|republica checa|republique tcheque',
  DE: 'federal republic of germany|bundesrepublik deutschland|brd',
  AT: 'oesterreich',
  CH: 'confoederatio helvetica',
  TR: 'turkey|tuerkei',
  AE: 'emirates|uae|vae|eau',
  KR: 'korea|republic of korea|korea republic of',
  KP: 'democratic people s republic of korea|korea democratic people s republic of',
  CD: 'drc|democratic republic of congo|congo democratic republic of|dr congo|zaire',
  CG: 'republic of congo',
  RU: 'russian federation',
  CN: 'people s republic of china|prc|mainland china',
  CI: 'ivory coast|cote d ivoire',
  MM: 'burma|birmania|burma myanmar',
  MK: 'macedonia|fyrom',
  SZ: 'swaziland',
  CV: 'cape verde',
  TL: 'east timor|timor leste',
  PS: 'palestine|state of palestine',
  VA: 'vatican|holy see',
  IE: 'republic of ireland|eire',
  VN: 'viet nam',
  LA: 'lao people s democratic republic',
  SY: 'syrian arab republic',
  BN: 'brunei darussalam',
  FM: 'federated states of micronesia',
  BS: 'the bahamas',
  GM: 'the gambia',
  MO: 'macao',
  BY: 'weissrussland|belorussia',
};

const CONJUNCTIONS = /(?<= )(?:and|und|et|y|e|en) (?=\p{L})/gu;

/** A name as it is looked up: folded, without *the* and *and*, saints shortened. */
const nameKey = (name: string): string =>
  folded(name)
    .replace(/^the (?=\p{L})/u, '')
    .replace(CONJUNCTIONS, '')
    .replace(/\bsaint\b/g, 'st');

let codeByName: Map<string, string> | undefined;
const unread = [...LANGUAGES];

/** Each language is read when those before it do not have the name. */
const byName = (key: string): string | undefined => {
  codeByName ??= new Map(
    Object.entries(ALIASES).flatMap(([code, names]) =>
      names.split('|').map((name) => [nameKey(name), code] as const),
    ),
  );
  for (;;) {
    const code = codeByName.get(key);
    if (code !== undefined) return code;
    const language = unread.shift();
    if (language === undefined) return undefined;
    learn(codeByName, language);
  }
};

const learn = (codes: Map<string, string>, language: string): void => {
  for (const style of ['long', 'short'] as const) {
    const names = namesIn(language, style);
    for (const code of countryCodes()) {
      const name = names.of(code);
      const key = name === undefined ? '' : nameKey(name);
      if (key !== '' && !codes.has(key)) codes.set(key, code);
    }
  }
};

const LETTERS = Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZ');

let codesOfAll: readonly string[] | undefined;

const countryCodes = (): readonly string[] => {
  if (codesOfAll) return codesOfAll;
  const names = namesIn('en', 'long');
  codesOfAll = LETTERS.flatMap((first) => LETTERS.map((second) => first + second)).filter(
    (code) =>
      !NO_COUNTRY.has(code) &&
      names.of(code) !== undefined &&
      new Intl.Locale(`und-${code}`).region === code,
  );
  return codesOfAll;
};
