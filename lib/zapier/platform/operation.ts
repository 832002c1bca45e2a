import type { Create, InputFields, OutputFields, Search, ZObject } from 'zapier-platform-core';

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
}

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
  return define(operation);
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
  return define({
    ...operation,
    perform: (run) => {
      run.ghl.willChange(noun);
      return perform(run);
    },
  });
}

const define = <const Fields extends InputFields, Output>({
  key,
  noun,
  label,
  description,
  perform,
  mostRequests = DEFAULT_MOST_REQUESTS,
  ...operation
}: Operation<Fields, Output>) => {
  const defined = {
    key,
    noun,
    display: { label, description },
    operation: {
      ...operation,
      perform: withErrorBoundary((z: ZObject, bundle: BundleOf<Fields>) =>
        perform(runOf(z, bundle)),
      ),
    },
  };
  declared.set(defined, mostRequests);
  return defined;
};
