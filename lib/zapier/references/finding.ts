/** Searches for what people know by name: exactly first, then what can only be meant. */
import type { SkipPage } from '../../ghl/client/skip-pages.ts';
import { InvalidInputError } from '../../protiv/values/invalid-input.ts';
import { idsMeant } from '../../protiv/values/references.ts';
import type { Named } from '../../protiv/values/references.ts';
import { folded, requiredLine, shown } from '../../protiv/values/texts.ts';

/** The field that such a search has. */
export const nameField = (helpText: string) =>
  ({ key: 'name', label: 'Name', required: true, helpText }) as const;

/** How a record was found. */
export const matchedByOutput = { key: 'matchedBy', label: 'Matched By', type: 'string' } as const;

export interface Listed<Row> {
  rows: readonly Row[];
  /** Whether there may be more, which were not read. */
  isCut?: boolean;
}

/** So many pages of a hundred are read at most: more would use up what HighLevel allows in 10 s. */
const MOST_PAGES = 25;

/** The rows of a list that comes in pages. */
export const listed = async <Row>(pages: AsyncIterable<SkipPage<Row>>): Promise<Listed<Row>> => {
  const rows: Row[] = [];
  let read = 0;
  for await (const page of pages) {
    rows.push(...page.rows);
    read += 1;
    if (read === MOST_PAGES && page.next !== undefined) return { rows, isCut: true };
  }
  return { rows };
};

interface Found<Row> {
  row: Row;
  matchedBy: 'id' | 'name' | 'email' | 'similarName';
}

/**
 * The one record of a list that an id, a name or an e-mail address means: exactly, whatever the case;
 * else the only one whose name differs in accents and signs; else the only one in whose name each
 * word begins a word.
 *
 * @param many what the records are called in a sentence
 * @param namedOf how a row is called
 * @returns `undefined` where there is none
 * @throws {InvalidInputError} where several may be meant, with their names and ids; and where not all
 *   were read
 */
export const findNamed = <Row extends { id: string }>(
  many: string,
  value: unknown,
  { rows, isCut = false }: Listed<Row>,
  namedOf: (row: Row) => Named,
): Found<Row> | undefined => {
  const given = requiredLine('Name', value);
  const records = rows.map((row) => ({ ...namedOf(row), row })).filter(isThere);
  const ids = new Set(idsMeant(given, records));
  const exact = records.filter(({ id }) => ids.has(id));
  const [meant, ...others] = exact.length > 0 || isCut ? exact : similarTo(given, records);
  if (meant && others.length > 0) throw ambiguous(many, given, [meant, ...others]);
  if (meant)
    return { row: meant.row, matchedBy: exact.length > 0 ? how(given, meant) : 'similarName' };
  if (!isCut) return undefined;
  throw new InvalidInputError(
    `“Name” holds ${quoted(given)}, which is none of the first ${rows.length} ${many} of the connected sub-account. Protiv looks at no more: map the ID itself instead of searching for it.`,
  );
};

const isThere = ({ isDeleted }: Named): boolean => isDeleted !== true;

const how = (given: string, { id, email }: Named): 'id' | 'name' | 'email' => {
  if (given === id) return 'id';
  return email !== undefined && given.toLowerCase().includes(email.toLowerCase())
    ? 'email'
    : 'name';
};

const similarTo = <Record extends Named>(given: string, records: readonly Record[]): Record[] => {
  const words = folded(given);
  if (words === '') return [];
  const names = records.map((record) => ({ record, name: folded(record.name ?? '') }));
  const same = names.filter(({ name }) => name === words);
  const wanted = words.split(' ');
  const near = names.filter(({ name }) => {
    const held = name.split(' ');
    return wanted.every((word) => held.some((part) => part.startsWith(word)));
  });
  return (same.length > 0 ? same : near).map(({ record }) => record);
};

const MOST_NAMED = 5;

const ambiguous = (
  many: string,
  given: string,
  candidates: readonly Named[],
): InvalidInputError => {
  const named = candidates
    .slice(0, MOST_NAMED)
    .map(({ id, name = '' }) =>
      name === '' || name.includes('@') ? id : `“${shown(name)}” (${id})`,
    );
  const more = candidates.length - named.length;
  return new InvalidInputError(
    `“Name” holds ${quoted(given)}, which may mean ${candidates.length} ${many} of the connected sub-account: ${named.join(', ')}${more > 0 ? ` and ${more} more` : ''}. Give the whole name or the ID of one.`,
  );
};

const quoted = (given: string): string =>
  given.includes('@') ? 'an email address' : `“${shown(given)}”`;
