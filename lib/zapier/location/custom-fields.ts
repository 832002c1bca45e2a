import { GhlError } from '../../ghl/client/errors.ts';
import { readBack } from '../../ghl/client/idempotent-write.ts';
import { listCustomFields } from '../../ghl/locations.ts';
import type { CustomFieldModel, WireCustomField } from '../../ghl/schemas/custom-field.ts';
import { inputTargets, isCustomFieldInput } from '../../protiv/custom-field/inputs.ts';
import { indexCustomFields } from '../../protiv/custom-field/record.ts';
import type { CustomFields } from '../../protiv/custom-field/record.ts';
import { recall, remember } from '../platform/cache.ts';
import type { Context } from '../platform/run.ts';

/** What is known of a location's custom fields for an hour. */
interface Known {
  definitions: WireCustomField[];
  /**
   * Ids and input keys that the list did not have when it was read, although a row or a step named
   * them: what was deleted must not cost a request in each run.
   */
  missing: string[];
}

/** For ever, since other versions of the app read it too. */
const cacheName = (of: CustomFieldModel): string =>
  of === 'contact' ? 'customFields' : `customFields:${of}`;

const CACHE_TTL_S = 3600;

/** When so many are missing, those that come after wait until the hour is over. */
const MOST_MISSING = 1_000;

const NONE: CustomFields = new Map();

/**
 * Gives the location's custom fields as far as they are needed. Those of the last hour will do; an id
 * or an input key that is not among them renews the list, once for each in an hour.
 */
export type CustomFieldReader = (wanted: Iterable<string>) => Promise<CustomFields>;

/**
 * Reads the definitions of contacts, or of opportunities, for one run: none without the right to read them, and none when HighLevel
 * refuses the list, which the log says.
 *
 * @throws {GhlError} when the list may be readable later
 */
export const customFieldReader = (
  run: Context,
  of: CustomFieldModel = 'contact',
): CustomFieldReader => {
  if (!run.ghl.may('locations/customFields.readonly')) return () => Promise.resolve(NONE);
  let known: Known | undefined;
  let fields = NONE;
  /** Whether this run has asked HighLevel already, and whether it was answered. */
  let isAsked = false;
  let isRead = false;
  return async (wanted) => {
    if (known === undefined) {
      known = await recallKnown(run, of);
      if (known) fields = indexCustomFields(known.definitions, of);
    }
    const missing = [...new Set(wanted)].filter(notAmong(fields));
    if (known && !isNews(known, missing)) return fields;
    if (!isAsked) {
      isAsked = true;
      const definitions = await unlessRefused(run, () => listCustomFields(run.ghl, of));
      if (definitions) {
        fields = indexCustomFields(definitions, of);
        known = { definitions, missing: known?.missing ?? [] };
        isRead = true;
      }
    }
    if (known && isRead) {
      known = await keep(
        run,
        of,
        known.definitions,
        [...known.missing, ...missing].filter(notAmong(fields)),
      );
    }
    return fields;
  };
};

/** Whether the list lacks an id or an input key. */
const notAmong = (fields: CustomFields): ((name: string) => boolean) => {
  let targets: ReadonlyMap<string, unknown> | undefined;
  return (name) =>
    isCustomFieldInput(name) ? !(targets ??= inputTargets(fields)).has(name) : !fields.has(name);
};

const isNews = ({ missing: known }: Known, missing: readonly string[]): boolean =>
  known.length < MOST_MISSING && missing.some((name) => !known.includes(name));

/** The cache is shared with other versions of the app, so what it holds is looked at first. */
const recallKnown = async (run: Context, of: CustomFieldModel): Promise<Known | undefined> => {
  const known = await recall<Partial<Known>>(run, cacheName(of));
  const { definitions, missing } = known ?? {};
  return Array.isArray(definitions) && Array.isArray(missing)
    ? { definitions, missing }
    : undefined;
};

const keep = async (
  run: Context,
  of: CustomFieldModel,
  definitions: WireCustomField[],
  missing: readonly string[] = [],
): Promise<Known> => {
  const known = { definitions, missing: [...new Set(missing)].slice(0, MOST_MISSING) };
  await remember(run, cacheName(of), known, CACHE_TTL_S);
  return known;
};

/**
 * `undefined` when HighLevel itself refuses the list for good (403, 404, 422); rows go without. A redirect
 * comes from something in between, and says nothing of the list.
 */
const unlessRefused = async <T>(run: Context, read: () => Promise<T>): Promise<T | undefined> => {
  try {
    return await read();
  } catch (error) {
    const isRefused = error instanceof GhlError && error.kind === 'halted';
    // A redirect is trouble of an hour, and no word on what the connection may read.
    if (!isRefused || error.code === 'redirected') throw error;
    run.ghl.log('custom_fields.refused', { reason: error.code, status: error.details.status ?? 0 });
    return undefined;
  }
};

/**
 * `customFieldReader` for what a write has left: the write is done, so whatever keeps the list from
 * being read must not fail the step.
 */
export const customFieldReaderAfterWrite = (
  run: Context,
  of: CustomFieldModel = 'contact',
): CustomFieldReader => {
  const read = customFieldReader(run, of);
  // A second call asks HighLevel no more: it gives what was known before.
  return async (wanted) => (await readBack(run.ghl, () => read(wanted))) ?? read([]);
};

/** The custom fields that the inputs of a step name; none, and no request, when it names none. */
export const customFieldsNamed = async (
  run: Context,
  inputKeys: readonly string[],
  of: CustomFieldModel = 'contact',
): Promise<CustomFields> => (inputKeys.length === 0 ? NONE : customFieldReader(run, of)(inputKeys));

/**
 * The custom fields as they are now; every later run knows them too.
 *
 * @throws {GhlError} when they cannot be read
 */
export const freshCustomFields = async (
  run: Context,
  of: CustomFieldModel = 'contact',
): Promise<CustomFields> => {
  if (!run.ghl.may('locations/customFields.readonly')) return NONE;
  const definitions = await listCustomFields(run.ghl, of);
  const fields = indexCustomFields(definitions, of);
  const before = await recallKnown(run, of);
  await keep(run, of, definitions, before?.missing.filter(notAmong(fields)));
  return fields;
};

/** What the editor can show of the custom fields. */
export interface EditorCustomFields {
  fields: CustomFields;
  /** Why there are none; absent where they are as they should be. */
  trouble?: 'refused' | 'unreachable';
}

/**
 * The custom fields for a form, which opens also when they cannot be read: with those of the last
 * hour, or without.
 */
export const editorCustomFields = async (
  run: Context,
  of: CustomFieldModel = 'contact',
): Promise<EditorCustomFields> => {
  try {
    const fields = await unlessRefused(run, () => freshCustomFields(run, of));
    if (fields) return { fields };
    return await knownWith(run, of, 'refused');
  } catch (error) {
    if (!(error instanceof GhlError)) throw error;
    return knownWith(run, of, 'unreachable');
  }
};

const knownWith = async (
  run: Context,
  of: CustomFieldModel,
  trouble: NonNullable<EditorCustomFields['trouble']>,
): Promise<EditorCustomFields> => {
  const known = await recallKnown(run, of);
  return known ? { fields: indexCustomFields(known.definitions, of) } : { fields: NONE, trouble };
};
