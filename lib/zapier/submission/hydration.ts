import * as zod from 'zod/mini';

import { GhlError } from '../../ghl/client/errors.ts';
import { SUBMISSIONS_PER_PAGE, readSubmissions } from '../../ghl/submissions.ts';
import type { FormKind } from '../../ghl/submissions.ts';
import type { Submission } from '../../protiv/submission/schema.ts';
import { DAY_MS, readMoment } from '../../protiv/values/dates.ts';
import { keptInSlim, readPointer, restOf } from '../platform/hydration.ts';
import type { KeptFields, SlimRecord } from '../platform/payload-limit.ts';
import { withRun } from '../platform/run.ts';
import type { Context } from '../platform/run.ts';
import { submissionMapper } from './output.ts';

const FIELDS = {
  core: [
    'id',
    'submissionId',
    'formId',
    'formName',
    'surveyId',
    'surveyName',
    'contactId',
    'name',
    'email',
    'phone',
    'dateAdded',
  ],
  key: ['id', 'submissionId', 'contactId'],
} satisfies KeptFields<Submission>;

/** How submissions are sent where too many come at once. */
export const slimSubmission =
  (kind: FormKind) =>
  ({ z }: Context): SlimRecord<Submission> => ({
    ...FIELDS,
    pointerTo: ({ id, contactId, dateAdded }, kept) =>
      dateAdded
        ? z.dehydrate(hydrateSubmission, { ...kept, kind, id, contactId, dateAdded })
        : undefined,
  });

const pointer = zod.object({
  ...keptInSlim,
  kind: zod.enum(['form', 'survey']),
  id: zod.string(),
  contactId: zod.optional(zod.string()),
  dateAdded: zod.string(),
});

/** Hydrator: the rest of a submission, which HighLevel finds by its contact, if it has one, and day only. */
export const hydrateSubmission = withRun(async (run) => {
  const { kind, id, contactId, dateAdded, ...kept } = readPointer(pointer, run.input);
  const at = readMoment(dateAdded) ?? 0;
  const days = { startAt: dayOf(at - DAY_MS), endAt: dayOf(at + DAY_MS) };
  for (let page = 1, pages = 1; page <= pages; page += 1) {
    const { rows, total } = await readSubmissions(run.ghl, kind, { contactId, ...days, page });
    pages = Math.ceil(total / SUBMISSIONS_PER_PAGE);
    const [submission] = await submissionMapper(run, kind)(rows.filter((row) => row.id === id));
    if (submission) return restOf(submission, FIELDS, kept);
  }
  throw GhlError.notFound();
});

const dayOf = (moment: number): string => new Date(moment).toISOString().slice(0, 10);
