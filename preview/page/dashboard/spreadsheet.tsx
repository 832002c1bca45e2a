import type { Chart } from '../../protocol.ts';
import { hrefOf, zapHref } from '../route.ts';
import { useShell } from '../shell.tsx';

/** Cells as spreadsheets take them from the clipboard. */
export const asCells = (rows: readonly (readonly (string | number)[])[]): string =>
  rows
    .map((row) => row.map((cell) => String(cell).replaceAll(/[\t\r\n]+/g, ' ')).join('\t'))
    .join('\n');

export const cellsOf = ({ series, points }: Chart): string =>
  asCells([['', ...series], ...points.map(({ label, values }) => [label, ...values])]);

interface Props {
  /** Which search of the app gives the numbers, and what is filled in. */
  search: { key: string; label: string };
  filledIn: string;
  /** Key of a template that does it. */
  template?: { key: string; title: string };
  /** What is copied, ready for a spreadsheet. */
  cells: string;
}

/** How the same numbers come into a spreadsheet. */
export const Spreadsheet = ({ search, filledIn, template, cells }: Props) => {
  const { announce, attempt } = useShell();
  const copy = (): void =>
    attempt(async () => {
      await navigator.clipboard.writeText(cells);
      announce('Copied. Paste it into a spreadsheet.');
    });
  return (
    <details class="spreadsheet">
      <summary>The same in a spreadsheet</summary>
      <ol>
        <li>
          Trigger: <b>Schedule by Zapier</b>, Every Day.
        </li>
        <li>
          Protiv: <a href={hrefOf({ kind: 'search', key: search.key })}>{search.label}</a>,{' '}
          {filledIn}.
        </li>
        <li>
          <b>Google Sheets</b>: Create Spreadsheet Row, with a column for each number. A chart in
          the sheet grows by itself.
        </li>
      </ol>
      {template && (
        <p>
          Ready to use: <a href={zapHref(template.key)}>{template.title}</a>
        </p>
      )}
      <button type="button" onClick={copy}>
        Copy these numbers
      </button>
    </details>
  );
};
