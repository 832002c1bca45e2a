/**
 * Fields that take the id of something people know by name also take that name; and outputs show the
 * name beside the id. A further kind is one more `NamedKind`, with its reader and its names.
 */
import { listCampaigns, listWorkflows } from '../../ghl/automations.ts';
import { listBusinesses } from '../../ghl/businesses.ts';
import { listCalendars } from '../../ghl/calendars.ts';
import { GhlError } from '../../ghl/client/errors.ts';
import { pagesOf } from '../../ghl/client/skip-pages.ts';
import { listLostReasons, listPipelines } from '../../ghl/opportunities.ts';
import { formScope, listForms } from '../../ghl/submissions.ts';
import type { FormKind } from '../../ghl/submissions.ts';
import { listUsers } from '../../ghl/users.ts';
import { userName } from '../../protiv/user/record.ts';
import { InvalidInputError } from '../../protiv/values/invalid-input.ts';
import { idsMeant, isCertainlyId, isPossiblyId } from '../../protiv/values/references.ts';
import type { Named } from '../../protiv/values/references.ts';
import { asLine, shown } from '../../protiv/values/texts.ts';
import type { Context } from '../platform/run.ts';
import { choicesOf, namesOf, readList, recallList } from './named-list.ts';
import type { NamedKind, NamedList } from './named-list.ts';

/** A record with what of it is there. */
const named = (
  id: string,
  { name, email }: { name?: string | null | undefined; email?: string | null | undefined },
): Named => ({ id, ...(name && { name }), ...(email && { email }) });

const USERS: NamedKind = {
  one: 'user',
  many: 'users',
  give: 'the full name, the email address or the ID of one',
  scope: 'users.readonly',
  async *pages(ghl) {
    for await (const { rows } of pagesOf((skip) => listUsers(ghl, skip))) {
      yield rows.map((user) => ({
        ...named(user.id, { name: userName(user), email: user.email }),
        ...(user.deleted && { isDeleted: true }),
      }));
    }
  },
};

const CALENDARS: NamedKind = {
  one: 'calendar',
  many: 'calendars',
  give: 'the name or the ID of one',
  scope: 'calendars.readonly',
  async *pages(ghl) {
    yield (await listCalendars(ghl)).map(({ id, name }) => named(id, { name }));
  },
};

const COMPANIES: NamedKind = {
  one: 'company',
  many: 'companies',
  give: 'the name or the ID of one',
  scope: 'businesses.readonly',
  async *pages(ghl) {
    for await (const { rows } of pagesOf((skip) => listBusinesses(ghl, skip))) {
      yield rows.map(({ id, name }) => named(id, { name }));
    }
  },
};

const WORKFLOWS: NamedKind = {
  one: 'workflow',
  many: 'workflows',
  give: 'the name or the ID of one',
  scope: 'workflows.readonly',
  async *pages(ghl) {
    yield (await listWorkflows(ghl)).map(({ id, name }) => named(id, { name }));
  },
};

const CAMPAIGNS: NamedKind = {
  one: 'campaign',
  many: 'campaigns',
  give: 'the name or the ID of one',
  scope: 'campaigns.readonly',
  async *pages(ghl) {
    yield (await listCampaigns(ghl)).map(({ id, name }) => named(id, { name }));
  },
};

/** Pipelines with their stages, which one request gives. */
const PIPELINES: NamedKind = {
  one: 'pipeline',
  many: 'pipelines',
  give: 'the name or the ID of one',
  scope: 'opportunities.readonly',
  holds: ({ within }) => within === undefined,
  async *pages(ghl) {
    yield (await listPipelines(ghl)).flatMap(({ id, name, stages }) => [
      named(id, { name }),
      ...(stages ?? []).map((stage) => ({ ...named(stage.id, stage), within: id })),
    ]);
  },
};

/** @param pipelineId whose stages; those of all pipelines when left out */
const stagesIn = (pipelineId: string | undefined): NamedKind => ({
  ...PIPELINES,
  list: PIPELINES.many,
  one: pipelineId === undefined ? 'stage' : 'stage of this pipeline',
  many: pipelineId === undefined ? 'stages' : 'stages of this pipeline',
  holds: ({ within }) => (pipelineId === undefined ? within !== undefined : within === pipelineId),
});

const LOST_REASONS: NamedKind = {
  one: 'lost reason',
  many: 'lost reasons',
  give: 'the name or the ID of one',
  scope: 'opportunities.readonly',
  async *pages(ghl) {
    for await (const { rows } of pagesOf((skip) => listLostReasons(ghl, skip))) {
      yield rows.map(({ id, name }) => named(id, { name }));
    }
  },
};
const formsOf = (one: FormKind): NamedKind => ({
  one,
  many: `${one}s`,
  give: 'the name or the ID of one',
  scope: formScope(one),
  async *pages(ghl) {
    for await (const { rows } of pagesOf((skip) => listForms(ghl, one, skip))) {
      yield rows.map(({ id, name }) => named(id, { name }));
    }
  },
});

const FORMS = formsOf('form');

const SURVEYS = formsOf('survey');

/**
 * Reads a field that takes one record of a kind: its id as it is, without a request; else the id of
 * the one that has this name, from the list of the last hour or, before a name is said to be unknown,
 * from the list as it is now.
 *
 * @throws {InvalidInputError} for a name that none has, or several have, or that cannot be looked up
 * @throws {GhlError} when the list, which the name needs, may be readable later
 */
const readerOf =
  (kind: NamedKind) =>
  async (run: Context, label: string, value: unknown): Promise<string | undefined> => {
    const given = asLine(label, value);
    if (given === undefined || isCertainlyId(given)) return given;
    // What another connection of the sub-account has read is not this one's to see.
    const recalled = run.ghl.may(kind.scope) ? await recallList(run, kind) : undefined;
    const [known, another] = recalled ? idsMeant(given, ofKind(kind, recalled)) : [];
    if (known !== undefined && another === undefined) return known;
    const list = await freshList(run, kind, label, given);
    if (list === undefined) return given;
    const [meant, ...others] = idsMeant(given, ofKind(kind, list));
    if (others.length > 0) throw ambiguous(kind, label, given, others.length + 1);
    if (meant !== undefined || isPossiblyId(given)) return meant ?? given;
    throw unknown(kind, label, given, list);
  };

const ofKind = ({ holds = () => true }: NamedKind, { records }: NamedList): Named[] =>
  records.filter(holds);

/** `undefined` when it cannot be read and the value may do without. */
const freshList = async (
  run: Context,
  kind: NamedKind,
  label: string,
  given: string,
): Promise<NamedList | undefined> => {
  try {
    return await readList(run, kind);
  } catch (error) {
    if (isPossiblyId(given)) return undefined;
    if (!(error instanceof GhlError) || error.kind === 'throttled') throw error;
    throw new InvalidInputError(
      `“${label}” holds a name in place of an ID, and Protiv could not look it up. ${error.message}`,
    );
  }
};

const ambiguous = (
  { many }: NamedKind,
  label: string,
  given: string,
  count: number,
): InvalidInputError =>
  new InvalidInputError(
    `“${label}” holds ${quoted(given)}, and ${count} ${many} of the connected sub-account go by it. Choose the right one from the list, or map its ID.`,
  );

const unknown = (
  { one, many, give }: NamedKind,
  label: string,
  given: string,
  { records, isCut }: NamedList,
): InvalidInputError => {
  const where = isCut ? `among the first ${records.length} ${many} of` : 'in';
  return new InvalidInputError(
    `“${label}” holds ${quoted(given)}, but there is no such ${one} ${where} the connected sub-account. Choose one from the list, or give ${give}.`,
  );
};

const quoted = (given: string): string =>
  given.includes('@') ? 'an email address' : `“${shown(given)}”`;

/** A field that takes a user: an id, a name or an e-mail address. */
export const readUser = readerOf(USERS);

/** A field that takes a calendar: an id or a name. */
export const readCalendar = readerOf(CALENDARS);

/** A field that takes a company ("business" in the API): an id or a name. */
export const readBusiness = readerOf(COMPANIES);

/** A field that takes a workflow: an id or a name. */
export const readWorkflow = readerOf(WORKFLOWS);

/** A field that takes a campaign: an id or a name. */
export const readCampaign = readerOf(CAMPAIGNS);

/** A field that takes a pipeline: an id or a name. */
export const readPipeline = readerOf(PIPELINES);

/**
 * A field that takes a stage: an id or a name.
 *
 * @param pipelineId in which pipeline a name is looked up; in all when left out
 */
export const readStage = (
  run: Context,
  label: string,
  value: unknown,
  pipelineId: string | undefined,
): Promise<string | undefined> => readerOf(stagesIn(pipelineId))(run, label, value);

/** A field that takes the reason of a loss: an id or a name. */
export const readLostReason = readerOf(LOST_REASONS);

/**
 * Pipelines and their stages: those of the last hour, or as they are now where none of them has the id
 * that is asked for; none where there are too many to tell.
 *
 * @throws {GhlError} when the list cannot be read
 */
export const pipelinesWith = async (run: Context, id: string): Promise<readonly Named[]> => {
  const recalled = await recallList(run, PIPELINES);
  if (recalled?.records.some((record) => record.id === id)) return recalled.records;
  const { records, isCut } = await readList(run, PIPELINES);
  return isCut && !records.some((record) => record.id === id) ? [] : records;
};

/** Names of the sub-account's pipelines and of their stages by id. */
export const pipelineNames = namesOf(PIPELINES);

/** Names by id of what the sub-account loses opportunities for. */
export const lostReasonNames = namesOf(LOST_REASONS);
/** A field that takes a form: an id or a name. */
export const readForm = readerOf(FORMS);

/** A field that takes a survey: an id or a name. */
export const readSurvey = readerOf(SURVEYS);

/** Names of the sub-account's users by id, those who were deleted among them. */
export const userNames = namesOf(USERS);

/** Names of the sub-account's calendars by id. */
export const calendarNames = namesOf(CALENDARS);

/** Names of the sub-account's companies by id. */
export const businessNames = namesOf(COMPANIES);

/** Names of the sub-account's forms, and surveys, by id. */
export const formNamesOf = { form: namesOf(FORMS), survey: namesOf(SURVEYS) };

/** Users as a form offers them. */
export const userChoices = choicesOf(USERS);

/** Companies as a form offers them. */
export const businessChoices = choicesOf(COMPANIES);
