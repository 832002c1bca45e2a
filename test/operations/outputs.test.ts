import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import * as z from 'zod/mini';

import type { Fields, TestApp } from '../../harness/app.ts';
import { factsFile } from '../../harness/facts-file.ts';
import { factsOf, inputOf, thereIn } from '../../harness/facts.ts';
import { Lab } from '../../harness/lab/lab.ts';
import { operationsIn } from '../../harness/lab/tried-operations.ts';
import definition from '../../index.ts';
import { Connection } from '../../zap-runner/connection.ts';
import { newTrace } from '../../zap-runner/platform.ts';

let lab: Lab;

beforeAll(async () => {
  lab = await Lab.open();
});

afterAll(() => lab.close());

const output = z.looseObject({
  key: z.string(),
  label: z.string(),
  type: z.string(),
  list: z.optional(z.boolean()),
});

type Output = z.infer<typeof output>;

const isRecord = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The values of a record by the keys that Zapier knows them by: `a`, `b__c`, `d[]e`. */
const valuesIn = (record: Fields, prefix = ''): [key: string, value: unknown][] =>
  Object.entries(record).flatMap(([key, value]) => {
    // Of no line items there is nothing to say.
    if (Array.isArray(value) && value.length === 0) return [];
    if (isRecord(value)) return valuesIn(value, `${prefix}${key}__`);
    const rows = Array.isArray(value) ? value.filter(isRecord) : [];
    return rows.length > 0
      ? rows.flatMap((row) => valuesIn(row, `${prefix}${key}[]`))
      : [[prefix + key, value]];
  });

/** A moment, or a day that no time zone may move, such as a birthday. */
const MOMENT = /^\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d))?$/;

const OF_TYPE: Readonly<Record<string, (value: unknown) => boolean>> = {
  string: (value) => typeof value === 'string' && value.trim() !== '' && value !== 'null',
  number: (value) => typeof value === 'number',
  integer: (value) => Number.isInteger(value),
  boolean: (value) => typeof value === 'boolean',
  datetime: (value) => typeof value === 'string' && MOMENT.test(value),
};

const fits = ({ key, type, list }: Output, value: unknown): boolean => {
  // A row has each of its columns, filled or not.
  if (key.includes('[]') && type === 'string' && value === '') return true;
  const check = OF_TYPE[type] ?? (() => false);
  return list ? Array.isArray(value) && value.every(check) : check(value);
};

/** Puts what a pointer stands for in its place, as a Zap does when it runs. */
const hydrated = async (app: TestApp, record: Fields): Promise<Fields> => {
  if (record['details'] === undefined) return record;
  const connection = new Connection(app.platform, app.authData);
  return { ...record, details: await connection.hydrate(record['details'], newTrace()) };
};

describe('what an operation gives', () => {
  it.each(operationsIn(definition))(
    '$name declares it all, labelled and of the type it has',
    async (operation) => {
      const { key, name, registry } = operation;
      for (const { when, input, before } of factsOf(key).ways) {
        const app = lab.reset();
        const there = thereIn(lab.sandbox, app.location.id);
        const given = inputOf(input, there);
        const moment = { isLoadingSample: registry === 'triggers' };
        const perform = `${name}.operation.perform`;
        if (before) await app.call(perform, inputOf(before, there), moment);
        const records = [await app.call(perform, given, moment)].flat().filter(isRecord);
        const declared = z
          .array(output)
          .parse(await app.call(`${name}.operation.outputFields`, given));
        const known = new Map(declared.map((field) => [field.key, field]));
        const wrong = (await Promise.all(records.map((record) => hydrated(app, record)))).flatMap(
          (record) =>
            valuesIn(record).flatMap(([own, value]) => {
              if (own.startsWith(`${factsOf(key).givesAnything}__`)) return [];
              const field = known.get(own);
              if (!field) return [`${own} is not declared`];
              return fits(field, value)
                ? []
                : [`${own} is no ${field.type}: ${JSON.stringify(value)}`];
            }),
        );
        const way = { file: factsFile(key), when };
        expect({ ...way, found: records.length > 0, wrong: [...new Set(wrong)] }).toEqual({
          ...way,
          found: true,
          wrong: [],
        });
      }
    },
  );
});
