import { operationsOf } from './app.ts';
import type { App } from './app.ts';

/**
 * What a public listing would lack that only people can bring: Zapier wants one run in a live Zap of each
 * operation that it lists.
 *
 * @param liveRuns the day of such a run, by the operation's name
 * @returns lines to print
 */
export const listingGaps = (app: App, liveRuns: Readonly<Record<string, string>>): string[] => {
  const operations = operationsOf(app);
  const visible = operations.filter(({ isHidden }) => !isHidden).map(({ name }) => name);
  const hidden = operations.filter(({ isHidden }) => isHidden).map(({ name }) => name);
  const names = new Set([...visible, ...hidden]);
  const missing = visible.filter((name) => !Object.hasOwn(liveRuns, name));
  const ready = hidden.filter((name) => Object.hasOwn(liveRuns, name));
  const unknown = Object.keys(liveRuns).filter((name) => !names.has(name));
  const listed = (title: string, found: readonly string[]): string[] =>
    found.length === 0 ? [] : [title, ...found.map((name) => `  ${name}`)];
  const lines = [
    ...listed(
      `${missing.length} of ${visible.length} visible operations have no live run noted in scripts/listing.ts:`,
      missing,
    ),
    ...listed('These have one, and need not be hidden any more:', ready),
    ...listed('These are noted there, and the app does not have them:', unknown),
  ];
  return lines.length > 0
    ? lines
    : [`Each of the ${visible.length} visible operations has a live run.`];
};
