import { readdirSync } from 'node:fs';
import { resolve } from 'node:path';

import { beforeAll, describe, expect, it } from '@jest/globals';
import * as z from 'zod/mini';

import type { Fields } from '../../harness/app.ts';
import { factsOf } from '../../harness/facts.ts';
import { missingPlaces } from '../../harness/recipe.ts';
import definition from '../../index.ts';
import { appointmentSchema } from '../../lib/protiv/appointment/schema.ts';
import { companySchema } from '../../lib/protiv/company/schema.ts';
import { contactSchema } from '../../lib/protiv/contact/schema.ts';
import { noteSchema } from '../../lib/protiv/note/schema.ts';
import { opportunitySchema } from '../../lib/protiv/opportunity/schema.ts';
import { submissionSchema } from '../../lib/protiv/submission/schema.ts';
import { tagSchema } from '../../lib/protiv/tag/schema.ts';
import { taskSchema } from '../../lib/protiv/task/schema.ts';
import {
  entry as anyEntry,
  inputField,
  operation as anyOperation,
  outputField,
  written,
} from '../../zap-runner/definition.ts';
import { handlerFor } from '../../zap-runner/handler.ts';
import type { Handler } from '../../zap-runner/platform.ts';

const field = z.extend(inputField, outputField.shape);

/** A field that a function gives is a text in a serialized definition. */
const fields = z.array(z.union([z.string(), field]));

const entry = z.extend(anyEntry, {
  noun: z.string(),
  operation: z.extend(anyOperation, {
    inputFields: fields,
    outputFields: fields,
    sample: z.record(z.string(), z.unknown()),
  }),
});

type Entry = z.infer<typeof entry>;

const entries = z.record(z.string(), entry);
const answer = z.looseObject({
  results: z.looseObject({ triggers: entries, searches: entries, creates: entries }),
});

const REGISTRIES = ['triggers', 'searches', 'creates'] as const;

const names = REGISTRIES.flatMap((registry) =>
  Object.keys(definition[registry] ?? {}).map((key) => [registry, key] as const),
);

let handler: Handler;
let app: z.infer<typeof answer>['results'];

beforeAll(async () => {
  handler = await handlerFor(definition);
  app = answer.parse(await handler({ command: 'definition', bundle: {} })).results;
});

const entryOf = (registry: (typeof REGISTRIES)[number], key: string): Entry => {
  const found = app[registry][key];
  if (!found) throw new Error(`There is no ${registry}.${key}.`);
  return found;
};

const isRecord = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A record of each noun says by its own id what it is. */
const NOUNS = {
  contactId: contactSchema,
  taskId: taskSchema,
  noteId: noteSchema,
  tagId: tagSchema,
  appointmentId: appointmentSchema,
  opportunityId: opportunitySchema,
  companyId: companySchema,
  submissionId: submissionSchema,
} as const;

interface Placed {
  record: Fields;
  /** What stands before the keys of its values. */
  prefix: string;
}

/** The records in a sample: itself, those inside it and its line items. */
const recordsIn = (record: Fields, prefix = ''): Placed[] => [
  { record, prefix },
  ...Object.entries(record).flatMap(([key, value]) => {
    if (isRecord(value)) return recordsIn(value, `${prefix}${key}__`);
    const rows = Array.isArray(value) ? value.filter(isRecord) : [];
    return rows.flatMap((row) => recordsIn(row, `${prefix}${key}[]`));
  }),
];

const shapeOf = (record: Fields): z.ZodMiniObject | undefined =>
  Object.entries(NOUNS).find(
    ([idKey]) => record['id'] !== undefined && record[idKey] === record['id'],
  )?.[1];

/** What a record has to say against its noun's schema, as far as the operation promises its fields. */
const complaints = (
  { record, prefix }: Placed,
  promised: ReadonlySet<string>,
  schema = shapeOf(record),
): string[] => {
  if (!schema) return [];
  const { shape } = schema;
  const own = Object.fromEntries(
    Object.entries(record).filter(([key]) => Object.hasOwn(shape, key)),
  );
  const issues = schema.safeParse(own).error?.issues ?? [];
  // A row of line items has one text in each column, also where the noun has a list or nothing.
  const isColumn = (key: string): boolean =>
    prefix.endsWith('[]') && typeof record[key] === 'string';
  return issues
    .filter(({ path }) => !isColumn(String(path[0])))
    .map(({ path, message }) => ({ key: prefix + String(path[0]), message }))
    .filter(({ key }) => promised.has(key))
    .map(({ key, message }) => `${key}: ${message}`);
};

const DAY_OR_MOMENT = /^\d{4}-\d\d-\d\d/;
const MOMENT_WITH_OFFSET = /^\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d))?$/;

/** Every value of a record that reads like a date. */
const datesIn = (value: unknown): string[] => {
  if (typeof value === 'string') return DAY_OR_MOMENT.test(value) ? [value] : [];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(datesIn) : [];
};

describe('an operation', () => {
  it('has all places of the recipe in CONTRIBUTING.md, and no other has one', () => {
    expect(missingPlaces(resolve(__dirname, '../..'))).toEqual([]);
  });
});

describe('the definition', () => {
  it('is valid by core’s own schema', async () => {
    await expect(handler({ command: 'validate', bundle: {} })).resolves.toMatchObject({
      results: [],
    });
  });

  it.each(REGISTRIES)('registers each file of %s under its name', (registry) => {
    const files = readdirSync(registry).flatMap((file) => /^(\w+)\.ts$/.exec(file)?.[1] ?? []);
    const operations = files.filter((file) => file !== 'index').sort((a, b) => a.localeCompare(b));
    expect(Object.keys(app[registry]).sort((a, b) => a.localeCompare(b))).toEqual(operations);
    for (const [key, operation] of Object.entries(app[registry])) expect(operation.key).toBe(key);
  });
});

describe.each(names)('%s.%s', (registry, key) => {
  it('has a sample that its noun’s own schema accepts', () => {
    const { sample, outputFields } = entryOf(registry, key).operation;
    const promised = new Set(written(outputFields).map((output) => output.key));
    expect(sample['id']).toEqual(expect.any(String));
    const wrong = recordsIn(sample).flatMap((placed) =>
      complaints(placed, promised, factsOf(key).shape),
    );
    expect(wrong).toEqual([]);
    expect(datesIn(sample).filter((date) => !MOMENT_WITH_OFFSET.test(date))).toEqual([]);
  });
});

/** Inputs that take a user's id or a tag's name; those that say so in their name are a lint's. */
const CHOSEN = /^(assignedTo|createdBy|tags)$/;

it('lists users and tags to choose from, in every operation', () => {
  const chosen = names.flatMap(([registry, key]) =>
    written(entryOf(registry, key).operation.inputFields).filter((input) => CHOSEN.test(input.key)),
  );
  expect(chosen.length).toBeGreaterThan(10);
  expect(chosen.filter(({ choices }) => !isRecord(choices) || !('perform' in choices))).toEqual([]);
});

const STEPS = names.filter(([registry]) => registry !== 'triggers');

/** Looks for a contact itself. */
const FINDS_CONTACTS: ReadonlySet<string> = new Set(['find_contact']);

describe('a step that takes a contact', () => {
  it.each(STEPS)('offers to find it: %s.%s', (registry, key) => {
    const { inputFields } = entryOf(registry, key).operation;
    const contact = written(inputFields).find((input) => input.key === 'contactId');
    expect(contact?.search).toBe(
      contact === undefined || FINDS_CONTACTS.has(key) ? undefined : 'find_contact.id',
    );
  });
});

describe('create if not found', () => {
  it.each(Object.entries(definition.searchOrCreates ?? {}))(
    '%s joins a search and an action that are there',
    (key, joined) => {
      expect(joined.key).toBe(key);
      expect(app.searches).toHaveProperty(joined.search);
      expect(app.creates).toHaveProperty(joined.create);
    },
  );

  it('is there for contacts', () => {
    expect(definition.searchOrCreates).toHaveProperty('find_contact');
  });
});
