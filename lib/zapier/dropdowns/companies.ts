import { listBusinesses } from '../../ghl/businesses.ts';
import { pagesOf } from '../../ghl/client/skip-pages.ts';
import { withRun } from '../platform/run.ts';
import { rowsOf, skipOf } from './choices.ts';

/** Companies ("businesses" in the API). */
export const companies = withRun((run) =>
  rowsOf(
    pagesOf((skip) => listBusinesses(run.ghl, skip), skipOf(run)),
    ({ id, name }) => [{ id, label: name || id }],
  ),
);
