/** What happens in the account so that a Zap has something to do, by what sets the Zap off. */
import type {
  MappedFields,
  MappedValue,
  SampleRecord,
  ZapTemplate,
} from '../../templates/template.ts';
import type { OwnStep } from '../setup.ts';
import { asText, resolveText } from '../tokens.ts';
import { isOwn } from '../zap.ts';
import type { Zap } from '../zap.ts';
import type { Account } from './account.ts';
import {
  addAcquaintance,
  addLeads,
  bookAppointments,
  changeContacts,
  completeTasks,
  endAppointments,
  missDueDates,
  tagContacts,
  addOpportunities,
  moveOpportunities,
  decideOpportunities,
  reachOut,
  sendForms,
  workOn,
} from './activity.ts';
import type { Activity, Doers } from './activity.ts';
import { inventLeads } from './people.ts';

type Scenario = (
  account: Account,
  doers: Doers,
  /** What the trigger's fields hold, the owner's choices included. */
  trigger: Readonly<Record<string, MappedValue>>,
) => Promise<Activity[]>;

const SCENARIOS: Readonly<Record<string, Scenario>> = {
  new_contact: (account, { seed, howMany }) => addLeads(account, inventLeads(seed, howMany)),
  contact_updated: changeContacts,
  contact_tagged: (account, doers, { tags }) => tagContacts(account, doers, asText(tags)),
  task_completed: completeTasks,
  task_overdue: missDueDates,
  new_appointment: (account, doers, { calendarId }) =>
    bookAppointments(account, doers, asText(calendarId)),
  new_opportunity: (account, doers, { pipelineId }) =>
    addOpportunities(account, doers, asText(pipelineId)),
  opportunity_stage_changed: (account, doers, { pipelineId }) =>
    moveOpportunities(account, doers, asText(pipelineId)),
  opportunity_status_changed: (account, doers, { pipelineId, status }) =>
    decideOpportunities(account, doers, {
      pipelineId: asText(pipelineId),
      status: asText(status),
    }),
  new_inbound_message: (account, doers, { channel }) => reachOut(account, doers, asText(channel)),
  new_form_submission: (account, { seed, howMany }, { formId }) =>
    sendForms(account, inventLeads(seed, howMany), asText(formId)),
  appointment_reached_status: (account, doers, { calendarId, status }) =>
    endAppointments(account, doers, { calendarId: asText(calendarId), status: asText(status) }),
};

/** What a text of a step comes to for a record of the trigger. */
const valueOf = (mapped: unknown, record: SampleRecord): string =>
  typeof mapped === 'string' ? asText(resolveText(mapped, { trigger: record })) : '';

/** Fields that a person is known by, in Protiv's steps and in HighLevel's routes alike. */
const REACH = ['email', 'phone'];

/** The steps that this app carries out. */
const ownSteps = ({ steps }: ZapTemplate): OwnStep[] => steps.filter((step) => 'operation' in step);

/** The person of another app's oldest record, if a step looks for one. */
const acquaintance = (template: ZapTemplate): Readonly<Record<string, string>> => {
  const [trigger] = template.steps;
  if (trigger.kind !== 'otherAppTrigger') return {};
  const oldest = trigger.samples.at(-1) ?? trigger.samples[0];
  const fields = ownSteps(template).map((step): MappedFields => step.fields);
  const known = REACH.flatMap((key) => {
    const mapped = fields.find((given) => key in given)?.[key];
    const value = valueOf(mapped, oldest);
    return value === '' ? [] : [[key, value]];
  });
  return Object.fromEntries(known);
};

const isAsked = (template: ZapTemplate, field: string): boolean =>
  ownSteps(template).some(({ fields }) => {
    const given: MappedFields = fields;
    const value = given[field];
    return typeof value === 'object' && 'ask' in value;
  });

/**
 * Lets happen what has to be there before the Zap is set up: the person whom another app's oldest
 * record names is known already, and a contact to choose is there.
 */
export const happenBeforeSetup = async (
  account: Account,
  template: ZapTemplate,
  { seed }: Doers,
): Promise<Activity[]> => {
  const reach = acquaintance(template);
  const isSomeone = Object.keys(reach).length > 0;
  return [
    ...(isSomeone ? await addAcquaintance(account, reach) : []),
    ...(isAsked(template, 'contactId') ? await addLeads(account, inventLeads(seed, 1)) : []),
  ];
};

/** Work on the contact that the Zap's owner chose, if a step asks for one. */
const workOnChosen = async (account: Account, zap: Zap, doers: Doers): Promise<Activity[]> => {
  const choices = zap.actions.filter(isOwn).flatMap((ready) => ready.choices);
  const contact = choices.find(({ field }) => field === 'contactId');
  return contact ? workOn(account, doers, contact.id) : [];
};

/**
 * Lets something happen before a poll.
 *
 * @throws {Error} for a trigger whose doings nobody has written down yet
 */
export const happenBeforePoll = async (
  account: Account,
  zap: Zap,
  doers: Doers,
): Promise<Activity[]> => {
  const { trigger } = zap;
  if (!isOwn(trigger)) return workOnChosen(account, zap, doers);
  const scenario = SCENARIOS[trigger.step.operation];
  if (!scenario) {
    throw new Error(
      `Nobody knows what makes ${trigger.entry.display.label} fire in the sandbox: add it to scenarios.ts.`,
    );
  }
  return scenario(account, doers, trigger.mapped);
};
