import { listTags } from '../../ghl/locations.ts';
import { requiredTags } from '../../protiv/values/lists.ts';
import type { Context } from '../platform/run.ts';
import { choicesOf, namesOf } from '../references/named-list.ts';
import type { NamedKind } from '../references/named-list.ts';

const TAGS: NamedKind = {
  one: 'tag',
  many: 'tags',
  give: 'the name of one',
  scope: 'locations/tags.readonly',
  async *pages(ghl) {
    yield (await listTags(ghl)).flatMap(({ id, name }) => (name ? [{ id, name }] : []));
  },
};

const tagNames = namesOf(TAGS);

/** Tags as a form offers them: by name, which is what contact routes take. */
export const tagChoices = async (run: Context): Promise<Record<string, string>> => {
  const names = Object.values(await choicesOf(TAGS)(run));
  return Object.fromEntries(names.map((name) => [name, name]));
};

/** What may stand between two tags, or within one. */
const SEPARATOR = /[,;|\r\n]/;

/**
 * The tags of the sub-account, to tell a tag that holds a comma from two tags; none, and no request,
 * where the value holds no such sign. A list that cannot be read stops nothing.
 */
export const knownTags = async (run: Context, value: unknown): Promise<string[]> =>
  textsIn(value).some((words) => SEPARATOR.test(words)) ? [...(await tagNames(run)).values()] : [];

const textsIn = (value: unknown): string[] =>
  [value].flat(Infinity).filter((item) => typeof item === 'string');

/**
 * The tags that a step names, as HighLevel keeps them.
 *
 * @param held tags of the contact, which the sub-account's list may lack
 * @throws {InvalidInputError} when there is none
 */
export const readTags = async (
  run: Context,
  label: string,
  value: unknown,
  held: readonly string[] = [],
): Promise<string[]> => {
  return requiredTags(label, value, [...(await knownTags(run, value)), ...held]);
};
