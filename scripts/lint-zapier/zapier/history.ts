/**
 * Zapier's checks of real runs, which its servers take from the Zap History of the integration's
 * admins; here the runs are those of each operation's example against the sandbox.
 */
import { instant, polled, visible, where } from '../app.ts';
import type { App, Fields, Finding, Operation, Rule } from '../app.ts';
import { pathsOf } from '../values.ts';
import { badDates, misfits, missingKeys } from './definition.ts';

/** Problems of each record that the operations gave, each said once. */
const inResults = (
  operations: readonly Operation[],
  problems: (operation: Operation, record: Fields) => string[],
  what: (problem: string) => string,
): Finding[] =>
  operations.flatMap((operation) => {
    const found = (operation.run?.results ?? []).flatMap((record) => problems(operation, record));
    return [...new Set(found)].map((problem) => ({ at: operation.name, what: what(problem) }));
  });

/** The latest record of an operation; Zapier looks at no other. */
const latest = ({ run }: Operation): Fields | undefined => run?.results[0];

const notInstant = (app: App): Operation[] => {
  const names = new Set(instant(app).map(({ name }) => name));
  return visible(app).filter(({ name }) => !names.has(name));
};

/** Keys of a sample that what comes later lacks. */
const extraKeys = (sample: Fields, live: Fields): string[] => {
  const there = new Set(pathsOf(live));
  return pathsOf(sample).filter((path) => !there.has(path));
};

export const historyRules: readonly Rule[] = [
  {
    id: 'T001',
    says: 'Every operation has run and given something',
    check: (app) =>
      where(
        visible(app),
        (operation) => latest(operation) === undefined,
        ({ name, run }) => ({
          at: name,
          what: run?.failure ?? 'Gave nothing.',
        }),
      ),
  },
  {
    id: 'T002',
    says: 'Live polls hold the primary keys',
    check: (app) => inResults(polled(app), missingKeys, (key) => `A record lacks the key ${key}.`),
  },
  {
    id: 'T003',
    says: 'Live dates are ISO 8601, with an offset where there is a time',
    check: (app) =>
      inResults(
        visible(app),
        (_operation, record) => badDates(record),
        (path) => `${path} is not.`,
      ),
  },
  {
    id: 'T004',
    says: 'A sample holds no key that live results lack',
    check: (app) =>
      visible(app).flatMap((operation) => {
        const [record, ...others] = operation.run?.results ?? [];
        if (!record) return [];
        // Empty is absent here, and each run fills other fields: what none of them has is no field.
        const extra = others.reduce(
          (keys, other) => {
            const missing = new Set(extraKeys(operation.sample ?? {}, other));
            return keys.filter((key) => missing.has(key));
          },
          extraKeys(operation.sample ?? {}, record),
        );
        return extra.map((path) => ({
          at: operation.name,
          what: `Only the sample has ${path}.`,
        }));
      }),
  },
  {
    id: 'T005',
    says: 'Live results are what the output fields promise',
    check: (app) => inResults(notInstant(app), misfits, (problem) => `${problem}.`),
  },
  {
    id: 'T006',
    says: 'The list of an instant trigger holds no key that its payloads lack',
    check: (app) =>
      instant(app).flatMap(({ name, run }) => {
        const [listed] = run?.results ?? [];
        if (!listed || !run?.payload) return [{ at: name, what: 'Was not compared.' }];
        return extraKeys(listed, run.payload).map((path) => ({
          at: name,
          what: `Only the list has ${path}.`,
        }));
      }),
  },
  {
    id: 'Z001',
    says: 'The list of an instant trigger is what the output fields promise',
    check: (app) => inResults(instant(app), misfits, (problem) => `${problem}.`),
  },
];
