import type { Create, InputFields, OutputFields, Search, ZObject } from 'zapier-platform-core';

import { GhlError } from '../../ghl/client/errors.ts';
import { notAnId } from '../../protiv/values/references.ts';
import { groupsOf } from '../fields/groups.ts';
import { displayOf } from './display.ts';
import { withErrorBoundary } from './error-boundary.ts';
import { runOf } from './run.ts';
import type { BundleOf, InputOf, Run } from './run.ts';

interface Operation<Fields extends InputFields, Output> {
  /** For ever: Zaps are kept under it. */
  key: string;
  noun: string;
  label: string;
  description: string;
  inputFields: Fields;
  perform: (run: Run<InputOf<Fields>>) => Promise<Output>;
  /** Steps with the same key run one after another. */
  lock?: NonNullable<Search['operation']['lock']>;
  sample: Record<string, unknown>;
  outputFields: OutputFields;
  /** The most requests that one step makes when nothing goes wrong, where those are more than five. */
  mostRequests?: number;
  /**
   * Whether one step may take as many requests as GHL allows in ten seconds. Zapier then starts one at a
   * time, in an allowance of its own, so that the others need not be held back for it.
   */
  isLarge?: boolean;
}

/** One large step of a connection in ten seconds. */
const ONE_AT_A_TIME = { window: 10, limit: 1, scope: ['auth' as const] };

/** What an operation that declares nothing makes at most. */
export const DEFAULT_MOST_REQUESTS = 5;

const declared = new WeakMap<object, number>();

/** The most requests that one step of an operation makes. */
export const mostRequestsOf = (operation: object): number =>
  declared.get(operation) ?? DEFAULT_MOST_REQUESTS;

interface Row {
  id: string;
}

/** A search: a list of what it found, empty when there is nothing. */
export function searchOperation<const Fields extends InputFields>(
  operation: Operation<Fields, Row[]>,
): Search<string, Fields>;
export function searchOperation(operation: Operation<InputFields, Row[]>): object {
  return define('searches', operation);
}

/**
 * An action: one record. Where the connection may not change what its noun names, it stops before its
 * first request.
 */
export function createOperation<const Fields extends InputFields>(
  operation: Operation<Fields, Row>,
): Create<string, Fields>;
export function createOperation(operation: Operation<InputFields, Row>): object {
  const { noun, perform } = operation;
  return define('creates', {
    ...operation,
    perform: async (run) => {
      run.ghl.checkMayChange(noun);
      return perform(run);
    },
  });
}

const define = <const Fields extends InputFields, Output>(
  registry: 'searches' | 'creates',
  {
    key,
    noun,
    label,
    description,
    perform,
    mostRequests = DEFAULT_MOST_REQUESTS,
    isLarge = false,
    ...operation
  }: Operation<Fields, Output>,
) => {
  const defined = {
    key,
    noun,
    display: displayOf(registry, { key, label, description }),
    operation: {
      ...operation,
      ...groupsOf(operation.inputFields),
      ...(isLarge && { throttle: ONE_AT_A_TIME }),
      perform: withErrorBoundary((z: ZObject, bundle: BundleOf<Fields>) =>
        labelled(operation.inputFields, bundle.inputData, () => perform(runOf(z, bundle))),
      ),
    },
  };
  declared.set(defined, mostRequests);
  return defined;
};

/** Names the field that holds no id where a path refuses it: paths know no labels. */
const labelled = async <T>(
  fields: InputFields,
  input: object,
  work: () => Promise<T>,
): Promise<T> => {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof GhlError) || error.code !== 'bad_id') throw error;
    const refused = Object.entries(input).filter(
      ([, value]) => typeof value === 'string' && value.trim() === error.details.given,
    );
    const label = refused.map(([key]) => labelOf(fields, key)).find((name) => name !== undefined);
    throw label === undefined ? error : notAnId(label);
  }
};

const labelOf = (fields: InputFields, key: string): string | undefined => {
  const field = fields.find((each) => typeof each !== 'function' && each.key === key);
  return typeof field === 'function' ? undefined : field?.label;
};
