import type { Fields } from '../../../harness/app.ts';

/**
 * Sentences about records that did not fire as they had to.
 *
 * @param expected how often each id may fire; each has to at least once
 * @param isLast whether what fired is a record's last state, which has to be the last that fires
 */
export const complaintsAbout = (
  expected: ReadonlyMap<string, number>,
  fired: readonly Fields[],
  isLast: (record: Fields) => boolean = () => true,
): string[] => {
  const records = new Map<string, Fields[]>();
  for (const record of fired) {
    const id = String(record['id']);
    records.set(id, [...(records.get(id) ?? []), record]);
  }
  const count = (matches: (of: readonly Fields[], most: number) => boolean): number =>
    [...expected].filter(([id, most]) => matches(records.get(id) ?? [], most)).length;
  const lost = count((of) => of.length === 0);
  const doubled = count((of, most) => of.length > most);
  const stale = count((of) => of.slice(-1).some((record) => !isLast(record)));
  const strange = [...records.keys()].filter((id) => !expected.has(id)).length;
  return [
    ...(lost > 0 ? [`${lost} were lost`] : []),
    ...(doubled > 0 ? [`${doubled} fired too often`] : []),
    ...(stale > 0 ? [`${stale} did not fire for their last state`] : []),
    ...(strange > 0 ? [`${strange} fired that should not`] : []),
  ];
};
