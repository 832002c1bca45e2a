import * as z from 'zod/mini';

/** An input field. */
export const inputField = z.looseObject({
  key: z.string(),
  label: z.optional(z.string()),
  type: z.optional(z.string()),
  required: z.optional(z.boolean()),
  list: z.optional(z.boolean()),
  dict: z.optional(z.boolean()),
  default: z.optional(z.string()),
  placeholder: z.optional(z.string()),
  helpText: z.optional(z.string()),
  /** The key of the heading that it stands under. */
  group: z.optional(z.string()),
  dependsOn: z.optional(z.array(z.string())),
  altersDynamicFields: z.optional(z.boolean()),
  /** A dropdown that a trigger fills: `trigger.id.label`. */
  dynamic: z.optional(z.string()),
  /** The search step that Zapier offers to fill the field with, as `<search>.<output>`. */
  search: z.optional(z.string()),
  /** Fixed choices, or `{ perform }` for a dropdown that the app fills. */
  choices: z.optional(z.unknown()),
  meta: z.optional(z.record(z.string(), z.unknown())),
  /** The line items that the field is a column of. */
  lineItems: z.optional(z.string()),
});
export type InputField = z.infer<typeof inputField>;

const fieldOrLineItems = z.extend(inputField, { children: z.optional(z.array(inputField)) });

/** Input fields as the app gives them, with those of its field functions. */
export const inputFields = z.array(fieldOrLineItems);

/** Fields as the editor shows them: line items as a list for each of their columns. */
export const columnsOf = (fields: z.infer<typeof inputFields>): InputField[] =>
  fields.flatMap(({ children, ...field }) =>
    children
      ? children.map((column) => ({ ...column, list: true, lineItems: field.key }))
      : [field],
  );

export const outputField = z.looseObject({
  key: z.string(),
  label: z.optional(z.string()),
  type: z.optional(z.string()),
  required: z.optional(z.boolean()),
  list: z.optional(z.boolean()),
  primary: z.optional(z.boolean()),
});
export type OutputField = z.infer<typeof outputField>;

/** A field that a function gives appears in a definition as text such as `$func$2$f$`. */
const orFunction = <Field extends z.ZodMiniType>(field: Field) =>
  z.array(z.union([z.string(), field]));

/** Output fields as the app gives them, with those of its field functions. */
export const outputFields = orFunction(outputField);

/** Those of a list that are written out. */
export const written = <Field>(fields: readonly (string | Field)[] = []): Field[] =>
  fields.flatMap((field) => (typeof field === 'string' ? [] : [field]));

export const operation = z.looseObject({
  inputFields: z.optional(orFunction(fieldOrLineItems)),
  inputFieldGroups: z.optional(z.array(z.object({ key: z.string(), label: z.string() }))),
  outputFields: z.optional(outputFields),
  /** A record as it could come out. */
  sample: z.optional(z.unknown()),
  cleanInputData: z.optional(z.boolean()),
  /** Of a trigger: `polling` or `hook`. */
  type: z.optional(z.string()),
  lock: z.optional(z.looseObject({ key: z.string(), scope: z.optional(z.array(z.string())) })),
});

const display = z.looseObject({
  label: z.string(),
  description: z.optional(z.string()),
  hidden: z.optional(z.boolean()),
});

export const entry = z.looseObject({
  key: z.string(),
  /** What the operation is about, such as `Contact`. */
  noun: z.optional(z.string()),
  display,
  operation,
});
export type OperationEntry = z.infer<typeof entry>;

/** A search that creates what it does not find. */
const searchOrCreate = z.looseObject({
  key: z.string(),
  noun: z.optional(z.string()),
  display,
  /** Keys of the two operations. */
  search: z.string(),
  create: z.string(),
});

const entries = z.record(z.string(), entry);

/** The app's definition as core serializes it, loosely: only what its readers need is named. */
export const definition = z.looseObject({
  flags: z.optional(z.looseObject({ cleanInputData: z.optional(z.boolean()) })),
  version: z.optional(z.string()),
  authentication: z.optional(
    z.looseObject({
      connectionLabel: z.optional(z.string()),
      fields: z.optional(
        z.array(
          z.extend(inputField, {
            computed: z.optional(z.boolean()),
            inputFormat: z.optional(z.string()),
          }),
        ),
      ),
    }),
  ),
  triggers: z.optional(entries),
  searches: z.optional(entries),
  creates: z.optional(entries),
  searchOrCreates: z.optional(z.record(z.string(), searchOrCreate)),
});
export type Definition = z.infer<typeof definition>;

/** Where an operation lives in the definition, by the kind of step that uses it. */
export const REGISTRY = { trigger: 'triggers', search: 'searches', create: 'creates' } as const;

/** A function in the definition reads `$func$<arity>$<uses arguments>$`. */
export const isFunction = (value: string): boolean => value.startsWith('$func$');
