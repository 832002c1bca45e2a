import * as zod from 'zod/mini';

import { GhlError } from '../../ghl/client/errors.ts';
import type { FormKind } from '../../ghl/submissions.ts';
import type { Submission } from '../../protiv/submission/schema.ts';
import { readMoment } from '../../protiv/values/dates.ts';
import { keptInSlim, readPointer, restOf } from '../platform/hydration.ts';
import type { KeptFields, SlimRecord } from '../platform/payload-limit.ts';
import { withRun } from '../platform/run.ts';
import type { Context } from '../platform/run.ts';
import { OPEN_END, nextRange } from '../platform/spans.ts';
import { submissionMapper } from './output.ts';
import { SubmissionTimeline } from './timeline.ts';

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

/** Hydrator: the rest of a submission, which HighLevel finds by its contact and its day, not by its ID. */
export const hydrateSubmission = withRun(async (run) => {
  const { kind, id, contactId, dateAdded, ...kept } = readPointer(pointer, run.input);
  const at = readMoment(dateAdded) ?? 0;
  const timeline = new SubmissionTimeline(run.ghl, { kind, formId: undefined, contactId }, at);
  const rows = await timeline.start();
  const then = [{ from: at, to: at }];
  for await (const page of timeline.read(then, OPEN_END)) rows.push(...page);
  const [submission] = await submissionMapper(run, kind)(rows.filter((row) => row.id === id));
  if (submission === undefined) {
    throw nextRange(then, timeline.covered) ? GhlError.unreachable() : GhlError.notFound();
  }
  return restOf(submission, FIELDS, kept);
});
