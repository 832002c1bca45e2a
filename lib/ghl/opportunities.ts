import * as zod from 'zod/mini';

import type { Ghl } from './client/client.ts';
import { API_VERSION } from './client/configuration.ts';
import type { ErrorRow, FailedAnswer } from './client/error-table.ts';
import { isRecord } from './client/json.ts';
import { undefinedIfNotFound } from './client/not-found.ts';
import { Paging } from './client/paging.ts';
import { rowId } from './client/partial-record.ts';
import { path } from './client/path.ts';
import { whatIsNotFound } from './client/resources.ts';
import { nextSkip } from './client/skip-pages.ts';
import type { SkipPage } from './client/skip-pages.ts';
import { wireLostReason, wireOpportunity, wirePipeline } from './schemas/opportunity.ts';
import type {
  OpportunityBody,
  WireLostReason,
  WireOpportunity,
  WirePipeline,
} from './schemas/opportunity.ts';

const version = API_VERSION.opportunities;
const READ = 'opportunities.readonly';
const WRITE = 'opportunities.write';

/** Rows of a page: all that public callers ask for, though the page of the filters allows 500. */
const PAGE_LIMIT = 100;

/** Search pages by number no further than this. */
const PAGE_WINDOW = 10_000;

/** HighLevel searches for no longer text. */
export const MAX_OPPORTUNITY_QUERY = 75;

/** The dates that search knows, by what rows call them. */
const DATES = {
  createdAt: 'date_added',
  updatedAt: 'date_updated',
} as const;

/** A date that opportunities are searched and sorted by. */
export type OpportunityDate = keyof typeof DATES;

/** What is searched for; the names of the filters are those of search, which rows spell otherwise. */
export interface OpportunitySearch {
  contactId?: string | undefined;
  pipelineId?: string | undefined;
  stageId?: string | undefined;
  status?: string | undefined;
  /** A user's id. */
  assignedTo?: string | undefined;
  lostReasonId?: string | undefined;
  query?: string | undefined;
  /** The date to sort by, the newest first; HighLevel does not promise that it does. */
  by: OpportunityDate;
  /** Of that date, in milliseconds since the epoch, both ends included. */
  from?: number | undefined;
  to?: number | undefined;
}

export interface OpportunityPage {
  opportunities: WireOpportunity[];
  /** Opportunities that match in all; absent where the answer does not say. */
  total: number | undefined;
  /** Rows that come before the next page; absent on the last one. */
  next?: number;
  /** Whether more follow that search does not give by pages. */
  isCut: boolean;
}

const searchAnswer = zod.looseObject({
  opportunities: zod.array(zod.unknown()),
  total: zod.nullish(zod.number()),
});

const filtersOf = ({ by, from, to, ...search }: OpportunitySearch) => {
  const equal = {
    contact_id: search.contactId,
    pipeline_id: search.pipelineId,
    pipeline_stage_id: search.stageId,
    status: search.status,
    assigned_to: search.assignedTo,
    lost_reason_id: search.lostReasonId,
  };
  return [
    ...Object.entries(equal).flatMap(([field, value]) =>
      value === undefined ? [] : [{ field, operator: 'eq', value }],
    ),
    ...(from === undefined && to === undefined
      ? []
      : [
          {
            field: DATES[by],
            operator: 'range',
            value: {
              ...(from !== undefined && { gte: new Date(from).toISOString() }),
              ...(to !== undefined && { lte: new Date(to).toISOString() }),
            },
          },
        ]),
  ];
};

/**
 * One page of opportunities (`POST /opportunities/search`). The official file declares neither filters
 * nor sort, "due to complexity of the filters" (GoHighLevel/highlevel-api-docs#256); they are those of
 * the page that it links to. It lags behind writes, and nobody promises its order.
 *
 * @param skip opportunities that come before the page; the page may begin a little before that
 * @param seen ids of the opportunities on the pages before; a full page that brings nothing else is
 *   asked for once more
 * @throws {GhlError} `unreadable_answer` when it brings them again and again
 */
export const searchOpportunities = async (
  ghl: Ghl,
  search: OpportunitySearch,
  {
    limit = PAGE_LIMIT,
    skip = 0,
    attemptMs,
  }: { limit?: number; skip?: number; attemptMs?: number } = {},
  seen: ReadonlySet<string> = new Set(),
): Promise<OpportunityPage> => {
  const page = Math.floor(skip / limit) + 1;
  const filters = filtersOf(search);
  const answer = await ghl.read({
    method: 'POST',
    path: '/opportunities/search',
    scope: READ,
    version,
    body: {
      locationId: ghl.locationId,
      limit,
      page,
      ...(search.query && { query: search.query }),
      ...(filters.length > 0 && { filters }),
      sort: [{ field: DATES[search.by], direction: 'desc' }],
    },
    answer: searchAnswer.check(
      zod.refine(
        ({ opportunities }) =>
          opportunities.length < limit || opportunities.some((row) => !seen.has(rowId(row) ?? '')),
      ),
    ),
    isLong: true,
    attemptMs,
  });
  const { total } = answer;
  const read = (page - 1) * limit + answer.opportunities.length;
  const isLast = answer.opportunities.length < limit || read >= (total ?? Number.POSITIVE_INFINITY);
  const isCut = !isLast && read + limit > PAGE_WINDOW;
  return {
    opportunities: ghl.records(wireOpportunity, answer.opportunities),
    total: total ?? undefined,
    ...(!isLast && !isCut && { next: read }),
    isCut,
  };
};

/** Pages of opportunity search that share the time of one operation. */
export const opportunityPaging = (ghl: Ghl): Paging => new Paging(ghl, PAGE_LIMIT, PAGE_LIMIT);

/**
 * Pages of a search, one by one, each opportunity once. Ends at the last page, or when the time is
 * over: then the last page has a `next`.
 *
 * @param seen ids of the opportunities that were read before
 * @throws {GhlError} when not even the first page could be read
 */
export async function* opportunityPages(
  ghl: Ghl,
  search: OpportunitySearch,
  paging: Paging = opportunityPaging(ghl),
  seen: Set<string> = new Set(),
): AsyncGenerator<OpportunityPage, void, undefined> {
  // Of this search alone: what another one has brought is no sign of a page that repeats.
  const known = new Set<string>();
  for (let skip: number | undefined = 0; skip !== undefined;) {
    const start: number = skip;
    const page: OpportunityPage | undefined = await paging.next((limit, attemptMs) =>
      searchOpportunities(ghl, search, { limit, skip: start, attemptMs }, known),
    );
    if (page === undefined) return;
    const fresh = page.opportunities.filter(({ id }) => !seen.has(id));
    for (const { id } of page.opportunities) {
      known.add(id);
      seen.add(id);
    }
    yield { ...page, opportunities: fresh };
    skip = page.next;
  }
}

const opportunityAnswer = zod.looseObject({ opportunity: zod.unknown() });

/**
 * @throws {GhlError} `not_found`
 */
export const getOpportunity = async (ghl: Ghl, opportunityId: string): Promise<WireOpportunity> => {
  const answer = await ghl.read({
    path: path`/opportunities/${opportunityId}`,
    scope: READ,
    version,
    answer: opportunityAnswer,
  });
  return ghl.record(wireOpportunity, answer.opportunity);
};

/** Like `getOpportunity`, with `undefined` for an opportunity that does not exist. */
export const findOpportunityById = (
  ghl: Ghl,
  opportunityId: string,
): Promise<WireOpportunity | undefined> =>
  undefinedIfNotFound(() => getOpportunity(ghl, opportunityId));

/**
 * The sub-account allows a contact only one opportunity, in a pipeline or in all (seen in public code;
 * in no official file). `meta.existingId` is the one that is there.
 */
const DUPLICATE: ErrorRow = {
  code: 'duplicate_opportunity',
  kind: 'halted',
  when: ({ body, message }) =>
    body['code'] === 'OPPORTUNITY_NO_DUPLICATE' || /duplicate opportunity/i.test(message),
  sentence:
    'HighLevel has an opportunity of this contact already, and the sub-account does not allow a second one. Use the Create or Update Opportunity action instead, or allow duplicate opportunities in HighLevel under Settings, Business Profile.',
  details: ({ body }) => {
    const { meta } = body;
    const existing = isRecord(meta) ? meta['existingId'] : undefined;
    return typeof existing === 'string' ? { opportunityId: existing } : {};
  },
};

const isRefused = ({ status }: FailedAnswer): boolean => status >= 400 && status < 500;

/** Nobody knows the bounds of an amount, nor whether somebody who has left can be assigned. */
const UNUSABLE: readonly ErrorRow[] = [
  {
    code: 'bad_value',
    kind: 'halted',
    when: (answer) => isRefused(answer) && /monetary ?value/i.test(answer.message),
    sentence: 'HighLevel did not accept the amount in “Value”. Check it, and run the step again.',
  },
  {
    code: 'bad_owner',
    kind: 'halted',
    when: (answer) =>
      isRefused(answer) &&
      (/assigned ?(?:to|user)/i.test(answer.message) ||
        whatIsNotFound(answer.message, 'opportunity') === 'user'),
    sentence:
      'HighLevel did not accept the user in “Assigned User”, who may have left the sub-account. Choose another one.',
  },
];

/**
 * Creates an opportunity (`POST /opportunities/`).
 *
 * @param opportunity needs `pipelineId`, `name`, `status` and `contactId`
 * @throws {GhlError} `duplicate_opportunity`, with the other one's id where HighLevel tells it;
 *   `bad_value` or `bad_owner` where it could do without
 */
export const createOpportunity = async (
  ghl: Ghl,
  opportunity: OpportunityBody,
): Promise<WireOpportunity> => {
  const answer = await ghl.write({
    method: 'POST',
    path: '/opportunities/',
    scope: WRITE,
    version,
    body: { locationId: ghl.locationId, ...opportunity },
    answer: opportunityAnswer,
    errors: [DUPLICATE, ...UNUSABLE],
  });
  return ghl.record(wireOpportunity, answer.opportunity);
};

/** Changes the named fields of an opportunity (`PUT /opportunities/{id}`). */
export const updateOpportunity = async (
  ghl: Ghl,
  opportunityId: string,
  changes: Omit<OpportunityBody, 'contactId'>,
): Promise<WireOpportunity> => {
  const answer = await ghl.write({
    method: 'PUT',
    path: path`/opportunities/${opportunityId}`,
    scope: WRITE,
    version,
    body: changes,
    answer: opportunityAnswer,
    errors: UNUSABLE,
  });
  return ghl.record(wireOpportunity, answer.opportunity);
};

/**
 * Creates an opportunity, unless HighLevel itself finds one of the contact in the pipeline
 * (`POST /opportunities/upsert`): then it updates that one. Unlike search it does not lag. The official
 * file declares no `contactId`, and followers in its place; live callers send the contact alone.
 *
 * @param opportunity needs `pipelineId` and `contactId`; custom fields are not declared
 * @returns the opportunity, and whether it is new
 */
export const upsertOpportunity = async (
  ghl: Ghl,
  opportunity: Omit<OpportunityBody, 'customFields'>,
): Promise<{ opportunity: WireOpportunity; wasCreated: boolean }> => {
  const answer = await ghl.write({
    method: 'POST',
    path: '/opportunities/upsert',
    scope: WRITE,
    version,
    body: { locationId: ghl.locationId, ...opportunity },
    answer: zod.looseObject({ opportunity: zod.unknown(), new: zod.nullish(zod.boolean()) }),
    errors: [DUPLICATE, ...UNUSABLE],
  });
  return {
    opportunity: ghl.record(wireOpportunity, answer.opportunity),
    wasCreated: answer.new !== false,
  };
};

/**
 * Sets the status of an opportunity and nothing else (`PUT /opportunities/{id}/status`). The answer does
 * not hold the opportunity.
 *
 * @param lostReasonId why it is lost
 */
export const setOpportunityStatus = async (
  ghl: Ghl,
  opportunityId: string,
  { status, lostReasonId }: { status: string; lostReasonId?: string | undefined },
): Promise<void> => {
  await ghl.write({
    method: 'PUT',
    path: path`/opportunities/${opportunityId}/status`,
    scope: WRITE,
    version,
    body: { status, ...(lostReasonId !== undefined && { lostReasonId }) },
    answer: zod.looseObject({}),
  });
};

/**
 * Deletes an opportunity for good.
 *
 * @throws {GhlError} `not_found` when it is not there (any more)
 */
export const deleteOpportunity = async (ghl: Ghl, opportunityId: string): Promise<void> => {
  await ghl.write({
    method: 'DELETE',
    path: path`/opportunities/${opportunityId}`,
    scope: WRITE,
    version,
    answer: zod.looseObject({}),
  });
};

/** The sub-account's pipelines with their stages, all in one answer. */
export const listPipelines = async (ghl: Ghl): Promise<WirePipeline[]> => {
  const answer = await ghl.read({
    path: '/opportunities/pipelines',
    scope: READ,
    version,
    query: { locationId: ghl.locationId },
    answer: zod.looseObject({ pipelines: zod.array(zod.unknown()) }),
  });
  return ghl.records(wirePipeline, answer.pipelines);
};

/** HighLevel's own default, so a page with less is the last one. */
const REASONS_LIMIT = 100;

/** One page of the reasons that the sub-account has for what it loses. */
export const listLostReasons = async (
  ghl: Ghl,
  skip: number,
): Promise<SkipPage<WireLostReason>> => {
  const { lostReasons } = await ghl.read({
    path: '/opportunities/lost-reason',
    scope: READ,
    version,
    query: { locationId: ghl.locationId, limit: REASONS_LIMIT, skip },
    answer: zod.looseObject({ lostReasons: zod.array(zod.unknown()) }),
  });
  const isLast = lostReasons.length < REASONS_LIMIT;
  return {
    rows: ghl.records(wireLostReason, lostReasons),
    next: isLast ? undefined : nextSkip(skip, lostReasons.length),
  };
};
