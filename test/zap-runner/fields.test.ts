import { describe, expect, it } from '@jest/globals';

import { resolveFields, resolveForeignFields } from '../../zap-runner/fields.ts';

const outputs = {
  trigger: { name: 'Ada', score: 80, tags: ['a', 'b'], on: true, words: '70 points' },
};

const one = (type: string, value: string, extra: object = {}) =>
  resolveFields({ f: value }, [{ key: 'f', type, ...extra }], outputs, false)['f'];

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

  it('that takes a list gets one, whatever is mapped', () => {
    expect(one('string', '{{trigger.tags}}', { list: true })).toEqual(['a', 'b']);
    expect(one('string', 'hot lead', { list: true })).toEqual(['hot lead']);
    const fields = [{ key: 'f', list: true }];
    expect(resolveFields({ f: ['{{trigger.tags}}', 'c', ''] }, fields, outputs, false)).toEqual({
      f: ['a', 'b', 'c'],
    });
  });

  it('that comes out blank is sent blank, or left out when Zapier cleans the input', () => {
    const fields = [{ key: 'a' }, { key: 'b', list: true }, { key: 'c' }];
    const mapped = { a: '{{trigger.gone}}', b: '{{trigger.gone}}' };
    expect(resolveFields(mapped, fields, outputs, false)).toEqual({ a: '', b: [] });
    expect(resolveFields(mapped, fields, outputs, true)).toEqual({});
  });

  it('that is not mapped has its default', () => {
    const fields = [{ key: 'minutes', type: 'integer', default: '10' }];
    expect(resolveFields({}, fields, outputs, false)).toEqual({ minutes: 10 });
  });

  it('of another app is text', () => {
    expect(
      resolveForeignFields({ Name: '{{trigger.name}}', Tags: '{{trigger.tags}}' }, outputs),
    ).toEqual({ Name: 'Ada', Tags: 'a,b' });
  });
});
