import * as fc from 'fast-check';

import type { InputField } from '../../zap-runner/definition.ts';
import type { CallBundle, Moment } from '../../zap-runner/platform.ts';
import { dropdownsOf, functionsAmong, knowInput } from './fields.ts';
import type { KnownInput, WrittenOperation } from './fields.ts';
import type { Stage, Values } from './stage.ts';
import { DECOY, hostileLine, inputs, isPersonal } from './values.ts';

/** One function of the app that Zapier calls with what users and the platform hold. */
export interface Target {
  /** Such as `creates.create_task`, or a function around it. */
  name: string;
  method: string;
  /** Made when they are needed: those of all functions together would fill the memory. */
  bundles: () => fc.Arbitrary<CallBundle>;
  /** How many inputs it gets, compared with others. */
  weight: number;
  /**
   * Kinds of failures that are right for some input. With a sound connection and a sound HighLevel
   * nothing but the input can be wrong, so that a step has no other reason to fail than to halt.
   */
  mayFailAs: ReadonlySet<string>;
  /** Whether some of its inputs have to succeed. */
  canSucceed: boolean;
}

const HALTED: ReadonlySet<string> = new Set(['halted']);
/** A connection that is not sound has to be made again, or only its token renewed. */
const AUTH_FAILURES: ReadonlySet<string> = new Set(['halted', 'reconnect', 'refresh']);

const OPERATION_WEIGHT = 8;
const HELPER_WEIGHT = 1;
const REST_WEIGHT = 12;

const pollMoments = fc.constantFrom<Moment>(
  {},
  {},
  { isLoadingSample: true },
  { isPopulatingDedupe: true },
);

/** A dropdown's "load more": what the app itself gave, or something else. */
const pagingTokens = (known: KnownInput): fc.Arbitrary<string | undefined> =>
  fc.oneof(
    { weight: 4, arbitrary: fc.constant(undefined) },
    {
      weight: 4,
      arbitrary: fc.constantFrom(
        '0',
        '1',
        '-1',
        '1.5',
        '1e400',
        '99999999999999999999',
        'null',
        '[]',
        '[1772463600000]',
        `[1772463600000,"${DECOY}"]`,
        '[{"a":1}]',
        '{"length":1}',
        '{',
        '["__proto__"]',
      ),
    },
    { weight: 1, arbitrary: hostileLine(known) },
  );

const operationTargets = async (
  stage: Stage,
  operation: WrittenOperation,
): Promise<{ targets: Target[]; known: KnownInput }> => {
  const { name } = operation;
  const known = await knowInput(stage, operation);
  const isTrigger = name.startsWith('triggers.');
  const perform: Target = {
    name,
    method: `${name}.operation.perform`,
    bundles: () =>
      fc
        .tuple(inputs(known), isTrigger ? pollMoments : fc.constant<Moment>({}))
        .map(([values, moment]) => ({ inputData: values, moment })),
    weight: OPERATION_WEIGHT,
    mayFailAs: HALTED,
    canSucceed: true,
  };
  const functions = [
    ...functionsAmong(operation.inputFields, `${name}.operation.inputFields`),
    ...functionsAmong(operation.outputFields, `${name}.operation.outputFields`),
  ].map(({ method }): Target => ({
    name: method.replace('.operation.', ' '),
    method,
    bundles: () => inputs(known).map((values) => ({ inputData: values })),
    weight: HELPER_WEIGHT,
    mayFailAs: HALTED,
    canSucceed: true,
  }));
  const dropdowns = dropdownsOf(operation).map(({ key, method }): Target => ({
    name: `${name} dropdown ${key}`,
    method,
    bundles: () =>
      fc.tuple(inputs(known), pagingTokens(known)).map(([values, token]) => ({
        inputData: values,
        moment: {
          isFillingDynamicDropdown: true,
          ...(token !== undefined && { paging_token: token }),
        },
      })),
    weight: HELPER_WEIGHT,
    mayFailAs: HALTED,
    canSucceed: true,
  }));
  return { targets: [perform, ...functions, ...dropdowns], known };
};

/** All that is known of all operations, for functions that say nothing of their own input. */
const together = (all: readonly KnownInput[]): KnownInput => {
  const fields = new Map<string, InputField>();
  const choices = new Map<string, readonly string[]>();
  for (const known of all) {
    for (const field of known.fields) fields.set(field.key, { ...field, required: false });
    for (const [key, ids] of known.choices) if (ids.length > 0) choices.set(key, ids);
  }
  return {
    fields: [...fields.values()],
    choices,
    pairs: all.flatMap(({ pairs }) => pairs),
    foreign: all.flatMap(({ foreign }) => foreign),
  };
};

/** What pointers hold besides fields of operations, or always hold. */
const POINTER_FIELDS: readonly InputField[] = [
  { key: 'contactId', required: true },
  { key: 'include', required: true, list: true, choices: ['tasks', 'notes', 'appointments'] },
  { key: 'id', required: true },
  { key: 'has', required: true, choices: ['core', 'key'] },
];

/** A pointer's `id` is that of an appointment, or of a record of the contact beside it. */
const asPointers = ({ fields, choices, pairs, foreign }: KnownInput): KnownInput => ({
  fields: [
    ...fields.filter(({ key }) => !POINTER_FIELDS.some((own) => own.key === key)),
    ...POINTER_FIELDS,
  ],
  choices: new Map([...choices, ['id', choices.get('appointmentId') ?? []]]),
  pairs: [
    ...(choices.get('appointmentId') ?? []).map((id) => ({ id })),
    ...pairs.flatMap(({ contactId, ...own }) =>
      contactId === undefined ? [] : Object.values(own).map((id) => ({ contactId, id })),
    ),
  ],
  foreign,
});

const hydratorTargets = ({ definition }: Stage, known: KnownInput): Target[] =>
  Object.keys(definition.hydrators ?? {}).map((key) => ({
    name: `hydrators.${key}`,
    method: `hydrators.${key}`,
    bundles: () => inputs(asPointers(known)).map((inputData) => ({ inputData })),
    weight: REST_WEIGHT,
    mayFailAs: HALTED,
    canSucceed: true,
  }));

/** What an OAuth redirect brings, and what a connection keeps. */
const authenticationTargets = ({ authData: sound }: Stage, known: KnownInput): Target[] => {
  // A connection holds what HighLevel gave, and no person's data.
  const text = hostileLine(known).filter((line) => !isPersonal(line));
  const oneOf = (value: string): fc.Arbitrary<string> =>
    fc.oneof({ weight: 2, arbitrary: fc.constant(value) }, { weight: 1, arbitrary: text });
  const redirect: fc.Arbitrary<Values> = fc.record(
    {
      code: oneOf('code-of-nobody'),
      state: oneOf('state'),
      redirect_uri: oneOf('https://zapier.com/dashboard/auth/oauth/return/App1CLIAPI/'),
      access: oneOf('write'),
    },
    { requiredKeys: ['redirect_uri'] },
  );
  const connections: fc.Arbitrary<Values> = fc.oneof(
    fc.constant(sound),
    fc
      .tuple(fc.constantFrom(...Object.keys(sound)), text)
      .map(([key, value]) => ({ ...sound, [key]: value })),
    fc.subarray(Object.entries(sound)).map((some) => Object.fromEntries(some)),
  );
  const target = (method: string, canSucceed: boolean): Target => ({
    name: method,
    method,
    bundles: () =>
      fc.tuple(redirect, connections).map(([inputData, authData]) => ({ inputData, authData })),
    weight: REST_WEIGHT,
    mayFailAs: AUTH_FAILURES,
    canSucceed,
  });
  return [
    target('authentication.test', true),
    target('authentication.oauth2Config.authorizeUrl', true),
    // A code has to come from the consent page.
    target('authentication.oauth2Config.getAccessToken', false),
    target('authentication.oauth2Config.refreshAccessToken', false),
  ];
};

/** Every function of the app that can be given an input, found in its definition. */
export const findTargets = async (stage: Stage): Promise<Target[]> => {
  const { definition } = stage;
  const targets: Target[] = [];
  const known: KnownInput[] = [];
  for (const kind of ['triggers', 'searches', 'creates'] as const) {
    for (const [key, { operation }] of Object.entries(definition[kind] ?? {})) {
      const found = await operationTargets(stage, {
        name: `${kind}.${key}`,
        inputFields: operation.inputFields ?? [],
        outputFields: operation.outputFields ?? [],
      });
      targets.push(...found.targets);
      known.push(found.known);
    }
  }
  const all = together(known);
  return [...targets, ...hydratorTargets(stage, all), ...authenticationTargets(stage, all)];
};
