/** Putting contacts into workflows and campaigns, and taking them out. */
import type { PlainOutputField } from 'zapier-platform-core';

import { addToAutomation, removeFromAutomation } from '../../ghl/automations.ts';
import type { AutomationPath } from '../../ghl/automations.ts';
import { retryOnUnknownOutcome } from '../../ghl/client/idempotent-write.ts';
import { asDateTime } from '../../protiv/values/moments.ts';
import { requiredLine } from '../../protiv/values/texts.ts';
import { dropdown } from '../dropdowns/dropdowns.ts';
import { repeatWindow, repeatsField } from '../fields/repeats.ts';
import { TIME_ZONE_NOTE } from '../fields/time-zone-note.ts';
import { timezoneFor } from '../location/location.ts';
import { recall, remember } from '../platform/cache.ts';
import type { Context } from '../platform/run.ts';
import { readCampaign, readWorkflow } from '../references/references.ts';

export const workflowField = {
  key: 'workflowId',
  label: 'Workflow',
  required: true,
  ...dropdown.workflows,
  helpText: 'Choose a workflow, or map its ID or name. A draft does nothing until it is published.',
} as const;

export const campaignField = {
  key: 'campaignId',
  label: 'Campaign',
  required: true,
  ...dropdown.campaigns,
  helpText: 'Choose a campaign, or map its ID or name. A draft does nothing until it is published.',
} as const;

export const eventStartTimeField = {
  key: 'eventStartTime',
  label: 'Event Start Time',
  type: 'datetime',
  helpText: `For workflows that wait for an event. ${TIME_ZONE_NOTE}`,
} as const;

export const addingAgainField = repeatsField(
  'If a Zap adds the same contact again within this time, the step does nothing. Enter `0` to always add it.',
);

/** An automation that a step names, by its id. */
interface Membership {
  contactId: string;
  kind: AutomationPath;
  automationId: string;
}

/**
 * The workflow that a step names.
 *
 * @throws {InvalidInputError} where there is none of that name, or several
 */
export const workflowOf = async (
  run: Context,
  input: { contactId?: unknown; workflowId?: unknown },
): Promise<Membership> => ({
  contactId: requiredLine('Contact', input.contactId),
  kind: 'workflow',
  automationId: requiredLine(
    workflowField.label,
    await readWorkflow(run, workflowField.label, input.workflowId),
  ),
});

/**
 * The campaign that a step names.
 *
 * @throws {InvalidInputError} where there is none of that name, or several
 */
export const campaignOf = async (
  run: Context,
  input: { contactId?: unknown; campaignId?: unknown },
): Promise<Membership> => ({
  contactId: requiredLine('Contact', input.contactId),
  kind: 'campaigns',
  automationId: requiredLine(
    campaignField.label,
    await readCampaign(run, campaignField.label, input.campaignId),
  ),
});

const markOf = ({ contactId, kind, automationId }: Membership): string =>
  `added:${kind}:${automationId}:${contactId}`;

/** What the mark of a contact that was taken out again holds. */
const TAKEN_OUT = false;

/**
 * Adds a contact. HighLevel does not tell which automations a contact is in, and may begin one anew
 * that it has been through: so a repeat within the window is known by a mark in Zapier's cache.
 *
 * @param input of the step: `ignoreRepeatsWithin`, and of workflows `eventStartTime`
 * @returns whether this run added it
 */
export const addOnce = async (
  run: Context,
  membership: Membership,
  input: { ignoreRepeatsWithin?: unknown; eventStartTime?: unknown },
): Promise<boolean> => {
  const { contactId, kind, automationId } = membership;
  const windowMs = repeatWindow(input.ignoreRepeatsWithin);
  const timezone = await timezoneFor(run, [input.eventStartTime]);
  const eventStartTime = asDateTime(eventStartTimeField.label, input.eventStartTime, timezone);
  const mark = markOf(membership);
  if (windowMs > 0 && (await recall<boolean>(run, mark)) === true) return false;
  await retryOnUnknownOutcome(run.ghl, () =>
    addToAutomation(
      run.ghl,
      contactId,
      kind,
      automationId,
      eventStartTime === undefined ? {} : { eventStartTime },
    ),
  );
  if (windowMs > 0) await remember(run, mark, true, windowMs / 1_000);
  return true;
};

/** How long a mark outlives what it stands for, in seconds: as long as a window can be. */
const LONGEST_WINDOW_S = 24 * 60 * 60;

/**
 * Takes a contact out; one that is not in it stays so.
 *
 * @returns whether HighLevel says that it is done
 */
export const takeOut = async (run: Context, membership: Membership): Promise<boolean> => {
  const { contactId, kind, automationId } = membership;
  const wasRemoved = await retryOnUnknownOutcome(run.ghl, () =>
    removeFromAutomation(run.ghl, contactId, kind, automationId),
  );
  const mark = markOf(membership);
  if ((await recall<boolean>(run, mark)) === true) {
    await remember(run, mark, TAKEN_OUT, LONGEST_WINDOW_S);
  }
  return wasRemoved;
};

const CONTACT_ID = 'seD4PfOuKoVMLkEZqohJ';
const CONTACT_OUTPUT: PlainOutputField[] = [
  { key: 'id', label: 'ID', type: 'string' },
  { key: 'contactId', label: 'Contact ID', type: 'string' },
];

/** What the four actions answer with. */
export const membershipSample = { id: CONTACT_ID, contactId: CONTACT_ID };

/** Their output fields. */
export const membershipOutput = (
  automation: PlainOutputField,
  outcome: PlainOutputField,
): PlainOutputField[] => [...CONTACT_OUTPUT, automation, outcome];
