import * as z from 'zod/mini';

/** What the runner needs of an input field. */
const inputField = z.looseObject({
  key: z.string(),
  label: z.optional(z.string()),
  type: z.optional(z.string()),
  required: z.optional(z.boolean()),
  list: z.optional(z.boolean()),
  default: z.optional(z.string()),
  /** Fixed choices, or `{ perform }` for a dropdown that the app fills. */
  choices: z.optional(z.unknown()),
  meta: z.optional(z.record(z.string(), z.unknown())),
});
export type InputField = z.infer<typeof inputField>;

/** Input fields as the app gives them, with those of its field functions. */
export const inputFields = z.array(inputField);

/** A field that a function gives appears in a definition as text such as `$func$2$f$`. */
const outputField = z.union([
  z.string(),
  z.looseObject({
    key: z.string(),
    label: z.optional(z.string()),
    primary: z.optional(z.boolean()),
  }),
]);

const operation = z.looseObject({
  inputFields: z.optional(z.array(z.union([z.string(), inputField]))),
  outputFields: z.optional(z.array(outputField)),
  cleanInputData: z.optional(z.boolean()),
  lock: z.optional(z.looseObject({ key: z.string(), scope: z.optional(z.array(z.string())) })),
});

const entry = z.looseObject({
  key: z.string(),
  display: z.looseObject({ label: z.string() }),
  operation,
});
export type OperationEntry = z.infer<typeof entry>;

const entries = z.record(z.string(), entry);

/** The app's definition as core serializes it, loosely: only what the runner reads is named. */
export const definition = z.looseObject({
  flags: z.optional(z.looseObject({ cleanInputData: z.optional(z.boolean()) })),
  authentication: z.optional(z.looseObject({ connectionLabel: z.optional(z.string()) })),
  triggers: z.optional(entries),
  searches: z.optional(entries),
  creates: z.optional(entries),
});
export type Definition = z.infer<typeof definition>;

/** Where an operation lives in the definition, by the kind of step that uses it. */
export const REGISTRY = { trigger: 'triggers', search: 'searches', create: 'creates' } as const;

/** A function in the definition reads `$func$<arity>$<uses arguments>$`. */
export const isFunction = (value: string): boolean => value.startsWith('$func$');
