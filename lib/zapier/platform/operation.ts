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
}

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

/** An action: one record. */
export function createOperation<const Fields extends InputFields>(
  operation: Operation<Fields, Row>,
): Create<string, Fields>;
export function createOperation(operation: Operation<InputFields, Row>): object {
  return define(operation);
}

const define = <const Fields extends InputFields, Output>({
  key,
  noun,
  label,
  description,
  perform,
  ...operation
}: Operation<Fields, Output>) => ({
  key,
  noun,
  display: { label, description },
  operation: {
    ...operation,
    perform: withErrorBoundary((z: ZObject, bundle: BundleOf<Fields>) => perform(runOf(z, bundle))),
  },
});
