import type {
  Bundle,
  InferInputData,
  InputFields,
  SearchPerform,
  ZObject,
} from 'zapier-platform-core';

import { Ghl } from '../../ghl/client/client.ts';
import { isBlank } from '../../protiv/values/blank.ts';
import { withErrorBoundary } from './error-boundary.ts';

/** What a run has at hand besides its input: HighLevel, and Zapier's own services. */
export interface Context {
  /** The connected sub-account's door to HighLevel. */
  ghl: Ghl;
  /** Zapier's cache and pointers; requests go through `ghl`. */
  z: Pick<ZObject, 'cache' | 'dehydrate'>;
}

/** One run of one operation. */
export interface Run<Input> extends Context {
  /** What the step's fields hold, as Zapier sends it. */
  input: Input;
  meta: Partial<Bundle['meta']>;
  /** Whether a field's value was mapped from an earlier step, and not typed by the Zap's maker. */
  isMapped: (field: string) => boolean;
}

/** The bundle of an operation with these fields. */
export type BundleOf<Fields extends InputFields> = Parameters<
  SearchPerform<InferInputData<Fields>>
>[1];

/** What an operation with these fields is given to read. */
export type InputOf<Fields extends InputFields> = BundleOf<Fields>['inputData'];

/**
 * @throws {GhlError} `not_connected`, `no_location` when the connection names no sub-account
 */
export const runOf = <
  B extends Pick<Bundle, 'authData' | 'inputData' | 'meta'> & Partial<Pick<Bundle, 'inputDataRaw'>>,
>(
  z: ZObject,
  bundle: B,
): Run<B['inputData']> => ({
  ghl: new Ghl(z, bundle),
  z,
  input: bundle.inputData,
  meta: bundle.meta,
  isMapped: (field) => {
    const raw: unknown = bundle.inputDataRaw?.[field];
    // Of unknown origin is not what somebody has typed.
    if (raw === undefined) return !isBlank(bundle.inputData?.[field]);
    // Zapier writes a mapping in double braces; a list holds one text for each of its items.
    return JSON.stringify(raw).includes('{{');
  },
});

/**
 * A function that Zapier calls outside of an operation's own run: of a field, a dropdown or a
 * hydrator.
 */
export const withRun = <Output>(work: (run: Run<Bundle['inputData']>) => Promise<Output>) =>
  withErrorBoundary((z: ZObject, bundle: Bundle) => work(runOf(z, bundle)));
