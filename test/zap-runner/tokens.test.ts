import { describe, expect, it } from '@jest/globals';

import { asText, follow, replaceAlong, resolveText, tokensIn } from '../../zap-runner/tokens.ts';

const outputs = {
  trigger: {
    id: 'c1',
    tags: ['one', 'two'],
    customFields: { lead_score: 80, odd__key: 'found', empty: null },
    details: { tasks: [{ title: 'Call' }, { title: 'Write' }, { status: 'open' }] },
    note: 'Dear {{trigger.id}}',
  },
};

describe('a token', () => {
  it.each([
    ['a field', '{{trigger.id}}', 'c1'],
    ['a field of an object', '{{trigger.customFields__lead_score}}', 80],
    ['a field whose key holds the separator', '{{trigger.customFields__odd__key}}', 'found'],
    ['a list', '{{trigger.tags}}', ['one', 'two']],
    ['a field of each item', '{{trigger.details__tasks[]title}}', ['Call', 'Write']],
    ['a field that is not there', '{{trigger.customFields__budget}}', undefined],
    ['a step that is not there', '{{search.id}}', undefined],
    ['what every object inherits', '{{trigger.constructor}}', undefined],
  ])('alone in a text gives the value: %s', (_name, text, value) => {
    expect(resolveText(text, outputs)).toEqual(value);
  });

  it.each([
    ['words and a number', 'Score {{trigger.customFields__lead_score}}!', 'Score 80!'],
    ['a list with commas', 'Tags: {{trigger.tags}}', 'Tags: one,two'],
    ['two tokens', '{{trigger.id}}/{{trigger.id}}', 'c1/c1'],
    ['nothing for nothing', '[{{trigger.customFields__empty}}{{trigger.gone}}]', '[]'],
  ])('amid other words is written as text: %s', (_name, text, expected) => {
    expect(resolveText(text, outputs)).toBe(expected);
  });

  it('that stands in a record is the user’s text and stays as it is', () => {
    expect(resolveText('{{trigger.note}}', outputs)).toBe('Dear {{trigger.id}}');
    expect(resolveText('Note: {{trigger.note}}', outputs)).toBe('Note: Dear {{trigger.id}}');
  });

  it('is found in a text with its step and path', () => {
    expect(tokensIn('Hi {{trigger.name}}, {{find.customFields__a}}')).toEqual([
      { step: 'trigger', path: 'name' },
      { step: 'find', path: 'customFields__a' },
    ]);
  });
});

describe('a path', () => {
  it('through a list needs the brackets, and brackets need a list', () => {
    expect(follow(outputs.trigger, 'details__tasks__title')).toBeUndefined();
    expect(follow(outputs.trigger, 'id[]')).toBeUndefined();
  });

  it('can be walked with each value on it replaced, the rest untouched', async () => {
    const seen: unknown[] = [];
    const replaced = await replaceAlong(
      { a: 'pointer', b: 'pointer' },
      'a__list[]x',
      async (value) => {
        seen.push(value);
        return value === 'pointer' ? { list: [{ x: 1 }, { x: 2 }] } : value;
      },
    );
    expect(replaced).toEqual({ a: { list: [{ x: 1 }, { x: 2 }] }, b: 'pointer' });
    expect(seen).toContain('pointer');
    expect(seen).toContain(2);
  });
});

describe('text', () => {
  it('shows an object as lines and a truth value as a word', () => {
    expect(asText({ a: 1, b: ['x', 'y'] })).toBe('a: 1\nb: x,y');
    expect(asText(false)).toBe('false');
  });

  it('finds what a pointer under $HOIST$ brings in the record itself', async () => {
    const fetched = { city: 'Salem', customFields: { score: 80 } };
    const record = { id: 'c1', $HOIST$: 'pointer' };
    const replaced = await replaceAlong(record, 'customFields__score', (value) =>
      Promise.resolve(value === 'pointer' ? fetched : value),
    );
    expect(replaced).toEqual({ id: 'c1', ...fetched });
    expect(follow(replaced, 'customFields__score')).toBe(80);
  });

  it('leaves a user’s own text under $HOIST$ alone', async () => {
    const record = { id: 'c1', $HOIST$: 'hydrate|||mine|||hydrate' };
    expect(await replaceAlong(record, 'id', (value) => Promise.resolve(value))).toEqual(record);
  });
});
