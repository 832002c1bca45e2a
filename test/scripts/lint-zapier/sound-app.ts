import { definitionSchema } from '../../../scripts/lint-zapier/app.ts';
import type { App, Fields, Listing, PublishedKeys, Run } from '../../../scripts/lint-zapier/app.ts';

/** A definition as core serializes it, that a test can break. */
type Json = Record<string, unknown>;

const ID = 'ocQHyuzHvysMo5N5VsX1';

const contact = {
  id: ID,
  name: 'Ana Lindqvist',
  email: 'ana@example.com',
  dateAdded: '2026-03-02T09:30:12.704Z',
};

const contactOutputs = [
  { key: 'id', label: 'ID', type: 'string' },
  { key: 'name', label: 'Name', type: 'string' },
  { key: 'email', label: 'Email', type: 'string' },
  { key: 'dateAdded', label: 'Date Added', type: 'datetime' },
];

/** The parts of an app, each of which a test may break. */
export interface Parts {
  authentication: { connectionLabel: string; fields: Json[] };
  trigger: OperationParts;
  search: OperationParts;
  create: OperationParts;
  searchOrCreate: { key: string; display: Json; search: string; create: string };
  /** More operations by registry, such as an instant trigger. */
  more: Record<'triggers' | 'searches' | 'creates', Record<string, OperationParts>>;
  /** Kinds of operation that the app has. */
  without: ('trigger' | 'search' | 'create' | 'searchOrCreate')[];
  flags: Json;
  listing: Listing;
  published: PublishedKeys | undefined;
}

export interface OperationParts {
  key: string;
  noun: string;
  display: Json;
  operation: {
    inputFields: (Json | string)[];
    outputFields: Json[];
    sample: Json | undefined;
    [other: string]: unknown;
  };
  /** What it gives when it runs. */
  live: Fields[];
  payload?: Fields;
  failure?: string;
}

const parts = (): Parts => ({
  authentication: {
    connectionLabel: '{{name}} ({{id}})',
    fields: [
      {
        key: 'access',
        label: 'Access',
        type: 'string',
        required: true,
        choices: { read: 'Read only', write: 'Read and write' },
        helpText: 'Read only is the safe choice.',
      },
      { key: 'scope', label: 'Permissions', type: 'string', computed: true },
    ],
  },
  trigger: {
    key: 'new_contact',
    noun: 'Contact',
    display: { label: 'New Contact', description: 'Triggers when a new contact is created.' },
    operation: {
      type: 'polling',
      perform: '$func$2$f$',
      inputFields: [{ key: 'source', label: 'Source' }],
      outputFields: structuredClone(contactOutputs),
      sample: { ...contact },
    },
    live: [{ ...contact }],
  },
  search: {
    key: 'find_contact',
    noun: 'Contact',
    display: { label: 'Find Contact', description: 'Finds a contact by email.' },
    operation: {
      perform: '$func$2$f$',
      inputFields: [{ key: 'email', label: 'Email', required: true }],
      outputFields: structuredClone(contactOutputs),
      sample: { ...contact },
    },
    live: [{ ...contact }],
  },
  create: {
    key: 'create_contact',
    noun: 'Contact',
    display: { label: 'Create Contact', description: 'Creates a new contact.' },
    operation: {
      perform: '$func$2$f$',
      inputFields: [
        { key: 'email', label: 'Email' },
        {
          key: 'businessId',
          label: 'Business',
          choices: { perform: '$func$2$f$' },
          search: 'find_contact.id',
          helpText: 'The company that the contact works for.',
        },
      ],
      outputFields: structuredClone(contactOutputs),
      sample: { ...contact },
    },
    live: [{ ...contact }],
  },
  searchOrCreate: {
    key: 'find_contact',
    display: {
      label: 'Find or Create Contact',
      description: 'Finds a contact by email, or creates one.',
    },
    search: 'find_contact',
    create: 'create_contact',
  },
  more: { triggers: {}, searches: {}, creates: {} },
  without: [],
  flags: { cleanInputData: false },
  listing: {
    title: 'Acme',
    description: 'Acme is a connector that brings contacts into other apps.',
    category: 'crm',
    audience: 'private',
    role: 'employee',
  },
  published: undefined,
});

/** An app that no rule finds fault with, after `breakIt` has changed it. */
export const soundApp = (breakIt: (parts: Parts) => void = () => undefined): App => {
  const app = parts();
  breakIt(app);
  const own = { trigger: app.trigger, search: app.search, create: app.create };
  const kept = (kind: keyof typeof own): Record<string, OperationParts> =>
    app.without.includes(kind) ? {} : { [own[kind].key]: own[kind] };
  const registries = {
    triggers: { ...kept('trigger'), ...app.more.triggers },
    searches: { ...kept('search'), ...app.more.searches },
    creates: { ...kept('create'), ...app.more.creates },
  };
  const definition = definitionSchema.parse({
    flags: app.flags,
    authentication: app.authentication,
    ...registries,
    searchOrCreates: app.without.includes('searchOrCreate')
      ? {}
      : { find_contact: app.searchOrCreate },
  });
  const runs = new Map<string, Run>();
  for (const kind of ['triggers', 'searches', 'creates'] as const) {
    for (const [key, { live, payload, failure }] of Object.entries(registries[kind])) {
      const { inputFields, outputFields } = definition[kind][key]?.operation ?? {};
      runs.set(`${kind}.${key}`, {
        results: live,
        inputFields: written(inputFields),
        outputFields: written(outputFields),
        ...(payload && { payload }),
        ...(failure !== undefined && { failure }),
      });
    }
  }
  return { definition, runs, listing: app.listing, published: app.published };
};

const written = <Field>(fields: readonly (string | Field)[] = []): Field[] =>
  fields.flatMap((field) => (typeof field === 'string' ? [] : [field]));

/** An instant trigger as it should be. */
export const hook = (): OperationParts => {
  const { trigger } = parts();
  return {
    ...trigger,
    key: 'contact_removed',
    display: { label: 'Contact Removed', description: 'Triggers when a contact is removed.' },
    operation: {
      ...trigger.operation,
      type: 'hook',
      performList: '$func$2$f$',
      performSubscribe: '$func$2$f$',
      performUnsubscribe: '$func$2$f$',
    },
    payload: { ...contact },
  };
};
