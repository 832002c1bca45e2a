import { describe, expect, it } from '@jest/globals';

import { columnsOf } from '../../zap-runner/definition.ts';
import { resolveFields, resolveForeignFields } from '../../zap-runner/fields.ts';

const KEPT = { cleanInputData: false, timezone: 'America/New_York' };

const outputs = {
  trigger: { name: 'Ada', score: 80, tags: ['a', 'b'], on: true, words: '70 points' },
};

const one = (type: string, value: string, extra: object = {}) =>
  resolveFields({ f: value }, [{ key: 'f', type, ...extra }], outputs, KEPT)['f'];

describe('a mapped field', () => {
  it.each([
    ['string', '{{trigger.score}}', '80'],
    ['string', '{{trigger.tags}}', 'a,b'],
    ['number', '{{trigger.score}}', 80],
    ['number', '{{trigger.words}}', 70],
    ['number', '-1.5', -1.5],
    ['number', 'no digits', 0],
    ['integer', '7.9', 7],
    ['boolean', '{{trigger.on}}', true],
    ['boolean', 'no', false],
    ['boolean', 'yes', true],
  ])('of type %s: %s', (type, value, expected) => {
    expect(one(type, value)).toBe(expected);
  });

  it('of type datetime is a moment on the clocks of the Zap’s owner', () => {
    expect(one('datetime', '2026-03-12T10:00:00Z')).toBe('2026-03-12T06:00:00-04:00');
    expect(one('datetime', 'tomorrow at 9am')).toMatch(/T09:00:00-0[45]:00$/);
    expect(one('datetime', '{{trigger.gone}}')).toBe('');
  });

  it('that takes a list gets one, whatever is mapped', () => {
    expect(one('string', '{{trigger.tags}}', { list: true })).toEqual(['a', 'b']);
    expect(one('string', 'hot lead', { list: true })).toEqual(['hot lead']);
    const fields = [{ key: 'f', list: true }];
    expect(resolveFields({ f: ['{{trigger.tags}}', 'c', ''] }, fields, outputs, KEPT)).toEqual({
      f: ['a', 'b', 'c'],
    });
  });

  it('that is a column of line items gives rows, with a gap where its column has one', () => {
    const fields = columnsOf([
      {
        key: 'rows',
        children: [{ key: 'title' }, { key: 'count', type: 'integer' }, { key: 'no' }],
      },
      { key: 'f' },
    ]);
    const mapped = { title: ['{{trigger.tags}}', '', 'c'], count: ['1', '2'], f: 'x' };
    expect(resolveFields(mapped, fields, outputs, KEPT)).toEqual({
      rows: [
        { title: 'a', count: 1 },
        { title: 'b', count: 2 },
        { title: '', count: '' },
        { title: 'c', count: '' },
      ],
      f: 'x',
    });
    expect(resolveFields({ f: 'x' }, fields, outputs, KEPT)).toEqual({ f: 'x' });
  });

  it('that comes out blank is sent blank, or left out when Zapier cleans the input', () => {
    const fields = [{ key: 'a' }, { key: 'b', list: true }, { key: 'c' }];
    const mapped = { a: '{{trigger.gone}}', b: '{{trigger.gone}}' };
    expect(resolveFields(mapped, fields, outputs, KEPT)).toEqual({ a: '', b: [] });
    expect(resolveFields(mapped, fields, outputs, { ...KEPT, cleanInputData: true })).toEqual({});
  });

  it('that is not mapped has its default', () => {
    const fields = [{ key: 'minutes', type: 'integer', default: '10' }];
    expect(resolveFields({}, fields, outputs, KEPT)).toEqual({ minutes: 10 });
  });

  it('of another app is text', () => {
    expect(
      resolveForeignFields({ Name: '{{trigger.name}}', Tags: '{{trigger.tags}}' }, outputs),
    ).toEqual({ Name: 'Ada', Tags: 'a,b' });
  });
});
