import { pagesOf } from '../../ghl/client/skip-pages.ts';
import { listUsers } from '../../ghl/users.ts';
import { userName } from '../../protiv/user/record.ts';
import { withRun } from '../platform/run.ts';
import { rowsOf, skipOf } from './choices.ts';

/** Users, without those who were deleted: HighLevel lists them too (GoHighLevel/highlevel-api-docs#146). */
export const users = withRun((run) =>
  rowsOf(
    pagesOf((skip) => listUsers(run.ghl, skip), skipOf(run)),
    (user) => (user.deleted ? [] : [{ id: user.id, label: userName(user) ?? user.id }]),
  ),
);
