import { describe, expect, it } from '@jest/globals';

import type { Condition } from '../../templates/template.ts';
import { judge } from '../../zap-runner/filter.ts';

const outputs = { trigger: { tags: ['Website Lead', 'vip'], score: 70, words: 'high' } };

const holds = (condition: Condition): boolean | undefined => judge([condition], outputs)[0]?.holds;

describe('a filter', () => {
  it.each<[Condition['rule'], string, string, boolean]>([
    ['(Text) Contains', '{{trigger.tags}}', 'website lead', true],
    ['(Text) Contains', '{{trigger.tags}}', 'customer', false],
    ['(Text) Does not contain', '{{trigger.tags}}', 'VIP', false],
    ['(Text) Does not contain', '{{trigger.gone}}', 'vip', true],
    ['(Text) Exactly matches', '{{trigger.words}}', 'high', true],
    ['(Text) Exactly matches', '{{trigger.words}}', 'High', false],
    ['(Number) Greater than', '{{trigger.score}}', '69', true],
    ['(Number) Greater than', '{{trigger.score}}', '70', false],
    ['(Number) Greater than', '{{trigger.gone}}', '-1', false],
    ['(Number) Greater than', '{{trigger.words}}', '0', false],
    ['(Number) Less than', '{{trigger.score}}', '71', true],
    ['(Number) Less than', '{{trigger.gone}}', '1', false],
  ])('%s: %s, %s', (rule, value, to, expected) => {
    if (rule === 'Exists' || rule === 'Does not exist') throw new Error('has no second value');
    expect(holds({ rule, value, to })).toBe(expected);
  });

  it('asks whether there is anything at all', () => {
    expect(holds({ rule: 'Exists', value: '{{trigger.score}}' })).toBe(true);
    expect(holds({ rule: 'Exists', value: '{{trigger.gone}}' })).toBe(false);
    expect(holds({ rule: 'Does not exist', value: '{{trigger.gone}}' })).toBe(true);
  });

  it('shows the value that it judged', () => {
    const [verdict] = judge([{ rule: 'Exists', value: '{{trigger.tags}}' }], outputs);
    expect(verdict?.actual).toBe('Website Lead,vip');
  });
});
