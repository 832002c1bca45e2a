import { isTimezone } from './dates.ts';
import { InvalidInputError } from './invalid-input.ts';
import { asLine, folded, shown } from './texts.ts';

/**
 * A time zone by its IANA name in any case, by its city, or as Windows and Rails call it, as IANA
 * writes it.
 *
 * @throws {InvalidInputError} for anything else, an offset and an ambiguous abbreviation included
 * @example
 * asTimezone('Time Zone', 'america/new_york'); // 'America/New_York'
 * asTimezone('Time Zone', '(GMT-08:00) Pacific Time (US & Canada)'); // 'America/Los_Angeles'
 */
export const asTimezone = (label: string, value: unknown): string | undefined => {
  const name = asLine(label, value);
  if (name === undefined) return undefined;
  const zone = name.length <= MAX_LENGTH ? zoneOf(name) : undefined;
  if (zone !== undefined) return zone;
  throw new InvalidInputError(
    `“${shown(name)}” is not a time zone. Give “${label}” a name such as America/New_York or Europe/Berlin.`,
  );
};

/** Longer ones are no names of time zones. */
const MAX_LENGTH = 100;

/** `(GMT-08:00) Pacific Time`, `GMT-05:00 America/New_York (EST)`. */
const OFFSET_IN_FRONT = /^(?:\((?:GMT|UTC)[^()]*\)|(?:GMT|UTC) ?[+-]\d\d?(?::?\d\d)?)\s+/i;
const ABBREVIATION_BEHIND = /\s*\([A-Z]{2,5}\)$/;

const zoneOf = (given: string): string | undefined => {
  const name = given.replace(OFFSET_IN_FRONT, '').replace(ABBREVIATION_BEHIND, '');
  return ianaName(name) ?? zonesByName().get(nameKey(name)) ?? utcOffset(name) ?? ofCities(name);
};

/** Windows' `Amsterdam, Berlin, Bern, Rome`: the zone of the first one, where all are known. */
const ofCities = (name: string): string | undefined => {
  const cities = name.split(',');
  const zones = cities.map((city) => zonesByName().get(nameKey(city)));
  return cities.length > 1 && zones.every((zone) => zone !== undefined) ? zones[0] : undefined;
};

/** Of three letters ICU knows many more, and each is somebody else's time as well: AST, BST, IST. */
const SHORT_NAMES: ReadonlySet<string> = new Set(
  'UTC GMT UCT EST MST HST CET MET EET WET PRC ROC ROK'.split(' '),
);

const ianaName = (given: string): string | undefined => {
  const name = given.trim().replaceAll(' ', '_');
  const listed = byLowerCase().get(name.toLowerCase());
  if (listed !== undefined) return listed;
  if (!/^[a-z]/i.test(name) || !isTimezone(name)) return undefined;
  if (/^[a-z]{3}$/i.test(name)) {
    return SHORT_NAMES.has(name.toUpperCase()) ? name.toUpperCase() : undefined;
  }
  // Old names that are still in use, such as US/Central; ICU tells only what they are called now.
  const isCased = name.split(/[/_-]/).every((part) => /^(?:[^a-z]|of$|es$|au$)/.test(part));
  return isCased && name !== name.toUpperCase() ? name : cased(name);
};

const cased = (name: string): string =>
  name.toLowerCase().replace(/[a-z0-9]+/g, (part) => {
    if (/^(?:of|es|au)$/.test(part)) return part;
    return /^(?:us|nz|gb|utc|gmt\d*|act|nsw|lhi|[a-z]{3}\d[a-z]{3}|in)$/.test(part)
      ? part.toUpperCase()
      : part.charAt(0).toUpperCase() + part.slice(1);
  });

/** What zones are called now that ICU lists by an old name. */
const RENAMED = [
  'America/Argentina/Buenos_Aires',
  'America/Indiana/Indianapolis',
  'America/Nuuk',
  'Asia/Ho_Chi_Minh',
  'Asia/Kathmandu',
  'Asia/Kolkata',
  'Asia/Yangon',
  'Europe/Kyiv',
];

let lowerCase: ReadonlyMap<string, string> | undefined;

/** IANA names by their lower case; built when first needed. */
const byLowerCase = (): ReadonlyMap<string, string> => {
  lowerCase ??= new Map(
    [...Intl.supportedValuesOf('timeZone'), ...RENAMED].map((zone) => [zone.toLowerCase(), zone]),
  );
  return lowerCase;
};

/**
 * What Windows (https://github.com/unicode-org/cldr windowsZones.xml) and Rails
 * (ActiveSupport::TimeZone) call zones, without *Standard Time* and *(US & Canada)*, where it is not
 * the name of the zone's city: name, city.
 */
const NAMES =
  'dateline=Etc/GMT+12|international date line west=Etc/GMT+12|aleutian=Adak|hawaiian=Honolulu|hawaii=Honolulu|alaskan=Anchorage|alaska=Anchorage|pacific mexico=Tijuana|pacific=Los Angeles|us mountain=Phoenix|arizona=Phoenix|mountain mexico=Chihuahua|mountain=Denver|yukon=Whitehorse|central america=Guatemala|central=Chicago|easter island=Easter|central mexico=Mexico City|guadalajara=Mexico City|canada central=Regina|saskatchewan=Regina|sa pacific=Bogota|quito=Lima|eastern mexico=Cancun|eastern=New York|haiti=Port-au-Prince|cuba=Havana|us eastern=Indianapolis|indiana east=Indianapolis|turks and caicos=Grand Turk|paraguay=Asuncion|atlantic=Halifax|atlantic canada=Halifax|venezuela=Caracas|central brazilian=Cuiaba|sa western=La Paz|pacific sa=Santiago|newfoundland=St Johns|tocantins=Araguaina|e south america=Sao Paulo|brasilia=Sao Paulo|georgetown=Guyana|sa eastern=Cayenne|argentina=Buenos Aires|greenland=Nuuk|magallanes=Punta Arenas|saint pierre=Miquelon|mid atlantic=South Georgia|cape verde is=Cape Verde|gmt=London|greenwich mean=UTC|coordinated universal=UTC|edinburgh=London|greenwich=Reykjavik|morocco=Casablanca|w europe=Berlin|bern=Zurich|central europe=Budapest|romance=Paris|central european=Warsaw|w central africa=Lagos|west central africa=Algiers|jordan=Amman|gtb=Bucharest|middle east=Beirut|egypt=Cairo|e europe=Chisinau|syria=Damascus|west bank=Hebron|south africa=Johannesburg|pretoria=Johannesburg|fle=Kyiv|israel=Jerusalem|south sudan=Juba|sudan=Khartoum|libya=Tripoli|namibia=Windhoek|arabic=Baghdad|turkey=Istanbul|arab=Riyadh|belarus=Minsk|russian=Moscow|st petersburg=Moscow|e africa=Nairobi|iran=Tehran|arabian=Dubai|abu dhabi=Dubai|azerbaijan=Baku|russia time zone 3=Samara|georgian=Tbilisi|caucasus=Yerevan|afghanistan=Kabul|west asia=Tashkent|ekaterinburg=Yekaterinburg|pakistan=Karachi|islamabad=Karachi|india=Kolkata|chennai=Kolkata|mumbai=Kolkata|new delhi=Kolkata|delhi=Kolkata|sri lanka=Colombo|sri jayawardenepura=Colombo|nepal=Kathmandu|central asia=Almaty|astana=Almaty|bangladesh=Dhaka|myanmar=Yangon|se asia=Bangkok|hanoi=Bangkok|altai=Barnaul|w mongolia=Hovd|north asia=Krasnoyarsk|n central asia=Novosibirsk|china=Shanghai|beijing=Shanghai|chongqing=Shanghai|north asia east=Irkutsk|ulaan bataar=Ulaanbaatar|w australia=Perth|aus central w=Eucla|transbaikal=Chita|north korea=Pyongyang|korea=Seoul|osaka=Tokyo|sapporo=Tokyo|cen australia=Adelaide|aus central=Darwin|e australia=Brisbane|aus eastern=Sydney|canberra=Sydney|west pacific=Port Moresby|tasmania=Hobart|russia time zone 10=Srednekolymsk|central pacific=Guadalcanal|solomon is=Guadalcanal|new caledonia=Noumea|russia time zone 11=Kamchatka|marshall is=Majuro|new zealand=Auckland|wellington=Auckland|chatham islands=Chatham|chatham is=Chatham|tonga=Tongatapu|nuku alofa=Tongatapu|tokelau is=Fakaofo|samoa=Apia|american samoa=Pago Pago|midway island=Midway|line islands=Kiritimati';

let byName: ReadonlyMap<string, string> | undefined;

/** IANA names by city and by the names of others; built when first needed. */
const zonesByName = (): ReadonlyMap<string, string> => {
  if (byName) return byName;
  const zones = new Map(
    [...byLowerCase().values()].map((zone) => [folded(zone.split('/').at(-1) ?? ''), zone]),
  );
  for (const pair of NAMES.split('|')) {
    const [name = '', city = ''] = pair.split('=');
    zones.set(name, zones.get(folded(city)) ?? city);
  }
  byName = zones;
  return zones;
};

const nameKey = (name: string): string =>
  folded(name.replace(/\s*\(US (?:&|and) Canada\)/i, '')).replace(
    / (?:(?:standard|daylight|summer) )?time(?=(?: mexico| canada)?$)| (?:standard|daylight)(?= )/g,
    '',
  );

/** Windows' `UTC-11`; the signs of IANA's names run the other way. */
const utcOffset = (name: string): string | undefined => {
  const [, sign, hours] = /^UTC([+-])(\d\d)$/.exec(name) ?? [];
  if (sign === undefined || Number(hours) > (sign === '+' ? 14 : 12)) return undefined;
  return `Etc/GMT${sign === '+' ? '-' : '+'}${Number(hours)}`;
};
