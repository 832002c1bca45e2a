import type { MappedValue } from '../templates/template.ts';
import type { InputField } from './definition.ts';
import { asText, resolveText } from './tokens.ts';
import type { Outputs } from './tokens.ts';

const FALSE_WORDS = new Set(['', 'no', 'n', 'false', 'f', '0', 'none', 'null', 'never']);

/** The number in a text, in any company: Zapier reads "score: 70 points" as 70. */
const parseNumber = (text: string): number => {
  const number = Number.parseFloat(text.replaceAll(/[^0-9.-]/g, ''));
  return Number.isNaN(number) ? 0 : number;
};

/** Turns a mapped value into what the field's declared type promises the app. */
const toType = (value: unknown, type = 'string'): unknown => {
  switch (type) {
    case 'number':
      return typeof value === 'number' ? value : parseNumber(asText(value));
    case 'integer':
      return Math.trunc(typeof value === 'number' ? value : parseNumber(asText(value)));
    case 'boolean':
      return typeof value === 'boolean' ? value : !FALSE_WORDS.has(asText(value).toLowerCase());
    default:
      return asText(value);
  }
};

const isBlank = (value: unknown): boolean => value === undefined || value === null || value === '';

const asList = (value: unknown): unknown[] => (Array.isArray(value) ? value : [value]);

const resolve = (mapped: MappedValue, outputs: Outputs): unknown =>
  typeof mapped === 'string'
    ? resolveText(mapped, outputs)
    : mapped.flatMap((item) => resolveText(item, outputs));

/**
 * The input of a step as Zapier would send it.
 *
 * A field that is mapped but comes out blank is sent as `''` (or `[]`), because the app may want to
 * know; with `cleanInputData` Zapier leaves it out. A field that is not mapped has its default.
 */
export const resolveFields = (
  mapped: Readonly<Record<string, MappedValue>>,
  fields: readonly InputField[],
  outputs: Outputs,
  cleanInputData: boolean,
): Record<string, unknown> => {
  const input: Record<string, unknown> = {};
  for (const field of fields) {
    const value = mapped[field.key] ?? field.default;
    if (value === undefined) continue;
    const resolved = resolve(value, outputs);
    const sent = field.list
      ? asList(resolved)
          .filter((item) => !isBlank(item))
          .map((item) => toType(item, field.type))
      : isBlank(resolved)
        ? ''
        : toType(resolved, field.type);
    const blank = sent === '' || (Array.isArray(sent) && sent.length === 0);
    if (!(blank && cleanInputData)) input[field.key] = sent;
  }
  return input;
};

/** The fields of another app's action, as text. */
export const resolveForeignFields = (
  mapped: Readonly<Record<string, MappedValue>>,
  outputs: Outputs,
): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(mapped).map(([label, value]) => [label, asText(resolve(value, outputs))]),
  );
