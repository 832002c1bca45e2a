import { retryOnUnknownOutcome } from '../../ghl/client/idempotent-write.ts';
import { addTags, getContact } from '../../ghl/contacts.ts';
import { listTags } from '../../ghl/locations.ts';
import { heldTags } from '../../protiv/tag/record.ts';
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

/**
 * Adds those tags that the contact does not have yet; it keeps all others.
 *
 * @param value what the step's field holds
 * @returns the tags that the step names, those that the contact held before, those that were added, and
 *   all that it has now
 * @throws {InvalidInputError} when the step names none
 */
export const addMissingTags = async (
  run: Context,
  contactId: string,
  label: string,
  value: unknown,
) => {
  const { ghl } = run;
  const before = (await getContact(ghl, contactId)).tags ?? [];
  const wanted = await readTags(run, label, value, before);
  const held = heldTags(before);
  const added = wanted.filter((tag) => !held.has(tag));
  const tags =
    added.length > 0
      ? await retryOnUnknownOutcome(ghl, () => addTags(ghl, contactId, added))
      : before;
  return { wanted, held, added, tags };
};
