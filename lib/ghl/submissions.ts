import * as zod from 'zod/mini';

import type { Ghl } from './client/client.ts';
import { API_VERSION } from './client/configuration.ts';
import type { Scope } from './client/scopes.ts';
import { nextSkip } from './client/skip-pages.ts';
import type { SkipPage } from './client/skip-pages.ts';
import { wireForm, wireSubmission } from './schemas/submission.ts';
import type { WireForm, WireSubmission } from './schemas/submission.ts';

/** HighLevel has the same routes for both, under two names. */
export type FormKind = 'form' | 'survey';

const version = API_VERSION.forms;

interface Routes {
  scope: Scope;
  list: string;
  submissions: string;
  /** What the list stands under. */
  many: 'forms' | 'surveys';
  /** The query's name for one of them. */
  one: 'formId' | 'surveyId';
}

const ROUTES: Readonly<Record<FormKind, Routes>> = {
  form: {
    scope: 'forms.readonly',
    list: '/forms/',
    submissions: '/forms/submissions',
    many: 'forms',
    one: 'formId',
  },
  survey: {
    scope: 'surveys.readonly',
    list: '/surveys/',
    submissions: '/surveys/submissions',
    many: 'surveys',
    one: 'surveyId',
  },
};

/** The right that a kind's routes take. */
export const formScope = (kind: FormKind): Scope => ROUTES[kind].scope;

/** The official files allow no more forms in a page. */
const FORMS_PER_PAGE = 50;

/** One page of the sub-account's forms or surveys. */
export const listForms = async (
  ghl: Ghl,
  kind: FormKind,
  skip: number,
): Promise<SkipPage<WireForm>> => {
  const { scope, list, many } = ROUTES[kind];
  const { total, ...answer } = await ghl.read({
    path: list,
    scope,
    version,
    query: { locationId: ghl.locationId, skip, limit: FORMS_PER_PAGE },
    answer: zod.looseObject({
      forms: zod.optional(zod.array(zod.unknown())),
      surveys: zod.optional(zod.array(zod.unknown())),
      total: zod.optional(zod.unknown()),
    }),
  });
  const listed = answer[many] ?? [];
  return { rows: ghl.records(wireForm, listed), next: nextSkip(skip, listed.length, total) };
};

/** Which submissions: those of a page, between two days. */
export interface SubmissionSearch {
  /** All forms where absent. */
  formId?: string | undefined;
  /** Of this contact only. */
  contactId?: string | undefined;
  /** Days as `YYYY-MM-DD`, both included; nobody could verify in which time zone. */
  startAt: string;
  endAt: string;
  /** From 1. */
  page: number;
}

/** The official files allow no more submissions in a page. */
export const SUBMISSIONS_PER_PAGE = 100;

export interface SubmissionPage {
  rows: WireSubmission[];
  /** Of all pages; where HighLevel does not say, those seen, and one more where others may follow. */
  total: number;
}

/**
 * One page of submissions (`GET /forms/submissions`, `GET /surveys/submissions`). Their order is in no
 * official file.
 *
 * @param attemptMs for a caller that asks again by itself
 */
export const readSubmissions = async (
  ghl: Ghl,
  kind: FormKind,
  { formId, contactId, startAt, endAt, page }: SubmissionSearch,
  attemptMs?: number,
): Promise<SubmissionPage> => {
  const { scope, submissions: path, one } = ROUTES[kind];
  const { submissions, meta } = await ghl.read({
    path,
    scope,
    version,
    query: {
      locationId: ghl.locationId,
      page,
      limit: SUBMISSIONS_PER_PAGE,
      [one]: formId,
      q: contactId,
      startAt,
      endAt,
    },
    answer: zod.looseObject({
      submissions: zod.array(zod.unknown()),
      meta: zod.optional(zod.looseObject({ total: zod.optional(zod.unknown()) })),
    }),
    isLong: true,
    attemptMs,
  });
  const total = Number(meta?.total ?? Number.NaN);
  const seen = (page - 1) * SUBMISSIONS_PER_PAGE + submissions.length;
  const mayGoOn = submissions.length >= SUBMISSIONS_PER_PAGE;
  return {
    rows: ghl.records(wireSubmission, submissions),
    total: Number.isFinite(total) ? total : seen + (mayGoOn ? 1 : 0),
  };
};
