import { isRecord } from './records.ts';

/** Outputs of the steps so far, by step id. */
export type Outputs = Readonly<Record<string, unknown>>;

/** Where a token points: a step and the path of a field in its output. */
export interface Token {
  step: string;
  path: string;
}

const TOKEN = /\{\{([A-Za-z]\w*)\.([^{}]+)\}\}/g;
const LONE_TOKEN = /^\{\{([A-Za-z]\w*)\.([^{}]+)\}\}$/;

/** The tokens of a text, in order. */
export const tokensIn = (text: string): Token[] =>
  [...text.matchAll(TOKEN)].map(([, step = '', path = '']) => ({ step, path }));

/**
 * Follows a path: `__` into an object, `[]` into each item of a list. A field whose own key holds
 * `__` is found as well, since the longest key that fits wins.
 */
export const follow = (value: unknown, path: string): unknown => {
  if (path === '') return value;
  if (path.startsWith('[]')) {
    if (!Array.isArray(value)) return undefined;
    return value
      .map((item: unknown) => follow(item, path.slice(2)))
      .filter((item) => item !== undefined);
  }
  if (!isRecord(value)) return undefined;
  const [key, rest] = firstKey(value, path);
  return key === undefined ? undefined : follow(value[key], rest);
};

/** Splits a path after the key of `value` that it starts with. */
const firstKey = (value: object, path: string): [key: string | undefined, rest: string] => {
  const here = path.replace(/^__/, '');
  const key = Object.keys(value)
    .filter((own) => here === own || here.startsWith(`${own}__`) || here.startsWith(`${own}[]`))
    .sort((a, b) => b.length - a.length)[0];
  return [key, here.slice(key?.length ?? 0)];
};

/** Where a record keeps a pointer whose content Zapier merges into the record itself. */
const HOIST = '$HOIST$';

/** A copy of `value` in which each value that the path passes through went through `replace`. */
export const replaceAlong = async (
  value: unknown,
  path: string,
  replace: (value: unknown) => Promise<unknown>,
): Promise<unknown> => {
  const content = await hoisted(await replace(value), replace);
  if (Array.isArray(content) && path.startsWith('[]')) {
    return Promise.all(content.map((item) => replaceAlong(item, path.slice(2), replace)));
  }
  if (!isRecord(content)) return content;
  const [key, rest] = firstKey(content, path);
  if (key === undefined) return content;
  return { ...content, [key]: await replaceAlong(content[key], rest, replace) };
};

const hoisted = async (
  value: unknown,
  replace: (value: unknown) => Promise<unknown>,
): Promise<unknown> => {
  if (!isRecord(value) || !(HOIST in value)) return value;
  const { [HOIST]: pointer, ...rest } = value;
  const content = await replace(pointer);
  return isRecord(content) ? { ...rest, ...content } : value;
};

/** How Zapier writes a value into text: lists with commas, nothing for what is not there. */
export const asText = (value: unknown): string => {
  if (value === undefined || value === null) return '';
  if (Array.isArray(value)) return value.map(asText).join(',');
  if (isRecord(value)) {
    return Object.entries(value)
      .map(([key, content]) => `${key}: ${asText(content)}`)
      .join('\n');
  }
  return typeof value === 'string' ? value : JSON.stringify(value);
};

/**
 * Replaces the tokens of a text. A text that is one token and nothing else gives the value itself,
 * `undefined` when there is none.
 */
export const resolveText = (text: string, outputs: Outputs): unknown => {
  const [, step, path] = LONE_TOKEN.exec(text) ?? [];
  if (step !== undefined && path !== undefined) return follow(outputs[step], path);
  return text.replaceAll(TOKEN, (_token, stepId: string, fieldPath: string) =>
    asText(follow(outputs[stepId], fieldPath)),
  );
};
