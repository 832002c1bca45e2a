import { factsFile } from '../../../harness/facts-file.ts';
import { factsOf } from '../../../harness/facts.ts';
import type { Lab } from '../../../harness/lab/lab.ts';
import type { TriedInput, TriedOperation } from '../../../harness/lab/tried-operations.ts';
import { cleanRun } from './clean-run.ts';
import type { CleanRun } from './clean-run.ts';
import { columnsOf } from './columns.ts';
import type { Column, Verdict } from './columns.ts';
import { allFaults, decisiveFault } from './fault-injection.ts';
import { PAGING_COLUMNS, pagedPartOf, runPagingTrials } from './pages.ts';
import { runTrial } from './trial.ts';
import type { CellResults, Thoroughness } from './trial.ts';

/** What came of one kind of trouble with one operation. */
export interface TriedCell {
  once: ReadonlySet<Verdict>;
  lasting: ReadonlySet<Verdict>;
  /** Whether it was the dropdowns of the operation's fields that were struck. */
  ofDropdowns: boolean;
  trials: number;
  problems: readonly string[];
}

/** A cell to which its column does not apply, and why. */
interface SkippedCell {
  reason: string;
}

export type Cell = TriedCell | SkippedCell;

export const isTried = (cell: Cell): cell is TriedCell => 'trials' in cell;

export interface Row {
  operation: TriedOperation;
  /** By the head of the column; a short run leaves some out. */
  cells: ReadonlyMap<string, Cell>;
  /** The longest run, in milliseconds of its own clock. */
  longest: number;
  /** What makes its trials prove little, in sentences. */
  weaknesses: readonly string[];
}

export interface Selection {
  thoroughness: Thoroughness;
  /** Which operations; all by default. */
  operations?: (name: string) => boolean;
}

const NO_PAGES = 'no list is read in pages, neither by the operation nor by its fields';

const cellOf = ({ once, lasting }: CellResults, ofDropdowns: boolean): TriedCell => ({
  once: new Set(once.map(({ verdict }) => verdict)),
  lasting: new Set(lasting.map(({ verdict }) => verdict)),
  ofDropdowns,
  trials: once.length + lasting.length,
  problems: [...once, ...lasting].flatMap(({ problems }) => problems),
});

/** A short run meets each operation with every so manyth kind of trouble, more often where it could write twice. */
const SHORT_RUN_STEP = 4;
const SHORT_RUN_STEP_OF_WRITES = 2;

/** Whether a cell is tried: in a short run some of each row and of each column. */
const isChosen = (
  { thoroughness }: Selection,
  cell: { turn: number; column: number; couldWriteTwice: boolean },
): boolean =>
  thoroughness !== 'short' ||
  (cell.turn + cell.column) % (cell.couldWriteTwice ? SHORT_RUN_STEP_OF_WRITES : SHORT_RUN_STEP) ===
    0;

/** Runs the matrix: every operation of the app with every kind of trouble. */
export const runMatrix = async (lab: Lab, selection: Selection): Promise<Row[]> => {
  const { operations = () => true } = selection;
  const tried = lab.operations().filter(({ name }) => operations(name));
  const rows: Row[] = [];
  for (const [turn, operation] of tried.entries()) {
    rows.push(await runRow(lab, operation, selection, turn));
  }
  return rows;
};

const runRow = async (
  lab: Lab,
  operation: TriedOperation,
  selection: Selection,
  turn: number,
): Promise<Row> => {
  const { thoroughness } = selection;
  const couldWriteTwice = operation.registry === 'creates';
  const cells = new Map<string, Cell>();
  let longest = 0;
  const keep = (head: string, results: CellResults, ofDropdowns: boolean): void => {
    cells.set(head, cellOf(results, ofDropdowns));
    longest = Math.max(longest, ...[...results.once, ...results.lasting].map(({ took }) => took));
  };

  const inputs = thoroughness === 'all' ? operation.inputs : operation.inputs.slice(0, 1);
  const tries: { input: TriedInput; clean: CleanRun }[] = [];
  for (const input of inputs) {
    tries.push({ input, clean: await cleanRun(lab, operation, input.fields) });
  }
  for (const [index, column] of columnsOf(lab.foreignUrl).entries()) {
    if (!isChosen(selection, { turn, column: index, couldWriteTwice })) continue;
    const results: CellResults = { once: [], lasting: [] };
    for (const { input, clean } of tries) {
      const strikes =
        thoroughness === 'all' ? allFaults(column, clean) : decisiveFault(column, clean, turn);
      const isAtMostOnce = isOnceOnly(operation);
      const late: Verdict[] = [
        ...(input.isFoundLate ? (['throttled'] as const) : []),
        ...(isAtMostOnce ? (['halted'] as const) : []),
      ];
      for (const { fault, where, lasts, isAfterWrites, mayCostNames } of strikes) {
        const result = await runTrial(lab, {
          operation,
          input: input.fields,
          clean,
          fault,
          where,
          allowed: [...(lasts ? column.lasting : column.once), ...late],
          mayBePartial: isAfterWrites,
          mayCostNames,
          isAtMostOnce,
        });
        results[lasts ? 'lasting' : 'once'].push(result);
      }
    }
    keep(column.head, results, false);
  }

  const paging = PAGING_COLUMNS.filter((_column, index) =>
    isChosen(selection, { turn, column: index, couldWriteTwice: false }),
  );
  const part = paging.length > 0 ? await pagedPartOf(lab, operation) : undefined;
  for (const column of paging) {
    if (!part) {
      cells.set(column.head, { reason: NO_PAGES });
      continue;
    }
    if (column.withoutCursor && part.kind === 'perform' && !part.leadsOn) {
      cells.set(column.head, { reason: column.withoutCursor });
      continue;
    }
    const results = await runPagingTrials(lab, operation, part, column, thoroughness);
    keep(column.head, results, part.kind === 'dropdowns');
  }
  return { operation, cells, longest, weaknesses: weaknessesOf(operation, tries, cells) };
};

/** Whether it would rather do nothing than the same twice. */
const isOnceOnly = ({ registry, key }: TriedOperation): boolean =>
  registry === 'creates' && factsOf(key).isAtMostOnce === true;

const weaknessesOf = (
  { key, name }: TriedOperation,
  tries: readonly { input: TriedInput; clean: CleanRun }[],
  cells: ReadonlyMap<string, Cell>,
): string[] => [
  ...tries
    .filter(({ clean }) => clean.found === 0)
    .map(
      ({ input }) =>
        `${factsFile(key)}: ${name} finds nothing with ${JSON.stringify(input.fields)}.`,
    ),
  ...[...cells]
    .filter(([, cell]) => isTried(cell) && cell.trials === 0)
    .map(([head]) => `${name} was never struck by “${head}”.`),
];

/** Heads and meanings of all columns, in the order of the table. */
export const headsOf = (lab: Lab): Pick<Column, 'head' | 'meaning'>[] => [
  ...columnsOf(lab.foreignUrl),
  ...PAGING_COLUMNS,
];
