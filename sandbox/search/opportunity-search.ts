import { ApiError, unprocessable } from '../api-error.ts';
import { isObject } from '../body.ts';
import type { Body } from '../body.ts';
import type { Opportunity } from '../records.ts';
import type { Location, OpportunitySearchOrder } from '../world.ts';
import { customFieldNamed } from './custom-field.ts';
import { EXACT, RANGE, TEXT } from './fields.ts';
import type { Field } from './fields.ts';
import { filterFrom } from './filter.ts';

/** GHL pages by number no further than this. */
const PAGE_WINDOW = 10_000;
const MAX_LIMIT = 500;
const MAX_QUERY_LENGTH = 75;

export interface OpportunitiesFound {
  rows: Opportunity[];
  /** Of all pages. */
  total: number;
}

/** Fields and operators of the page that GHL's official file links to. */
const fieldsIn = ({ contacts }: Location): Readonly<Record<string, Field<Opportunity>>> => {
  const of = ({ contactId }: Opportunity) => contacts.get(contactId);
  return {
    id: { operators: ['eq', 'not_eq'], of: ({ id }) => id },
    name: { operators: TEXT, of: ({ name }) => name },
    monetary_value: { operators: [...EXACT, 'range'], of: ({ monetaryValue }) => monetaryValue },
    pipeline_id: { operators: EXACT, of: ({ pipelineId }) => pipelineId },
    pipeline_stage_id: { operators: EXACT, of: ({ pipelineStageId }) => pipelineStageId },
    status: { operators: EXACT, of: ({ status }) => status },
    lost_reason_id: { operators: EXACT, of: ({ lostReasonId }) => lostReasonId },
    source: { operators: EXACT, of: ({ source }) => source },
    assigned_to: { operators: EXACT, of: ({ assignedTo }) => assignedTo },
    followers: { operators: TEXT, of: ({ followers }) => followers },
    contact_id: { operators: EXACT, of: ({ contactId }) => contactId },
    company_name: { operators: TEXT, of: (row) => of(row)?.companyName },
    email: { operators: TEXT, of: (row) => of(row)?.email },
    phone: { operators: TEXT, of: (row) => of(row)?.phone },
    date_added: { operators: RANGE, of: ({ createdAt }) => createdAt },
    date_updated: { operators: RANGE, of: ({ updatedAt }) => updatedAt },
    last_status_change_date: {
      operators: RANGE,
      of: ({ lastStatusChangeAt }) => lastStatusChangeAt,
    },
    last_stage_change_date: { operators: RANGE, of: ({ lastStageChangeAt }) => lastStageChangeAt },
  };
};

const SORT_VALUES: Readonly<Record<string, (row: Opportunity) => number | string>> = {
  date_added: ({ createdAt }) => Date.parse(createdAt),
  date_updated: ({ updatedAt }) => Date.parse(updatedAt),
  name: ({ name }) => name.toLowerCase(),
  monetary_value: ({ monetaryValue }) => monetaryValue,
  last_status_change_date: ({ lastStatusChangeAt }) => Date.parse(lastStatusChangeAt),
  last_stage_change_date: ({ lastStageChangeAt }) => Date.parse(lastStageChangeAt),
};

/**
 * One page of a location's opportunities, some seconds behind the writes.
 *
 * @param body `limit`, `page`, `query`, `filters`, `sort`
 * @throws {ApiError} 400 for an unknown field, 422 for a malformed search
 */
export const findOpportunities = (
  location: Location,
  body: Body,
  order: OpportunitySearchOrder,
): OpportunitiesFound => {
  const limit = wholeNumber('limit', body['limit'], MAX_LIMIT);
  const page = wholeNumber('page', body['page'] ?? 1, PAGE_WINDOW);
  if (page * limit > PAGE_WINDOW) {
    throw unprocessable(`page * limit must not be greater than ${PAGE_WINDOW}: use searchAfter`);
  }
  const { query } = body;
  if (typeof query === 'string' && query.length > MAX_QUERY_LENGTH) {
    throw unprocessable(`query must be shorter than or equal to ${MAX_QUERY_LENGTH} characters`);
  }
  const words = typeof query === 'string' ? query.trim().toLowerCase() : '';
  const fields = fieldsIn(location);
  const passes = filterFrom<Opportunity>(body['filters'], (name) =>
    Object.hasOwn(fields, name) ? fields[name] : customFieldNamed(name, location.customFields),
  );
  const compare = comparerFrom(body['sort']);
  const found = location.opportunities
    .asSearched()
    .filter((row) => searchedText(location, row).includes(words) && passes(row));
  const sorted = inOrder(found, order, compare);
  return { rows: sorted.slice((page - 1) * limit, page * limit), total: found.length };
};

const wholeNumber = (name: string, value: unknown, most: number): number => {
  if (typeof value !== 'number' || !Number.isInteger(value) || value < 1) {
    throw unprocessable(`${name} must not be less than 1`);
  }
  if (value > most) throw unprocessable(`${name} must not be greater than ${most}`);
  return value;
};

type Compare = (a: Opportunity, b: Opportunity) => number;

/** Without a sort the latest added come first here; GHL does not say. */
const comparerFrom = (given: unknown): Compare => {
  if (given !== undefined && !Array.isArray(given)) throw unprocessable('sort must be an array');
  const sorts = (given ?? [{ field: 'date_added', direction: 'desc' }]).map((sort: unknown) => {
    if (!isObject(sort)) throw unprocessable('each value in sort must be an object');
    const { field, direction } = sort;
    const value = Object.hasOwn(SORT_VALUES, String(field))
      ? SORT_VALUES[String(field)]
      : undefined;
    if (!value) throw new ApiError(400, `Invalid field ${String(field)}`);
    if (direction !== 'asc' && direction !== 'desc') {
      throw unprocessable('sort.direction must be one of the following values: asc, desc');
    }
    return { value, sign: direction === 'asc' ? 1 : -1 };
  });
  return (a, b) => {
    for (const { value, sign } of sorts) {
      const [left, right] = [value(a), value(b)];
      if (left !== right) return left < right ? -sign : sign;
    }
    return a.id < b.id ? -1 : 1;
  };
};

const inOrder = (
  rows: readonly Opportunity[],
  order: OpportunitySearchOrder,
  compare: Compare,
): Opportunity[] => {
  if (order === 'oldestFirst') {
    return rows.toSorted((a, b) => Date.parse(a.createdAt) - Date.parse(b.createdAt));
  }
  if (order === 'shuffled') {
    // By what means nothing, and stays.
    return rows
      .map((row) => ({ row, place: Array.from(row.id).toReversed().join('') }))
      .toSorted((a, b) => (a.place < b.place ? -1 : 1))
      .map(({ row }) => row);
  }
  return rows.toSorted(compare);
};

/** What free text looks at. */
const searchedText = ({ contacts }: Location, { name, contactId }: Opportunity): string => {
  const contact = contacts.get(contactId);
  const person = `${contact?.firstName ?? ''} ${contact?.lastName ?? ''}`;
  return [name, person, contact?.email, contact?.phone].join('\n').toLowerCase();
};
