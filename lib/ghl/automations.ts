import * as zod from 'zod/mini';

import type { Ghl } from './client/client.ts';
import { API_VERSION } from './client/configuration.ts';
import type { Json } from './client/json.ts';
import { path } from './client/path.ts';
import { wireAutomation } from './schemas/automation.ts';
import type { WireAutomation } from './schemas/automation.ts';

const version = API_VERSION.automations;

/** The sub-account's workflows, drafts among them, all in one answer (`GET /workflows/`). */
export const listWorkflows = async (ghl: Ghl): Promise<WireAutomation[]> => {
  const answer = await ghl.read({
    path: '/workflows/',
    scope: 'workflows.readonly',
    version,
    query: { locationId: ghl.locationId },
    answer: zod.looseObject({ workflows: zod.array(zod.unknown()) }),
  });
  return ghl.records(wireAutomation, answer.workflows);
};

/** The sub-account's campaigns, drafts among them, all in one answer (`GET /campaigns/`). */
export const listCampaigns = async (ghl: Ghl): Promise<WireAutomation[]> => {
  const answer = await ghl.read({
    path: '/campaigns/',
    scope: 'campaigns.readonly',
    version,
    query: { locationId: ghl.locationId },
    answer: zod.looseObject({ campaigns: zod.array(zod.unknown()) }),
  });
  return ghl.records(wireAutomation, answer.campaigns);
};

/** Which of a contact's automations: part of the path. */
export type AutomationPath = 'workflow' | 'campaigns';

/** HighLevel's answer misspells the word. */
const done = zod.looseObject({
  succeded: zod.nullish(zod.boolean()),
  succeeded: zod.nullish(zod.boolean()),
});

const isDone = ({ succeded, succeeded }: zod.infer<typeof done>): boolean =>
  succeded ?? succeeded ?? true;

const pathOf = (contactId: string, kind: AutomationPath, automationId: string) =>
  kind === 'workflow'
    ? path`/contacts/${contactId}/workflow/${automationId}`
    : path`/contacts/${contactId}/campaigns/${automationId}`;

/**
 * Adds a contact to a workflow or a campaign (`POST /contacts/{id}/workflow/{id}`,
 * `POST /contacts/{id}/campaigns/{id}`). No route tells which ones a contact is in.
 *
 * @param body `eventStartTime`, of workflows only: ISO 8601 with an offset
 * @returns whether HighLevel says that it is done
 */
export const addToAutomation = async (
  ghl: Ghl,
  contactId: string,
  kind: AutomationPath,
  automationId: string,
  body: Readonly<Record<string, Json>> = {},
): Promise<boolean> => {
  const answer = await ghl.write({
    method: 'POST',
    path: pathOf(contactId, kind, automationId),
    scope: 'contacts.write',
    version: API_VERSION.contacts,
    body,
    answer: done,
  });
  return isDone(answer);
};

/**
 * Takes a contact out of a workflow or a campaign (`DELETE /contacts/{id}/workflow/{id}`,
 * `DELETE /contacts/{id}/campaigns/{id}`); one that is not in it stays so.
 *
 * @returns whether HighLevel says that it is done
 */
export const removeFromAutomation = async (
  ghl: Ghl,
  contactId: string,
  kind: AutomationPath,
  automationId: string,
): Promise<boolean> => {
  const answer = await ghl.write({
    method: 'DELETE',
    path: pathOf(contactId, kind, automationId),
    scope: 'contacts.write',
    version: API_VERSION.contacts,
    // GHL's file asks for a body here, though nothing in it is needed.
    ...(kind === 'workflow' && { body: {} }),
    answer: done,
  });
  return isDone(answer);
};

/**
 * Takes a contact out of every campaign (`DELETE /contacts/{id}/campaigns/removeAll`).
 *
 * @returns whether HighLevel says that it is done
 */
export const removeFromAllCampaigns = async (ghl: Ghl, contactId: string): Promise<boolean> => {
  const answer = await ghl.write({
    method: 'DELETE',
    path: path`/contacts/${contactId}/campaigns/removeAll`,
    scope: 'contacts.write',
    version: API_VERSION.contacts,
    answer: done,
  });
  return isDone(answer);
};
