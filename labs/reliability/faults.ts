import { Lab } from '../../harness/lab/lab.ts';
import type { Verdict } from './faults/columns.ts';
import { headsOf, isTried, runMatrix } from './faults/matrix.ts';
import type { Cell, Row, Selection } from './faults/matrix.ts';
import { secretsSection } from './secrets.ts';
import type { Section } from './section.ts';

/** The word for each outcome; the introduction explains them. */
const WORD: Readonly<Record<Verdict, string>> = {
  ok: 'ok',
  throttled: 'later',
  refresh: 'renew',
  reconnect: 'connect',
  halted: 'stop',
  error: 'error',
};

/** At most one cell in so many may say that a fault does not apply. */
const CELLS_FOR_ONE_SKIPPED = 20;

const wordsOf = (verdicts: ReadonlySet<Verdict>): string =>
  Object.entries(WORD)
    .flatMap(([verdict, word]) => ([...verdicts].some((held) => held === verdict) ? [word] : []))
    .join('/');

const textOf = (cell: Cell | undefined): string => {
  if (cell === undefined) return '';
  if (!isTried(cell)) return '–';
  if (cell.problems.length > 0) return '✗';
  const words = [...new Set([wordsOf(cell.once), wordsOf(cell.lasting)])].filter(Boolean);
  return words.join(', ') + (cell.ofDropdowns ? ' °' : '');
};

const tooManySkipped = (cells: readonly Cell[]): string[] => {
  const skipped = cells.filter((cell) => !isTried(cell)).length;
  return skipped * CELLS_FOR_ONE_SKIPPED > cells.length
    ? [`“Does not apply” in ${skipped} of ${cells.length} cells; at most one in 20 may be.`]
    : [];
};

const skippedNotes = (rows: readonly Row[]): string[] => {
  const reasons = new Map<string, string[]>();
  for (const { operation, cells } of rows) {
    for (const cell of cells.values()) {
      if (isTried(cell)) continue;
      reasons.set(cell.reason, [
        ...new Set([...(reasons.get(cell.reason) ?? []), operation.label]),
      ]);
    }
  }
  return [...reasons].map(
    ([reason, labels]) => `“–”, does not apply: ${reason} (${labels.join(', ')}).`,
  );
};

/**
 * What the matrix shows.
 *
 * @param app the app's definition, or another one to try the matrix on
 */
export const faultSections = async (
  selection: Selection = { thoroughness: 'all' },
  app?: Parameters<typeof Lab.open>[0],
): Promise<readonly Section[]> => {
  const lab = await Lab.open(app);
  try {
    const rows = await runMatrix(lab, selection);
    const heads = headsOf(lab);
    const cells = rows.flatMap((row) => [...row.cells.values()]);
    const tried = cells.filter(isTried);
    const trials = tried.reduce((sum, cell) => sum + cell.trials, 0);
    const longest = Math.ceil(Math.max(...rows.map((row) => row.longest)) / 1000);
    return [
      {
        title: 'Faults',
        introduction: `Each operation meets each kind of trouble: ${trials} runs. A fault strikes at each request that the operation sends, once and from then on, and at a write also at every try while reads go well. After each run the sandbox holds exactly what a clean run leaves, or what its part before the fault leaves; a run that failed is then repeated, as Zapier does, and ends with what one clean run leaves. No run took more than ${longest} s of its own clock.

A cell says what came of a fault that struck once, and, where that differs, of one that lasted: **ok**, the right result; **later**, Zapier is told to try again and when; **renew**, Zapier renews the token and runs the step again; **stop**, the run stops with a sentence that says why. Where a slash stands, it depends on the request that was struck.`,
        columns: ['', ...heads.map(({ head }) => head)],
        rows: rows.map(({ operation, cells: held }) => [
          operation.label,
          ...heads.map(({ head }) => textOf(held.get(head))),
        ]),
        notes: [
          ...heads.map(({ head, meaning }) => `**${head}**: ${meaning}.`),
          '“°”: the operation itself reads no list in pages, so the dropdowns of its fields were tried.',
          ...skippedNotes(rows),
          'Where a write was done and only reading it back fails, the step shows what it sent; “ok” covers that.',
          'A write that got no answer and an outage of more than ten minutes right after it: the repeat is then no longer taken for one. _Ignore Repeats Within_ can be raised to a day.',
        ],
        failures: [
          ...rows.flatMap(({ weaknesses }) => weaknesses),
          ...tried.flatMap(({ problems }) => problems),
          ...tooManySkipped(cells),
        ],
      },
      await secretsSection(lab, { withZip: selection.thoroughness === 'all' }),
    ];
  } finally {
    await lab.close();
  }
};
