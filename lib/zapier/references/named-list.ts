import type { Ghl } from '../../ghl/client/client.ts';
import { GhlError } from '../../ghl/client/errors.ts';
import type { Scope } from '../../ghl/client/scopes.ts';
import type { Named } from '../../protiv/values/references.ts';
import { readAside } from '../platform/aside.ts';
import { LOCATION_TTL_S, recall, remember } from '../platform/cache.ts';
import type { Context } from '../platform/run.ts';

/** A kind of records that people know by name. */
export interface NamedKind {
  /** In a sentence: "no <one>". */
  one: string;
  /** In a sentence, and for ever the list's name in the cache where it has no other. */
  many: string;
  /** For ever the name in the cache of a list that several kinds share. */
  list?: string;
  /** Which records of a list that several kinds share are of this kind. */
  holds?: (record: Named) => boolean;
  /** What a sentence asks for: "give …". */
  give: string;
  scope: Scope;
  /** The list, page by page. */
  pages: (ghl: Ghl) => AsyncIterable<readonly Named[]>;
}

/** What is known of a list. */
export interface NamedList {
  records: Named[];
  /** Whether there may be more, which were not read. */
  isCut: boolean;
}

/** More are not kept: the cache is asked for all of them in each run that needs one. */
const MOST_RECORDS = 2_000;

/** A sub-account's own pages are of 100; those of one that sends fewer must not use up its allowance. */
const MOST_PAGES = 25;

const cacheName = ({ many, list = many }: NamedKind): string => `names:${list}`;

/** The list as it was within the last hour, if it was read. */
export const recallList = (run: Context, kind: NamedKind): Promise<NamedList | undefined> =>
  recall<NamedList>(run, cacheName(kind));

/**
 * The list as it is now; it is remembered for an hour.
 *
 * @throws {GhlError} when it cannot be read
 */
export const readList = async (run: Context, kind: NamedKind): Promise<NamedList> => {
  const list: NamedList = { records: [], isCut: false };
  let pages = 0;
  for await (const page of kind.pages(run.ghl)) {
    list.records.push(...page.slice(0, MOST_RECORDS - list.records.length));
    pages += 1;
    if (list.records.length === MOST_RECORDS || pages === MOST_PAGES) {
      list.isCut = true;
      break;
    }
  }
  await remember(run, cacheName(kind), list, LOCATION_TTL_S);
  return list;
};

/**
 * What a form offers of a kind: names by id, as they are now, without those who were deleted.
 *
 * @throws {GhlError} when the list cannot be read
 */
export const choicesOf =
  (kind: NamedKind) =>
  async (run: Context): Promise<Record<string, string>> => {
    const { records } = await readList(run, kind);
    const there = records.filter(({ isDeleted }) => isDeleted !== true);
    return Object.fromEntries(there.map(({ id, name }) => [id, name ?? id]));
  };

/** Seconds; a list that could not be read is left alone for so long. */
const UNREAD_TTL_S = 300;

/**
 * Names by id, for outputs. They are an extra: whatever goes wrong, there are none, the log says so,
 * and the step goes on.
 *
 * @param wanted ids that a name is wanted for, if the caller knows: without any, nothing is read
 */
export const namesOf =
  (kind: NamedKind) =>
  async (
    run: Context,
    wanted?: readonly (string | null | undefined)[],
  ): Promise<ReadonlyMap<string, string>> => {
    if (!run.ghl.may(kind.scope) || wanted?.every((id) => !id) === true) return new Map();
    const list = (await recallList(run, kind)) ?? (await readNamesAside(run, kind));
    return new Map(list.records.flatMap(({ id, name }) => (name ? [[id, name]] : [])));
  };

const readNamesAside = (run: Context, kind: NamedKind): Promise<NamedList> =>
  readAside(
    run,
    kind.many,
    (aside) => readList(aside, kind),
    async (error) => {
      const nothing: NamedList = { records: [], isCut: true };
      // What else fails says nothing of the list: the token may have expired, and is renewed.
      if (error instanceof GhlError) await remember(run, cacheName(kind), nothing, UNREAD_TTL_S);
      return nothing;
    },
  );
