/** One figure of the reliability report: what was tried, the table, and what did not hold. */
export interface Section {
  title: string;
  /** What was tried and how to read the table, in a few sentences of Markdown. */
  introduction: string;
  /** Heads of the columns. */
  columns: readonly string[];
  rows: readonly (readonly string[])[];
  /** What the table cannot say: reasons, definitions, known limits. */
  notes?: readonly string[];
  /** Each expectation that did not hold, in one sentence; empty when all did. */
  failures: readonly string[];
}

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');

const row = (cells: readonly string[]): string => `| ${cells.map(cell).join(' | ')} |`;

/** A section as Markdown, for the terminal and for the page alike. */
export const asMarkdown = ({
  title,
  introduction,
  columns,
  rows,
  notes = [],
  failures,
}: Section): string =>
  [
    `## ${title}`,
    introduction,
    [row(columns), row(columns.map(() => '---')), ...rows.map(row)].join('\n'),
    ...(notes.length > 0 ? [notes.map((note) => `- ${note}`).join('\n')] : []),
    failures.length === 0
      ? 'All of it held.'
      : `**Did not hold:**\n\n${failures.map((failure) => `- ${failure}`).join('\n')}`,
  ].join('\n\n');
