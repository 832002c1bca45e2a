import type { Fields, TestApp } from '../../../harness/app.ts';
import { ENDLESS_FIXTURES, PAGES_OF_FIXTURES } from '../../../harness/lab/fixtures.ts';
import { factsOf } from '../../../harness/facts.ts';
import type { Amounts } from '../../../harness/lab/fixtures.ts';
import { readsNamesOnly } from '../../../harness/names.ts';
import type { Lab } from '../../../harness/lab/lab.ts';
import type { TriedOperation } from '../../../harness/lab/tried-operations.ts';
import { parseJson } from '../../../lib/ghl/client/json.ts';
import type { Fault, RecordedRequest } from '../../../sandbox/index.ts';
import { failureFrom } from '../../../zap-runner/failure.ts';
import { isRecord } from '../../../zap-runner/records.ts';
import { cleanRun } from './clean-run.ts';
import type { CleanRun, Place } from './clean-run.ts';
import type { Verdict } from './columns.ts';
import { LONGEST_MS, runTrial } from './trial.ts';
import type { CellResults, Thoroughness, Trial, TrialResult } from './trial.ts';

/** What can be wrong with lists that come in pages. */
export interface PagingColumn {
  head: string;
  meaning: string;
  fault: Fault;
  /** Why it does not apply where no answer says itself that there is more. */
  withoutCursor?: string;
  /** Whether it can pass by itself: the first page again, but once. */
  canPass: boolean;
}

export const PAGING_COLUMNS: readonly PagingColumn[] = [
  {
    head: 'repeats',
    meaning: 'a page that repeats: once, and whatever is asked for',
    fault: { kind: 'repeatPage' },
    canPass: true,
  },
  {
    head: 'endless',
    meaning: 'a cursor that never ends: each page is full, of records that nobody has seen',
    fault: { kind: 'endlessPages' },
    canPass: false,
    withoutCursor: 'one stretch of days is asked for after the other, and no answer leads on',
  },
];

/** A dropdown that comes in pages, and where it reads them. */
interface PagedDropdown {
  key: string;
  method: string;
  path: string;
  /** What its first page offers when nothing goes wrong. */
  offered: readonly unknown[];
}

/** Where an operation reads a list page by page; `dropdowns` where only its fields do. */
export type PagedPart =
  | {
      kind: 'perform';
      input: Fields;
      clean: CleanRun;
      route: Place;
      /** Whether an answer says itself that there is more; else the next stretch of a range is asked for. */
      leadsOn: boolean;
    }
  | { kind: 'dropdowns'; input: Fields; dropdowns: PagedDropdown[] };

const holdsList = ({ responseBody }: RecordedRequest): boolean =>
  isRecord(responseBody) && Object.values(responseBody).some(Array.isArray);

/** The free slots of days are lists in an object each. */
const holdsDays = ({ responseBody }: RecordedRequest): boolean =>
  isRecord(responseBody) &&
  Object.values(responseBody).some((day) => isRecord(day) && Array.isArray(day['slots']));

/** The route that is read again with another cursor, or another stretch of a range. */
const pagedRoute = ({
  requests,
  places,
}: CleanRun): { route: Place; leadsOn: boolean } | undefined => {
  const further = requests.findIndex(
    (request, index) =>
      !readsNamesOnly(request) &&
      (holdsList(request) || holdsDays(request)) &&
      requests
        .slice(0, index)
        .some(({ method, path }) => method === request.method && path === request.path),
  );
  const [route, request] = [places[further], requests[further]];
  return route && request && { route, leadsOn: holdsList(request) };
};

/** How many pages somebody looks at who presses "load more". */
const PAGES_LOADED = 4;

/** The lists of an operation's fields; a hydrator has none. */
const listsOf = (
  lab: Lab,
  { registry, key, name }: TriedOperation,
): Pick<PagedDropdown, 'key' | 'method'>[] =>
  registry === 'hydrators'
    ? []
    : (lab.definition[registry]?.[key]?.operation.inputFields ?? []).flatMap((field, index) =>
        typeof field === 'object' && isRecord(field.choices) && 'perform' in field.choices
          ? [{ key: field.key, method: `${name}.operation.inputFields.${index}.choices.perform` }]
          : [],
      );

interface DropdownPage {
  ids: unknown[];
  token: string | undefined;
}

const openPage = async (
  app: TestApp,
  method: string,
  input: Fields,
  token: string | undefined,
): Promise<DropdownPage> => {
  const moment = { isFillingDynamicDropdown: true, ...(token && { paging_token: token }) };
  const answer = await app.call(method, input, moment);
  const { results = [], paging_token: next } = Object(answer);
  return {
    ids: Array.isArray(results) ? results.map((choice: unknown) => Object(choice).id) : [],
    token: typeof next === 'string' ? next : undefined,
  };
};

const readsNoPages = ({ registry, key }: TriedOperation): boolean =>
  registry !== 'hydrators' && factsOf(key).readsNoPages === true;

/** Looks which part of an operation reads pages; nothing when none does. */
export const pagedPartOf = async (
  lab: Lab,
  operation: TriedOperation,
): Promise<PagedPart | undefined> => {
  for (const { fields: input } of operation.inputs) {
    const clean = await cleanRun(lab, operation, input, PAGES_OF_FIXTURES);
    const paged = readsNoPages(operation) ? undefined : pagedRoute(clean);
    if (paged) return { kind: 'perform', input, clean, ...paged };
  }
  const input = operation.inputs[0]?.fields ?? {};
  const dropdowns: PagedDropdown[] = [];
  for (const list of listsOf(lab, operation)) {
    const app = lab.reset(PAGES_OF_FIXTURES);
    const { ids: offered, token } = await openPage(app, list.method, input, undefined);
    const path = lab.sandbox.requests.at(-1)?.path;
    if (token !== undefined && path !== undefined) dropdowns.push({ ...list, path, offered });
  }
  return dropdowns.length > 0 ? { kind: 'dropdowns', input, dropdowns } : undefined;
};

/** Every `id` in a value, wherever it is. */
const idsOf = (value: unknown): string[] => {
  if (Array.isArray(value)) return value.flatMap(idsOf);
  if (!isRecord(value)) return [];
  const { id } = value;
  return [...(typeof id === 'string' ? [id] : []), ...Object.values(value).flatMap(idsOf)];
};

/** How many records the log says are left out, since so long a list may not have been primed to its end. */
const leftOutIn = (log: readonly string[]): number =>
  log.reduce((sum, line) => {
    const { reason, leftOut } = Object(parseJson(line));
    return reason === 'not primed' ? sum + Number(leftOut) : sum;
  }, 0);

/**
 * With a list that never ends, what is really there has to be among what comes, or the log has to say
 * that it is left out; and nothing comes twice.
 */
const endlessProblem = (
  clean: CleanRun,
  result: unknown,
  log: readonly string[],
): string | undefined => {
  const given = idsOf(result);
  const known = new Set(given);
  const missing = new Set(idsOf(JSON.parse(clean.result)).filter((id) => !known.has(id)));
  if (missing.size > leftOutIn(log)) return `${missing.size} records are missing`;
  return known.size < given.length ? 'records came twice' : undefined;
};

/** Strikes the part of an operation that reads pages. */
export const runPagingTrials = async (
  lab: Lab,
  operation: TriedOperation,
  part: PagedPart,
  column: PagingColumn,
  thoroughness: Thoroughness,
): Promise<CellResults> => {
  if (part.kind === 'dropdowns') {
    const opened: TrialResult[] = [];
    const dropdowns = thoroughness === 'all' ? part.dropdowns : part.dropdowns.slice(0, 1);
    for (const dropdown of dropdowns) {
      opened.push(await runDropdownTrial(lab, operation, part.input, dropdown, column));
    }
    return { once: [], lasting: opened };
  }
  const { input, clean, route } = part;
  const match = { method: route.method, path: route.path };
  const where = `at ${route.method} ${route.path}`;
  const lasting = (amounts: Amounts, held: CleanRun): Trial => ({
    operation,
    input,
    clean: held,
    amounts,
    fault: { ...column.fault, match },
    where,
    allowed: ['throttled'],
  });
  if (column.canPass) {
    const always = {
      ...lasting(PAGES_OF_FIXTURES, clean),
      accepts: (result: unknown): string | undefined => partProblem(clean, result),
    };
    // The first answer is the one to be repeated, the second one is the repetition.
    const passing = {
      ...lasting(PAGES_OF_FIXTURES, clean),
      fault: { ...always.fault, times: 2 },
      where: `once ${where}`,
      allowed: [],
    };
    return { once: [await runTrial(lab, passing)], lasting: [await runTrial(lab, always)] };
  }
  const worlds =
    thoroughness === 'all' ? [PAGES_OF_FIXTURES, ENDLESS_FIXTURES] : [PAGES_OF_FIXTURES];
  const results: TrialResult[] = [];
  for (const amounts of worlds) {
    const held =
      amounts === PAGES_OF_FIXTURES ? clean : await cleanRun(lab, operation, input, amounts);
    const accepts: Trial['accepts'] = (result, log) => endlessProblem(held, result, log);
    results.push(await runTrial(lab, { ...lasting(amounts, held), accepts }));
  }
  return { once: [], lasting: results };
};

/** What was read before the trouble began is never thrown away, and nothing else may be given. */
const partProblem = ({ result: whole }: CleanRun, given: unknown): string | undefined => {
  const records: readonly unknown[] = Array.isArray(given) ? given : [];
  const strange = records.filter((record) => {
    if (!isRecord(record)) return true;
    const isPart = record['complete'] === false || record['allTasksRead'] === false;
    return !isPart && !whole.includes(String(record['id']));
  });
  return records.length > 0 && strange.length === 0
    ? undefined
    : `it gave ${strange.length} strange records among ${records.length}`;
};

/** Opens a dropdown and asks for more and more of it. */
const runDropdownTrial = async (
  lab: Lab,
  operation: TriedOperation,
  input: Fields,
  { key, method, path, offered }: PagedDropdown,
  { fault, head }: PagingColumn,
): Promise<TrialResult> => {
  const app = lab.reset(PAGES_OF_FIXTURES);
  const before = lab.state();
  lab.sandbox.addFault({ ...fault, match: { path: `^${path}$` } });
  const problems: string[] = [];
  let verdict: Verdict = 'ok';
  let took = 0;
  let pages = 0;
  let token: string | undefined;
  do {
    const start = lab.clock.now();
    try {
      const page = await openPage(app, method, input, token);
      const options = new Set(page.ids);
      if (options.size < page.ids.length) problems.push('a page has an option twice');
      if (pages === 0 && !offered.every((id) => options.has(id))) {
        problems.push('options are missing');
      }
      ({ token } = page);
    } catch (error) {
      const failure = failureFrom(error);
      verdict = failure.kind;
      token = undefined;
      problems.push(`it came to ${failure.kind}: ${failure.message}`);
    }
    took = Math.max(took, lab.clock.now() - start);
    pages += 1;
  } while (token !== undefined && pages < PAGES_LOADED);
  if (lab.sandbox.requests.length !== pages) {
    problems.push(`${pages} pages took ${lab.sandbox.requests.length} requests`);
  }
  if (lab.sandbox.faultsInjected < 2) problems.push('the fault never struck');
  if (took > LONGEST_MS) problems.push(`a page took ${took} ms`);
  if (lab.state() !== before) problems.push('opening a list changed something');
  return {
    verdict,
    took,
    problems: problems.map((problem) => `${operation.name}, list of ${key}, ${head}: ${problem}.`),
  };
};
