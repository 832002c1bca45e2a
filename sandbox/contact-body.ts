import { unprocessable } from './api-error.ts';
import {
  checkBody,
  email,
  flag,
  isObject,
  list,
  nullable,
  object,
  oneOf,
  required,
  text,
  textOf,
  texts,
  violations,
} from './body.ts';
import type { Body, Shape } from './body.ts';
import { mergedFields } from './custom-field-values.ts';
import { isCountry, storedPhone } from './phone.ts';
import type { Contact, Location } from './world.ts';
import { isZone } from './zone.ts';

const COMMON: Shape = {
  firstName: nullable(text),
  lastName: nullable(text),
  name: nullable(text),
  email: nullable(email),
  phone: nullable(text),
  address1: nullable(text),
  city: nullable(text),
  state: nullable(text),
  postalCode: text,
  website: nullable(text),
  timezone: nullable(text),
  dnd: flag,
  dndSettings: object,
  inboundDndSettings: object,
  tags: texts,
  customFields: list,
  source: text,
  dateOfBirth: nullable(text),
  country: text,
  assignedTo: text,
};

const UPDATE: Shape = { ...COMMON, source: nullable(text), assignedTo: nullable(text) };

const CREATION: Shape = {
  ...COMMON,
  locationId: required(text),
  gender: text,
  companyName: nullable(text),
};

/** Neither `companyName` nor `gender` nor `locationId` (GoHighLevel/highlevel-api-docs#313). */
export const checkUpdate = (body: Body): Body => checkBody(body, UPDATE);
export const checkCreate = (body: Body): Body => checkBody(body, CREATION);
export const checkUpsert = (body: Body): Body =>
  checkBody(body, { ...CREATION, createNewIfDuplicateAllowed: flag });

/**
 * What a checked body makes of a contact. `null` and "" empty a field.
 *
 * @param current the contact before, whose other custom fields stay
 * @throws {ApiError} 422 for a value that GHL refuses
 */
export const contactChanges = (
  body: Body,
  location: Location,
  current?: Contact,
): Record<string, unknown> => {
  const {
    locationId: _locationId,
    createNewIfDuplicateAllowed: _createNew,
    name,
    phone,
    email: address,
    customFields,
    tags,
    dateOfBirth,
    dndSettings,
    ...rest
  } = body;
  checkValues(rest);
  return {
    ...(typeof name === 'string' && namesFrom(name, body)),
    ...rest,
    ...(address !== undefined && { email: textOf(address).toLowerCase() }),
    ...(phone !== undefined && { phone: phoneFrom(textOf(phone), location.country) }),
    ...(dateOfBirth !== undefined && { dateOfBirth: dayFrom(textOf(dateOfBirth)) }),
    ...(isObject(dndSettings) && {
      dndSettings: { ...current?.dndSettings, ...channelsFrom(dndSettings) },
    }),
    ...(Array.isArray(tags) && { tags: storedTags(tags) }),
    ...(Array.isArray(customFields) && {
      customFields: mergedFields(current?.customFields ?? [], customFields, location.customFields),
    }),
  };
};

const checkValues = ({ timezone, country, inboundDndSettings }: Body): void => {
  const wrong = [
    ...(timezone && !isZone(textOf(timezone)) ? ['timezone must be a valid IANA time zone'] : []),
    ...(country && !isCountry(textOf(country))
      ? ['country must be a valid ISO31661 Alpha2 code']
      : []),
    ...(isObject(inboundDndSettings) ? inboundViolations(inboundDndSettings) : []),
  ];
  if (wrong.length > 0) throw unprocessable(...wrong);
};

/** Tags are kept in lower case, without blanks around, each once. */
export const storedTags = (tags: readonly unknown[]): string[] => [
  ...new Set(tags.map((tag) => String(tag).trim().toLowerCase()).filter((tag) => tag !== '')),
];

/** A whole name fills the parts that are not given. */
const namesFrom = (name: string, body: Body): Body => {
  const [first = '', ...others] = name.trim().split(/\s+/);
  return {
    ...(body['firstName'] === undefined && { firstName: first }),
    ...(body['lastName'] === undefined && { lastName: others.join(' ') }),
  };
};

const phoneFrom = (given: string, country: string): string => {
  if (given === '') return '';
  const phone = storedPhone(given, country);
  if (phone === undefined) throw unprocessable('phone must be a valid phone number');
  return phone;
};

const YEAR_FIRST = /^(?<year>\d{4})(?<between>[-/._])(?<month>\d\d)\k<between>(?<day>\d\d)$/;
const YEAR_LAST = /^(?<month>\d\d)(?<between>[-/._])(?<day>\d\d)\k<between>(?<year>\d{4})$/;

/** The eight forms that the official file names, kept as YYYY-MM-DD. */
const dayFrom = (given: string): string => {
  if (given === '') return '';
  const parts = (YEAR_FIRST.exec(given) ?? YEAR_LAST.exec(given))?.groups;
  const day = parts ? `${parts['year']}-${parts['month']}-${parts['day']}` : '';
  const at = new Date(day);
  if (Number.isNaN(at.getTime()) || !at.toISOString().startsWith(day)) {
    throw unprocessable('dateOfBirth must be a valid date');
  }
  return day;
};

const CHANNELS = ['Call', 'Email', 'SMS', 'WhatsApp', 'GMB', 'FB', 'RCS'] as const;

const CHANNEL: Shape = {
  status: required(oneOf('active', 'inactive', 'permanent')),
  message: text,
  code: text,
};
const INBOUND: Shape = { status: required(oneOf('active', 'inactive')), message: text };

/** Channels under the names of the dated versions; v3 spells them in lower case. */
const channelsFrom = (given: Body): Body => {
  const channels = Object.entries(given).map(([name, setting]) => {
    const channel = CHANNELS.find((known) => known.toLowerCase() === name.toLowerCase());
    if (!channel) throw unprocessable(`dndSettings.property ${name} should not exist`);
    if (!isObject(setting)) throw unprocessable(`dndSettings.${name} must be an object`);
    const wrong = violations(setting, CHANNEL, `dndSettings.${name}.`);
    if (wrong.length > 0) throw unprocessable(...wrong);
    return [channel, setting];
  });
  return Object.fromEntries(channels);
};

const inboundViolations = (given: Body): string[] => {
  const { all } = given;
  return [
    ...violations(given, { all: object }, 'inboundDndSettings.'),
    ...(isObject(all) ? violations(all, INBOUND, 'inboundDndSettings.all.') : []),
  ];
};
