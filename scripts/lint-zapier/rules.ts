import type { Rule } from './app.ts';
import { fieldRules } from './style/fields.ts';
import { labelRules } from './style/labels.ts';
import { outputRules } from './style/outputs.ts';
import { textRules } from './style/texts.ts';
import { cardRules } from './zapier/card.ts';
import { compatibilityRules } from './zapier/compatibility.ts';
import { definitionRules } from './zapier/definition.ts';
import { serverSideRules } from './zapier/server-side.ts';
import { historyRules } from './zapier/history.ts';

/** Every check that Zapier lists, by number. */
export const zapierRules: readonly Rule[] = [
  ...serverSideRules,
  ...compatibilityRules,
  ...definitionRules,
  ...cardRules,
  ...historyRules,
].toSorted((a, b) => a.id.localeCompare(b.id));

/** What Zapier's style guide asks for beyond its checks, as far as a program can tell. */
export const styleRules: readonly Rule[] = [
  ...labelRules,
  ...textRules,
  ...fieldRules,
  ...outputRules,
];
