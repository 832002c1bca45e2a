import { createRequire } from 'node:module';

/** Where Zapier's CLI keeps its conversion; it exports it to nobody, and is pinned to one version. */
const CONVERSION = 'zapier-platform-cli/src/oclif/commands/invoke/input-types.js';

type Conversion = (
  input: Readonly<Record<string, unknown>>,
  fields: readonly { key: string; type: string }[],
  timezone: string,
) => unknown;

const isConversion = (value: unknown): value is Conversion => typeof value === 'function';

const conversion = (): Conversion => {
  const convert: unknown = createRequire(import.meta.url)(CONVERSION);
  if (!isConversion(convert)) throw new Error(`zapier-platform-cli has no ${CONVERSION} any more.`);
  return convert;
};

/**
 * What Zapier makes of a text in a typed field, by the code of its own CLI (`zapier-platform invoke`):
 * the number in "$10,500" is 10, that in "TBD" 0; a date is a moment on the clocks of the Zap's owner,
 * `tomorrow` is read, and a text that holds no date is the moment of the run.
 *
 * @param type the field's, such as `number`, `integer`, `boolean`, `datetime`; text of any other type
 *   stays as it is
 * @param timezone of the Zap's owner, as an IANA name
 */
export const toTyped = (text: string, type: string, timezone: string): unknown => {
  const input: Record<string, unknown> = { value: text };
  conversion()(input, [{ key: 'value', type }], timezone);
  return input['value'];
};
