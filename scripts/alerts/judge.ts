import type { LogLine } from './lines.ts';
import { RULES } from './rules.ts';
import type { Rule } from './rules.ts';

/** A rule that was broken, and by whom. */
export interface Alert {
  rule: Rule;
  /** The lines of the worst stretch. */
  lines: readonly LogLine[];
  /** The sub-accounts in them. */
  locationIds: readonly string[];
}

/** What of these lines is worth an alert, in the order of the rules. */
export const judge = (lines: readonly LogLine[], rules: readonly Rule[] = RULES): Alert[] =>
  rules.flatMap((rule) => {
    const counted = lines.filter(
      (line) => line.code === rule.code && (rule.counts?.(line) ?? true),
    );
    const groups = rule.of === 'a connection' ? byConnection(counted) : [counted];
    return groups.flatMap((group) => {
      const worst = worstStretch(group, rule);
      const locationIds = [...new Set(worst.map(({ locationId }) => locationId))];
      const found = rule.of === 'connections' ? locationIds.length : worst.length;
      return found >= rule.least ? [{ rule, lines: worst, locationIds }] : [];
    });
  });

const byConnection = (lines: readonly LogLine[]): LogLine[][] =>
  [...new Set(lines.map(({ locationId }) => locationId))].map((id) =>
    lines.filter(({ locationId }) => locationId === id),
  );

/** The stretch of the rule's length with the most in it. A line without a time counts as of now. */
const worstStretch = (lines: readonly LogLine[], rule: Rule): LogLine[] => {
  const now = Date.now();
  const at = (line: LogLine): number => line.at ?? now;
  const sorted = lines.toSorted((a, b) => at(a) - at(b));
  const weight = (stretch: readonly LogLine[]): number =>
    rule.of === 'connections'
      ? new Set(stretch.map(({ locationId }) => locationId)).size
      : stretch.length;
  let worst: LogLine[] = [];
  for (const [index, first] of sorted.entries()) {
    const stretch = sorted.slice(index).filter((line) => at(line) - at(first) <= rule.withinMs);
    if (weight(stretch) > weight(worst)) worst = stretch;
  }
  return worst;
};

/** An alert as a line that a person understands. */
export const inWords = ({ rule, lines, locationIds }: Alert): string => {
  const whose = locationIds.map((id) => id || 'unknown').join(', ');
  const times = lines.flatMap(({ at }) => at ?? []);
  const when =
    times.length === 0 ? '' : `, ${iso(Math.min(...times))} to ${iso(Math.max(...times))}`;
  const what = [...new Set(lines.flatMap(({ details }) => named(details)))].join(', ');
  return `ALERT ${rule.code} × ${lines.length} (sub-account ${whose}${when}): ${rule.says}${what && ` [${what}]`}`;
};

const iso = (moment: number): string => new Date(moment).toISOString();

/** Details that tell one problem from another. */
const named = ({ fields, scope, reason, to }: LogLine['details']): string[] =>
  [fields, scope, reason, to].flat().filter((detail) => typeof detail === 'string');
