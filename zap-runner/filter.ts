import type { Condition } from '../templates/template.ts';
import { asText, resolveText } from './tokens.ts';
import type { Outputs } from './tokens.ts';

/** How one condition of a Filter step came out. */
export interface Verdict {
  condition: Condition;
  /** The mapped value, as text. */
  actual: string;
  holds: boolean;
}

type Rule = Condition['rule'];

const lower = (text: string): string => text.toLowerCase();

/** "Contains" ignores case and "Exactly matches" does not (Zapier's help page on filter rules). */
const RULES: Readonly<Record<Rule, (actual: string, to: string) => boolean>> = {
  '(Text) Contains': (actual, to) => lower(actual).includes(lower(to)),
  '(Text) Does not contain': (actual, to) => !lower(actual).includes(lower(to)),
  '(Text) Exactly matches': (actual, to) => actual === to,
  '(Number) Greater than': (actual, to) => actual !== '' && Number(actual) > Number(to),
  '(Number) Less than': (actual, to) => actual !== '' && Number(actual) < Number(to),
  Exists: (actual) => actual !== '',
  'Does not exist': (actual) => actual === '',
};

/** Judges each condition; the Zap goes on when all of them hold. */
export const judge = (conditions: readonly Condition[], outputs: Outputs): Verdict[] =>
  conditions.map((condition) => {
    const actual = asText(resolveText(condition.value, outputs));
    const to = 'to' in condition ? condition.to : '';
    return { condition, actual, holds: RULES[condition.rule](actual, to) };
  });
