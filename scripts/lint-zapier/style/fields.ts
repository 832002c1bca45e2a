/** Zapier's style guide on input fields. */
import { takesValue, visible, where } from '../app.ts';
import type { InputField, Operation, Rule } from '../app.ts';

const MOST_DEFAULTS = 5;
const MOST_UNGROUPED = 8;

/** Groups that begin again after another one. */
const scattered = ({ inputs }: Operation): string[] => {
  const runs = inputs.flatMap(({ group }, index) =>
    group !== undefined && group !== inputs[index - 1]?.group ? [group] : [],
  );
  return runs.filter((group, index) => runs.indexOf(group) < index);
};

/** Required fields that stand after one that is not. */
const lateRequired = ({ inputs }: Operation): InputField[] => {
  const fields = inputs.filter(takesValue);
  const firstOptional = fields.findIndex(({ required }) => !required);
  return firstOptional === -1
    ? []
    : fields.slice(firstOptional).filter(({ required }) => required === true);
};

const FITS: Readonly<Record<string, RegExp>> = {
  integer: /^-?\d+$/,
  number: /^-?\d+(\.\d+)?$/,
  boolean: /^(true|false)$/,
};

const fitsField = ({ type = 'string', choices, default: value = '' }: InputField): boolean => {
  if (typeof choices === 'object' && choices !== null && !('perform' in choices)) {
    return Array.isArray(choices) ? choices.includes(value) : Object.hasOwn(choices, value);
  }
  return (FITS[type] ?? /./).test(value);
};

const withDefault = ({ inputs }: Operation): InputField[] =>
  inputs.filter((field) => field.default !== undefined);

export const fieldRules: readonly Rule[] = [
  {
    id: 'required-first',
    says: 'Required fields come first',
    check: (app) =>
      visible(app).flatMap((operation) =>
        lateRequired(operation).map(({ key }) => ({
          at: `${operation.name} ${key}`,
          what: 'Stands after an optional field.',
        })),
      ),
  },
  {
    id: 'unique-labels',
    says: 'No two fields of an operation have the same label',
    check: (app) =>
      visible(app).flatMap(({ name, inputs, outputs }) =>
        [inputs.filter(takesValue), outputs].flatMap((fields) => {
          const labels = fields.map(({ label }) => label);
          return fields.flatMap(({ key, label }, index) =>
            label !== undefined && labels.indexOf(label) < index
              ? [{ at: `${name} ${key}`, what: `Another one is “${label}” too.` }]
              : [],
          );
        }),
      ),
  },
  {
    id: 'defaults',
    says: `Defaults fit their fields, and an operation has at most ${MOST_DEFAULTS}`,
    check: (app) =>
      visible(app).flatMap((operation) => [
        ...where(
          withDefault(operation),
          (field) => !fitsField(field),
          ({ key }) => ({ at: `${operation.name} ${key}`, what: 'Its default does not fit.' }),
        ),
        ...(withDefault(operation).length > MOST_DEFAULTS
          ? [{ at: operation.name, what: 'Has too many defaults.' }]
          : []),
      ]),
  },
  {
    id: 'grouped-fields',
    says: `A form with more than ${MOST_UNGROUPED} fields has them in groups, and no group in two places`,
    check: (app) =>
      visible(app).flatMap((operation) => [
        ...where(
          [operation].filter(({ inputs }) => inputs.filter(takesValue).length > MOST_UNGROUPED),
          ({ inputs }) => !inputs.some(({ group }) => group !== undefined),
          ({ name }) => ({ at: name, what: 'Has many fields and no group.' }),
        ),
        ...scattered(operation).map((group) => ({
          at: `${operation.name} ${group}`,
          what: 'Its fields do not follow one another.',
        })),
      ]),
  },
  {
    id: 'delete-warnings',
    says: 'A delete warns that it cannot be undone',
    check: (app) =>
      where(
        visible(app).filter(({ label }) => label.startsWith('Delete ')),
        ({ inputs }) =>
          !inputs.some(
            ({ type, helpText = '' }) => type === 'copy' && /cannot be undone/i.test(helpText),
          ),
        ({ name }) => ({ at: name, what: 'Does not warn.' }),
      ),
  },
];
