import type { App, Rule } from './app.ts';

export interface Report {
  lines: string[];
  findings: number;
}

/** One line for each rule, and under it one for each finding. */
export const reportOn = (app: App, rules: readonly Rule[]): Report => {
  const lines: string[] = [];
  let findings = 0;
  const width = Math.max(...rules.map(({ id }) => id.length));
  for (const { id, says, check } of rules) {
    const result = check(app);
    if (!Array.isArray(result)) {
      lines.push(`${id.padEnd(width)}  not decidable here  ${says}: ${result.why}`);
      continue;
    }
    findings += result.length;
    const verdict = result.length === 0 ? 'ok' : `${result.length} found`;
    lines.push(`${id.padEnd(width)}  ${verdict.padEnd(18)}  ${says}`);
    lines.push(...result.map(({ at, what }) => `${' '.repeat(width)}    ${at}: ${what}`));
  }
  return { lines, findings };
};
