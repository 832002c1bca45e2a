import { unprocessable } from './api-error.ts';
import { checkQuery, digits, pageOf, required, text } from './body.ts';
import type { Call } from './routing.ts';
import type { Named, Submission } from './world.ts';
import { dayIn, instantOf } from './zone.ts';

const FORMS_PER_PAGE = 50;
const SUBMISSIONS_PER_PAGE = 100;

const MONTH_MS = 31 * 86_400_000;

/** A page of forms or surveys: ten unless more are asked for, fifty at most. */
export const formPage = (
  { location, query }: Call,
  forms: readonly Named[],
): Record<string, unknown>[] => {
  checkQuery(query, { locationId: required(text), skip: digits, limit: digits, type: text });
  if (Number(query['limit'] ?? 0) > FORMS_PER_PAGE) {
    throw unprocessable(`limit must not be greater than ${FORMS_PER_PAGE}`);
  }
  return pageOf(forms, query, 10).map(({ id, name }) => ({ id, name, locationId: location.id }));
};

/**
 * A page of submissions between two days, the last month's where no day is named. Days are the
 * sub-account's: nobody could verify it.
 */
export const submissionPage = (
  { world, location, query }: Call,
  submissions: readonly Submission[],
  formKey: 'formId' | 'surveyId',
): Record<string, unknown> => {
  checkQuery(query, {
    locationId: required(text),
    page: digits,
    limit: digits,
    [formKey]: text,
    q: text,
    startAt: text,
    endAt: text,
  });
  const size = Number(query['limit'] ?? 20);
  if (size > SUBMISSIONS_PER_PAGE) {
    throw unprocessable(`limit must not be greater than ${SUBMISSIONS_PER_PAGE}`);
  }
  const page = Number(query['page'] ?? 1);
  const { timezone } = location;
  const from = startOf(timezone, query['startAt'] ?? dayIn(timezone, world.now() - MONTH_MS));
  const to = startOf(timezone, query['endAt'] ?? dayIn(timezone, world.now()), 1);
  const { q, [formKey]: formId } = query;
  const found = submissions
    .filter((submission) => {
      const at = Date.parse(submission.createdAt);
      const isMeant = (formId ?? submission.formId) === submission.formId;
      return isMeant && at >= from && at < to && (q === undefined || holds(submission, q));
    })
    .toSorted((a, b) => Date.parse(b.createdAt) - Date.parse(a.createdAt));
  if (world.submissionOrder === 'oldestFirst') found.reverse();
  const pages = Math.ceil(found.length / size);
  return {
    submissions: found
      .slice((page - 1) * size, page * size)
      .map((submission) => submissionRecord(submission, formKey, location.id)),
    meta: {
      total: found.length,
      currentPage: page,
      nextPage: page < pages ? page + 1 : null,
      prevPage: page > 1 ? page - 1 : null,
    },
  };
};

/** When a day begins, or one some days later, in milliseconds since 1970. */
const startOf = (timezone: string, day: string, daysLater = 0): number => {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number);
  if (!/^\d{4}-\d\d-\d\d$/.test(day)) throw unprocessable('a day must be given as YYYY-MM-DD');
  const midnight = { year, month, day: date + daysLater, hour: 0, minute: 0, second: 0 };
  return instantOf(timezone, midnight) ?? Date.UTC(year, month - 1, date + daysLater);
};

const holds = ({ contactId, name, email, answers }: Submission, q: string): boolean =>
  [contactId, name, email, answers['phone']].some(
    (value) => typeof value === 'string' && value.toLowerCase().includes(q.toLowerCase()),
  );

const submissionRecord = (
  { id, contactId, formId, name, email, answers, createdAt }: Submission,
  formKey: 'formId' | 'surveyId',
  locationId: string,
): Record<string, unknown> => ({
  id,
  contactId,
  createdAt,
  [formKey]: formId,
  name,
  email,
  others: {
    ...answers,
    // Technical data stands between the answers (seen live).
    formId,
    location_id: locationId,
    sessionId: `session-${id.slice(0, 8)}`,
    eventData: {
      page: { url: 'https://example.com/offers', title: 'Offers' },
      type: 'page-visit',
      source: 'Direct traffic',
      medium: formKey === 'formId' ? 'form' : 'survey',
    },
    fieldsOriSequance: Object.keys(answers),
  },
});
