import { pagesOf } from '../../ghl/client/skip-pages.ts';
import { listForms } from '../../ghl/submissions.ts';
import type { FormKind } from '../../ghl/submissions.ts';
import { withRun } from '../platform/run.ts';
import { rowsOf, skipOf } from './choices.ts';

const listOf = (kind: FormKind) =>
  withRun((run) =>
    rowsOf(
      pagesOf((skip) => listForms(run.ghl, kind, skip), skipOf(run)),
      ({ id, name }) => [{ id, label: name || id }],
    ),
  );

export const forms = listOf('form');

export const surveys = listOf('survey');
