import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { cutPayload, fitPayload } from '../../../../lib/zapier/platform/payload-limit.ts';
import type { SlimRecord } from '../../../../lib/zapier/platform/payload-limit.ts';

/** What Zapier takes, in bytes of JSON. */
const LIMIT = 6_291_456;

interface Row {
  id: string;
  name: string;
  moment: string;
  notes: string;
}

const row = (index: number, notes: string, name = `No ${index}`): Row => ({
  id: `row${index}`,
  name,
  moment: '2026-03-02T09:00:00.000Z',
  notes,
});

const rows = (count: number, notes: string, name?: string): Row[] =>
  Array.from({ length: count }, (_, index) => row(index, notes, name));

const slimRecord: SlimRecord<Row> = {
  core: ['id', 'name', 'moment'],
  key: ['id', 'moment'],
  pointerTo: ({ id }, { has }) => `pointer to ${id}, has ${has}, ${'·'.repeat(60)}`,
};

const fit = (given: readonly Row[], how = slimRecord) => {
  const log: { code: string; details: unknown }[] = [];
  const result = fitPayload(
    { log: (code, details) => void log.push({ code, details }) },
    given,
    how,
    [],
  );
  return { result, log, bytes: Buffer.byteLength(JSON.stringify(result)) };
};

const ids = (list: readonly { id: string }[]) => list.map(({ id }) => id);

describe('the records of a poll', () => {
  it('stay as they are where they fit', () => {
    const given = rows(2_000, 'x'.repeat(2_500));
    const { result, log } = fit(given);
    expect(result).toEqual(given);
    expect(log).toEqual([]);
  });

  it('are all there where they do not, the newest whole, the others with a pointer to the rest', () => {
    const given = rows(5_000, 'x'.repeat(2_500));
    const { result, log, bytes } = fit(given);
    expect(ids(result)).toEqual(ids(given));
    expect(bytes).toBeLessThanOrEqual(LIMIT);
    expect(bytes).toBeGreaterThan(LIMIT * 0.98);
    expect(result[0]).toEqual(given[0]);
    expect(result.at(-1)).toEqual({
      id: 'row4999',
      name: 'No 4999',
      moment: '2026-03-02T09:00:00.000Z',
      $HOIST$: expect.stringMatching(/^pointer to row4999, has core/),
    });
    const slim = result.filter((record) => '$HOIST$' in record).length;
    expect(log).toEqual([{ code: 'poll.slimmed', details: { rows: 5_000, slim, fields: 'core' } }]);
  });

  it('keep less than their core where that is too much', () => {
    const given = rows(15_000, 'x', 'n'.repeat(500));
    const { result, log, bytes } = fit(given);
    expect(ids(result)).toEqual(ids(given));
    expect(bytes).toBeLessThanOrEqual(LIMIT);
    expect(result[0]).toHaveProperty('name');
    expect(result[0]).toHaveProperty('$HOIST$');
    expect(result.at(-1)).toEqual({
      id: 'row14999',
      moment: '2026-03-02T09:00:00.000Z',
      $HOIST$: expect.stringMatching(/has key/),
    });
    expect(log).toMatchObject([{ code: 'poll.slimmed', details: { fields: 'key' } }]);
  });

  it('keep but their key where even the pointers are too much', () => {
    const given = rows(50_000, 'x'.repeat(200));
    const { result, log, bytes } = fit(given);
    expect(ids(result)).toEqual(ids(given));
    expect(bytes).toBeLessThanOrEqual(LIMIT);
    expect(result[0]).toHaveProperty('$HOIST$');
    expect(result.at(-1)).toEqual({ id: 'row49999', moment: '2026-03-02T09:00:00.000Z' });
    expect(log).toMatchObject([{ code: 'poll.slimmed', details: { fields: 'key only' } }]);
  });

  it('are cut, and the log says so, where not even their keys fit', () => {
    const { result, log, bytes } = fit(rows(120_000, 'x'.repeat(60)));
    expect(bytes).toBeLessThanOrEqual(LIMIT);
    expect(log).toEqual([
      { code: 'poll.truncated', details: { rows: result.length, of: 120_000 } },
    ]);
  });

  it('stay whole where no id leads to them, at the cost of the others', () => {
    const lone = row(3, 'x'.repeat(1_000_000));
    const given = [...rows(3, 'x'.repeat(2_500_000)), lone];
    const { result } = fit(given, {
      ...slimRecord,
      pointerTo: (record, has) => (record === lone ? undefined : slimRecord.pointerTo(record, has)),
    });
    expect(result.at(-1)).toEqual(lone);
    expect(result[2]).toHaveProperty('$HOIST$');
  });

  it('are measured in bytes, not in letters', () => {
    const given = rows(10, '€'.repeat(250_000));
    const { result, bytes } = fit(given);
    expect(JSON.stringify(given).length).toBeLessThan(LIMIT);
    expect(bytes).toBeLessThanOrEqual(LIMIT);
    expect(ids(result)).toEqual(ids(given));
  });

  it('fit and are all there, whatever their sizes', () => {
    const size = fc.integer({ min: 0, max: 3_000_000 });
    fc.assert(
      fc.property(fc.array(size, { maxLength: 8 }), (sizes) => {
        const given = sizes.map((length, index) => row(index, 'x'.repeat(length)));
        const { result, bytes } = fit(given);
        expect(bytes).toBeLessThanOrEqual(LIMIT);
        expect(ids(result)).toEqual(ids(given));
      }),
      { numRuns: 20 },
    );
  });
});

describe('slim records', () => {
  it('are cut where they do not fit, the last ones first', () => {
    const log: unknown[] = [];
    const given = Array.from({ length: 100_000 }, (_, index) => ({
      id: `contact ${index}`.padEnd(80, '.'),
    }));
    const result = cutPayload({ log: (code, details) => void log.push({ code, details }) }, given);
    expect(result).toEqual(given.slice(0, result.length));
    expect(Buffer.byteLength(JSON.stringify(result))).toBeLessThanOrEqual(LIMIT);
    expect(result.length).toBeGreaterThan(60_000);
    expect(log).toEqual([
      { code: 'poll.truncated', details: { rows: result.length, of: 100_000 } },
    ]);
    expect(cutPayload({ log: () => undefined }, given.slice(0, 10))).toEqual(given.slice(0, 10));
  });
});
