import { ApiError, notFound } from '../api-error.ts';
import {
  checkBody,
  checkQuery,
  digits,
  flag,
  list,
  number,
  object,
  oneOf,
  pageOf,
  required,
  text,
  textOf,
  texts,
} from '../body.ts';
import type { Body, Shape } from '../body.ts';
import { mergedFields } from '../custom-field-values.ts';
import type { AddRoute, Call } from '../routing.ts';
import { findOpportunities } from '../search/opportunity-search.ts';
import { present } from '../views.ts';
import type { Opportunity, Pipeline } from '../world.ts';

const READ = 'opportunities.readonly';
const WRITE = 'opportunities.write';

const STATUS = oneOf('open', 'won', 'lost', 'abandoned', 'all');

const UPDATE: Shape = {
  pipelineId: text,
  name: text,
  pipelineStageId: text,
  status: STATUS,
  monetaryValue: number,
  assignedTo: text,
  customFields: list,
};

const CREATION: Shape = {
  ...UPDATE,
  locationId: required(text),
  pipelineId: required(text),
  name: required(text),
  status: required(STATUS),
  contactId: required(text),
};

/** Live callers send the contact, and none of the followers that the official file wants. */
const UPSERT: Shape = {
  id: text,
  locationId: required(text),
  pipelineId: required(text),
  contactId: text,
  name: text,
  status: STATUS,
  pipelineStageId: text,
  monetaryValue: number,
  assignedTo: text,
  lostReasonId: text,
  followers: texts,
  isRemoveAllFollowers: flag,
  followersActionType: oneOf('add', 'remove'),
};

/** Opportunities, the pipelines that they stand in, and what they are lost for. */
export const addOpportunityRoutes = (add: AddRoute): void => {
  add('POST', '/opportunities/search', READ, (call) => {
    const { world, location, body } = call;
    checkBody(body, {
      locationId: required(text),
      limit: required(number),
      page: number,
      searchAfter: list,
      query: text,
      filters: list,
      sort: list,
      additionalDetails: object,
    });
    const { rows, total } = findOpportunities(location, body, world.opportunitySearchOrder);
    // 201, as public callers report.
    return {
      status: 201,
      body: { opportunities: rows.map((row) => searchRow(call, row)), total, aggregations: {} },
    };
  });

  add('GET', '/opportunities/pipelines', READ, ({ location, query }) => {
    checkQuery(query, { locationId: required(text) });
    return {
      body: { pipelines: location.pipelines.map((each) => pipelineRecord(each, location.id)) },
    };
  });

  add('GET', '/opportunities/lost-reason', READ, ({ location, query }) => {
    checkQuery(query, {
      locationId: required(text),
      name: text,
      deleted: oneOf('true', 'false'),
      query: text,
      skip: digits,
      limit: digits,
      getCount: oneOf('true', 'false'),
    });
    const page = pageOf(location.lostReasons, query, 100);
    return {
      body: {
        lostReasons: page.map(({ id, name }) => ({ id, name, locationId: location.id })),
        total: location.lostReasons.length,
      },
    };
  });

  add('POST', '/opportunities/upsert', WRITE, (call) => {
    const { location, world } = call;
    const body = checkBody(call.body, UPSERT);
    const standing =
      body['id'] === undefined ? ofContact(call, body) : byId(call, textOf(body['id']));
    if (standing) {
      const changed = world.changeOpportunity(
        location.id,
        standing.id,
        changesOf(call, body, standing),
      );
      return { wrote: true, body: { opportunity: opportunityRecord(call, changed), new: false } };
    }
    const created = create(call, body);
    return {
      status: 201,
      wrote: true,
      body: { opportunity: opportunityRecord(call, created), new: true },
    };
  });

  add('POST', '/opportunities/', WRITE, (call) => {
    const body = checkBody(call.body, CREATION);
    const existing = ofContact(call, body);
    if (existing && !call.location.allowDuplicateOpportunity) {
      throw new ApiError(400, 'Can not create duplicate opportunity for the contact.', {
        code: 'OPPORTUNITY_NO_DUPLICATE',
        meta: { existingId: existing.id },
      });
    }
    const created = create(call, body);
    return { status: 201, wrote: true, body: { opportunity: opportunityRecord(call, created) } };
  });

  add('GET', '/opportunities/:id', READ, (call) => ({
    body: { opportunity: opportunityRecord(call, opportunityOf(call)) },
  }));

  add('PUT', '/opportunities/:id', WRITE, (call) => {
    const current = opportunityOf(call);
    const changes = changesOf(call, checkBody(call.body, UPDATE), current);
    const changed = call.world.changeOpportunity(call.location.id, current.id, changes);
    return { wrote: true, body: { opportunity: opportunityRecord(call, changed) } };
  });

  add('PUT', '/opportunities/:id/status', WRITE, (call) => {
    const { id } = opportunityOf(call);
    const body = checkBody(call.body, { status: required(STATUS), lostReasonId: text });
    const reason = textOf(body['lostReasonId']);
    call.world.changeOpportunity(call.location.id, id, {
      status: textOf(body['status']),
      ...(reason && { lostReasonId: reason }),
    });
    return { wrote: true, body: { succeded: true } };
  });

  add('DELETE', '/opportunities/:id', WRITE, (call) => {
    const { id } = opportunityOf(call);
    call.location.opportunities.delete(id);
    return { wrote: true, body: { succeded: true } };
  });
};

const byId = (
  { world, location }: Pick<Call, 'world' | 'location'>,
  id: string,
): Opportunity | undefined => {
  const opportunity = location.opportunities.get(id);
  if (opportunity) return opportunity;
  const isForeign = [...world.locations.values()].some(({ opportunities }) =>
    opportunities.has(id),
  );
  if (isForeign) throw new ApiError(403, 'The token does not have access to this location.');
  return undefined;
};

const opportunityOf = (call: Call): Opportunity => {
  const id = call.params['id'] ?? '';
  // A route of its own, which the app does without.
  if (id === 'search') throw new ApiError(404, 'Cannot GET /opportunities/search');
  const opportunity = byId(call, id);
  if (!opportunity) throw notFound('Opportunity', id);
  return opportunity;
};

/** What the contact has in the pipeline, the open one first: that is what makes a duplicate. */
const ofContact = ({ location }: Call, body: Body): Opportunity | undefined => {
  const standing = [...location.opportunities.values()].filter(
    ({ contactId, pipelineId }) =>
      contactId === body['contactId'] && pipelineId === body['pipelineId'],
  );
  return standing.find(({ status }) => status === 'open') ?? standing.at(-1);
};

const create = (call: Call, body: Body): Opportunity => {
  const { location, world } = call;
  const contactId = textOf(body['contactId']);
  if (!location.contacts.has(contactId)) throw notFound('Contact', contactId);
  return world.addOpportunity(location.id, {
    name: 'New opportunity',
    ...changesOf(call, body),
    contactId,
  });
};

/**
 * What a checked body makes of an opportunity.
 *
 * @throws {ApiError} for a pipeline or a stage that is not there
 */
const changesOf = (
  { world, location }: Call,
  body: Body,
  current?: Opportunity,
): Partial<Opportunity> => {
  const pipelineId = textOf(body['pipelineId']) || (current?.pipelineId ?? '');
  const pipeline = location.pipelines.find(({ id }) => id === pipelineId);
  if (!pipeline) throw notFound('Pipeline', pipelineId);
  const given = textOf(body['pipelineStageId']);
  const stage = given === '' ? undefined : pipeline.stages.find(({ id }) => id === given);
  if (given !== '' && !stage) throw notFound('Stage', given);
  const isMoved = current !== undefined && current.pipelineId !== pipelineId;
  const stageId = stage?.id ?? (isMoved ? pipeline.stages[0]?.id : undefined);
  const { name, status, monetaryValue, assignedTo, lostReasonId, customFields } = body;
  const definitions = location.customFields.filter(({ model }) => model === 'opportunity');
  return {
    pipelineId,
    ...(stageId && { pipelineStageId: stageId }),
    ...(name !== undefined && { name: textOf(name) }),
    ...(status !== undefined && { status: textOf(status) }),
    ...(typeof monetaryValue === 'number' && { monetaryValue }),
    ...((assignedTo === '' ? world.unassignsOpportunities : assignedTo !== undefined) && {
      assignedTo: textOf(assignedTo),
    }),
    ...(lostReasonId !== undefined && { lostReasonId: textOf(lostReasonId) }),
    ...(Array.isArray(customFields) && {
      customFields: mergedFields(current?.customFields ?? [], customFields, definitions),
    }),
  };
};

const holderOf = ({ location }: Call, contactId: string): Record<string, unknown> | undefined => {
  const contact = location.contacts.get(contactId);
  if (!contact) return undefined;
  const { id, firstName, lastName, companyName, email, phone, tags } = contact;
  const name = [firstName, lastName].filter(Boolean).join(' ');
  return present({ id, name, companyName, email, phone, tags });
};

/** As get, create and update answer it. */
const opportunityRecord = (call: Call, opportunity: Opportunity): Record<string, unknown> => {
  const { customFields, assignedTo, ...rest } = opportunity;
  return present({
    ...rest,
    assignedTo: assignedTo || undefined,
    contact: holderOf(call, opportunity.contactId),
    customFields: customFields.map(({ id, value }) => ({ id, fieldValue: value })),
  });
};

/** Rows of search name a value by its type (GoHighLevel/highlevel-api-docs#87). */
const searchRow = (call: Call, opportunity: Opportunity): Record<string, unknown> => ({
  ...opportunityRecord(call, opportunity),
  customFields: opportunity.customFields.map(({ id, value }) => {
    const type = Array.isArray(value) ? 'array' : typeof value;
    return { id, type, [`fieldValue${type.charAt(0).toUpperCase()}${type.slice(1)}`]: value };
  }),
});

const pipelineRecord = (
  { id, name, stages }: Pipeline,
  locationId: string,
): Record<string, unknown> => ({
  id,
  name,
  stages: stages.map((stage, position) => ({ ...stage, position })),
  showInFunnel: true,
  showInPieChart: true,
  locationId,
});
