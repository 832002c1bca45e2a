import * as z from 'zod/mini';

import type { Connection } from './connection.ts';
import { REGISTRY, columnsOf, inputFields, outputFields } from './definition.ts';
import type { Definition, InputField, OperationEntry, OutputField } from './definition.ts';
import type { TriggerRecord } from './dedupe.ts';
import { Failure } from './failure.ts';
import { lockKey } from './locks.ts';
import type { CallBundle, Trace } from './platform.ts';
import { isRecord } from './records.ts';

/** One operation of the app, and where its methods are. */
export interface Operation {
  entry: OperationEntry;
  /** Where it lives, such as `creates.update_contact.operation`. */
  path: string;
}

export type OperationKind = keyof typeof REGISTRY;

/** @throws {Failure} when the app has no such operation */
export const operationNamed = (
  definition: Definition,
  kind: OperationKind,
  key: string,
): Operation => {
  const registry = REGISTRY[kind];
  const entry = definition[registry]?.[key];
  if (!entry) throw new Failure('error', `The app has no ${kind} with the key "${key}".`);
  return { entry, path: `${registry}.${key}.operation` };
};

/**
 * Asks the app for an operation's input fields, those of its field functions included.
 *
 * @param inputData what the step's fields hold so far
 */
export const readInputFields = async (
  connection: Connection,
  { path }: Operation,
  inputData: Readonly<Record<string, unknown>>,
  trace: Trace,
): Promise<InputField[]> =>
  columnsOf(inputFields.parse(await connection.call(`${path}.inputFields`, { inputData }, trace)));

/**
 * Asks the app for an operation's output fields, those of its field functions included.
 *
 * @param inputData what the step's fields hold so far
 */
export const readOutputFields = async (
  connection: Connection,
  { path }: Operation,
  inputData: Readonly<Record<string, unknown>>,
  trace: Trace,
): Promise<OutputField[]> => {
  const answer = await connection.call(`${path}.outputFields`, { inputData }, trace);
  return outputFields.parse(answer).filter((field) => typeof field === 'object');
};

const options = z.array(z.looseObject({ id: z.string(), label: z.string() }));

const dropdownAnswer = z.union([
  z.looseObject({ results: options, paging_token: z.nullish(z.string()) }),
  z.pipe(
    options,
    z.transform((results) => ({ results, paging_token: undefined })),
  ),
]);

export interface DropdownPage {
  options: { id: string; label: string }[];
  /** Where "load more" goes on; absent at the end. */
  pagingToken?: string;
}

/** Whether the app fills this field's dropdown itself. */
export const hasDropdown = ({ entry }: Operation, key: string): boolean =>
  dropdownIndex(entry, key) !== undefined;

const dropdownIndex = (entry: OperationEntry, key: string): number | undefined => {
  const fields = entry.operation.inputFields ?? [];
  const index = fields.findIndex((field) => typeof field === 'object' && field.key === key);
  const field = fields[index];
  const isFilled =
    typeof field === 'object' && isRecord(field.choices) && 'perform' in field.choices;
  return isFilled ? index : undefined;
};

/**
 * Opens a field's dropdown as the Zap editor does; one page of its options.
 *
 * @throws {Failure} when the app cannot fill it, or does not
 */
export const openDropdown = async (
  connection: Connection,
  { entry, path }: Operation,
  key: string,
  { inputData = {}, pagingToken }: { inputData?: CallBundle['inputData']; pagingToken?: string },
  trace: Trace,
): Promise<DropdownPage> => {
  const index = dropdownIndex(entry, key);
  if (index === undefined) {
    throw new Failure('error', `${entry.display.label} has no dropdown for "${key}".`);
  }
  const moment = {
    isFillingDynamicDropdown: true,
    ...(pagingToken !== undefined && { paging_token: pagingToken }),
  };
  const method = `${path}.inputFields.${index}.choices.perform`;
  const answer = dropdownAnswer.parse(await connection.call(method, { inputData, moment }, trace));
  return {
    options: answer.results,
    ...(answer.paging_token && { pagingToken: answer.paging_token }),
  };
};

/** Whether a trigger is called by its service, and not polled. */
export const isHook = ({ entry }: Operation): boolean => entry.operation.type === 'hook';

/** Whether Zapier leaves blank values out of the operation's input. */
export const cleansInput = (definition: Definition, { entry }: Operation): boolean =>
  entry.operation.cleanInputData ?? definition.flags?.cleanInputData ?? true;

/**
 * Runs an operation, one at a time for each key of its lock.
 *
 * @param fields tell the app the `meta` of each
 * @param method of the operation; an instant trigger lists by another one
 */
export const perform = (
  connection: Connection,
  { entry, path }: Operation,
  fields: readonly InputField[],
  { inputData = {}, moment, ...rest }: Omit<CallBundle, 'authData'>,
  trace: Trace,
  method: 'perform' | 'performList' = 'perform',
): Promise<unknown> => {
  const metas = fields.flatMap(({ key, meta }) => (meta ? [[key, meta] as const] : []));
  const bundle = {
    ...rest,
    inputData,
    moment: { ...moment, inputFields: Object.fromEntries(metas) },
  };
  const call = (): Promise<unknown> => connection.call(`${path}.${method}`, bundle, trace);
  const { lock } = entry.operation;
  if (!lock) return call();
  const scope = lock.scope?.includes('auth') ? connection.id : 'app';
  return connection.platform.locks.hold(`${scope}:${lockKey(lock.key, inputData)}`, call);
};

/**
 * The records of a trigger or search; a search may wrap them together with a paging token.
 *
 * @throws {Failure} when the app gave something else
 */
export const recordsIn = (answer: unknown): TriggerRecord[] => {
  const list = isRecord(answer) ? answer['results'] : answer;
  if (!Array.isArray(list)) throw new Failure('error', 'The app gave something else than a list.');
  return list.filter(isRecord);
};
