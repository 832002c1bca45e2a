/** Zapier's style guide on output fields and samples, held against samples and live results alike. */
import { isForDevelopers, ownFields, visible, where } from '../app.ts';
import type { App, Fields, Finding, Operation, OutputField, Rule } from '../app.ts';
import { isIsoDate, valuesOf } from '../values.ts';
import type { Value } from '../values.ts';

/** What an operation gives: in its sample, and in the sandbox. */
const recordsOf = ({ sample, run }: Operation): Fields[] => [
  ...(sample ? [sample] : []),
  ...(run?.results ?? []),
];

/** One finding for each output field with a value that the test holds for. */
const outputsWhere = (
  app: App,
  isWrong: (value: unknown, field: OutputField) => boolean,
  what: string,
): Finding[] =>
  visible(app).flatMap((operation) => {
    const values = recordsOf(operation).flatMap((record) => valuesOf(record));
    return where(
      operation.outputs,
      (field) => values.some(({ path, value }) => path === field.key && isWrong(value, field)),
      ({ key }) => ({ at: `${operation.name} ${key}`, what }),
    );
  });

/** An id of HighLevel: 20 letters and digits, and more where an appointment is one of a series; or a UUID. */
const mayBeId = (value: unknown): boolean =>
  typeof value === 'string' &&
  (/^[A-Za-z0-9]{20}(_\d+)*$/.test(value) ||
    /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/.test(value));

/** An id that is no long word: it holds a digit too. */
const isId = (value: unknown): boolean => mayBeId(value) && /\d/.test(String(value));

const PLACEHOLDER = /\b(test|foo|bar|baz|lorem|string|asdf|sample|john doe)\b/i;

const sampleProblem = ({ path, value }: Value): string | undefined => {
  if (value === '' || value === null) return 'is empty';
  if (typeof value !== 'string') return undefined;
  if (/(^|[a-z\]])(id|Id)$/.test(path) && !mayBeId(value))
    return 'does not look like an ID of HighLevel';
  if (PLACEHOLDER.test(value) || /^\d{1,6}$/.test(value)) return 'is a placeholder';
  if (value.includes('@') && !/@example\.(com|org|net)$/.test(value))
    return 'may be someone’s email';
  if (/^\+\d{7,}$/.test(value) && !/55501\d\d$/.test(value)) return 'may be someone’s phone';
  return undefined;
};

const isEmptyList = (value: unknown): boolean => Array.isArray(value) && value.length === 0;

const hasLineItems = ({ outputs }: Operation, path: string): boolean =>
  outputs.some(({ key }) => key.startsWith(`${path}[]`));

export const outputRules: readonly Rule[] = [
  {
    id: 'labelled-outputs',
    says: 'Every value has an output field, and every output field a label and a type',
    check: (app) =>
      visible(app).flatMap((operation) => {
        const known = new Set(operation.outputs.map(({ key }) => key));
        const isKnown = ({ path, value }: Value): boolean =>
          known.has(path) ||
          (isForDevelopers(operation.name) && path.startsWith('response')) ||
          (isEmptyList(value) && hasLineItems(operation, path));
        const given = recordsOf(operation).flatMap((record) => valuesOf(record));
        const unknown = new Set(given.filter((value) => !isKnown(value)).map(({ path }) => path));
        return [
          ...[...unknown].map((path) => ({
            at: `${operation.name} ${path}`,
            what: 'Has no output field.',
          })),
          ...where(
            operation.outputs,
            ({ label, type }) => !label || !type,
            ({ key }) => ({ at: `${operation.name} ${key}`, what: 'Has no label or no type.' }),
          ),
        ];
      }),
  },
  {
    id: 'typed-dates',
    says: 'Dates are output fields of the type datetime, but in line items, where an empty one is a text',
    check: (app) =>
      outputsWhere(
        app,
        (value, { key, type }) => isIsoDate(value) && type !== 'datetime' && !key.includes('[]'),
        'Holds a date.',
      ),
  },
  {
    id: 'labelled-ids',
    says: 'An ID that comes out is called one',
    check: (app) =>
      outputsWhere(
        app,
        (value, { label = '' }) => isId(value) && !/\bID\b/.test(label),
        'Holds an ID that its label does not speak of.',
      ),
  },
  {
    id: 'real-samples',
    says: 'Samples are realistic, of nobody in particular, and without the fields of one sub-account',
    check: (app) =>
      visible(app).flatMap(({ name, sample = {} }) => {
        // In a row of line items a blank keeps its column.
        const values = valuesOf(sample).filter(
          ({ path, value }) => !(value === '' && path.includes('[]')),
        );
        const own = new Set(
          ownFields(values.map(({ path }) => ({ key: path }))).map(({ key }) => key),
        );
        return values.flatMap((value) => {
          const problem = own.has(value.path) ? sampleProblem(value) : 'is not everyone’s';
          return problem === undefined ? [] : [{ at: name, what: `${value.path} ${problem}.` }];
        });
      }),
  },
];
