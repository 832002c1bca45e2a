import { describe, expect, it } from '@jest/globals';

import { Dedupe, primaryKey } from '../../zap-runner/dedupe.ts';

const entry = (outputFields?: ({ key: string; primary?: boolean } | string)[]) => ({
  key: 'k',
  display: { label: 'L' },
  operation: outputFields ? { outputFields } : {},
});

describe('the primary key', () => {
  it('is what the trigger declares, else id', () => {
    const declared = [{ key: 'id', primary: true }, { key: 'at', primary: true }, { key: 'name' }];
    expect(primaryKey(entry([...declared, '$func$2$f$']))).toEqual(['id', 'at']);
    expect(primaryKey(entry([{ key: 'name' }]))).toEqual(['id']);
    expect(primaryKey(entry())).toEqual(['id']);
  });
});

describe('dedupe', () => {
  it('lets each record through once, also within one poll', () => {
    const dedupe = new Dedupe(['id']);
    const records = [{ id: 'b' }, { id: 'a' }, { id: 'b' }];
    expect(dedupe.takeNew(records)).toEqual([{ id: 'b' }, { id: 'a' }]);
    expect(dedupe.takeNew([{ id: 'c' }, ...records])).toEqual([{ id: 'c' }]);
  });

  it('tells records apart by every part of the key', () => {
    const dedupe = new Dedupe(['id', 'at']);
    dedupe.takeNew([{ id: 'a', at: 1 }]);
    expect(dedupe.takeNew([{ id: 'a', at: 2 }])).toEqual([{ id: 'a', at: 2 }]);
    expect(dedupe.takeNew([{ id: 'a', at: 1 }])).toEqual([]);
  });

  it('does not take the text "1" for the number 1, nor one pair for another', () => {
    const dedupe = new Dedupe(['a', 'b']);
    dedupe.takeNew([{ a: 'x,y', b: 'z' }]);
    expect(dedupe.takeNew([{ a: 'x', b: 'y,z' }])).toHaveLength(1);
    expect(new Dedupe(['id']).takeNew([{ id: 1 }, { id: '1' }])).toHaveLength(2);
  });

  it('refuses a record without its key', () => {
    expect(() => new Dedupe(['id', 'at']).takeNew([{ id: 'a' }])).toThrow(/without "at"/);
  });
});
