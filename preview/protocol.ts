/** What the page asks of its server and what it gets, as schemas that both sides hold to. */
import * as z from 'zod/mini';

export const OPERATION_KINDS = ['trigger', 'search', 'searchOrCreate', 'create'] as const;

const operationRef = z.object({ kind: z.enum(OPERATION_KINDS), key: z.string() });
export type OperationRef = z.infer<typeof operationRef>;

const access = z.enum(['read', 'write']);
export type Access = z.infer<typeof access>;

/** What Zaps may work with; each holds those before it. */
const area = z.enum(['contacts', 'sales', 'everything']);
export type Area = z.infer<typeof area>;

/** What the step's fields hold; a list field has one text for each line. */
export const values = z.record(z.string(), z.union([z.string(), z.array(z.string())]));
export type Values = z.infer<typeof values>;

export const choice = z.object({ value: z.string(), label: z.string() });
export type Choice = z.infer<typeof choice>;

/** A field as the Zap editor shows it. */
const field = z.object({
  key: z.string(),
  label: z.optional(z.string()),
  /** Zapier's type, such as `string`, `integer`, `datetime`, `copy`. */
  type: z.string(),
  required: z.boolean(),
  list: z.boolean(),
  default: z.optional(z.string()),
  placeholder: z.optional(z.string()),
  /** Markdown. */
  helpText: z.optional(z.string()),
  /** The heading that it stands under, with the fields around it. */
  group: z.optional(z.string()),
  /** Fixed choices; empty where the field takes anything. */
  choices: z.array(choice),
  /** Whether the app fills a dropdown for the field. */
  hasDropdown: z.boolean(),
  dependsOn: z.array(z.string()),
  altersDynamicFields: z.boolean(),
  /** The search that Zapier offers to put in front of the step to fill the field. */
  searchStep: z.optional(z.object({ key: z.string(), label: z.string() })),
  /** Whether the field is there because of the connected account. */
  isDynamic: z.boolean(),
});
export type Field = z.infer<typeof field>;

const section = z.object({ title: z.optional(z.string()), fields: z.array(field) });
export type Section = z.infer<typeof section>;

const request = z.object({
  method: z.string(),
  /** With its query, without the host. */
  path: z.string(),
  /** Absent where no answer came. */
  status: z.optional(z.number()),
  isWrite: z.boolean(),
});
const trace = z.object({ requests: z.array(request), log: z.array(z.string()) });
export type TraceView = z.infer<typeof trace>;

const failure = z.object({
  kind: z.enum(['halted', 'throttled', 'reconnect', 'error']),
  message: z.string(),
  /** Seconds. */
  retryAfter: z.optional(z.number()),
});
export type FailureView = z.infer<typeof failure>;

const simpleValue = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('text'), text: z.string() }),
  /** ISO 8601, as the app gave it. */
  z.object({ kind: z.literal('date'), iso: z.string(), isUtc: z.optional(z.boolean()) }),
  z.object({ kind: z.literal('list'), items: z.array(z.string()) }),
]);
export type SimpleValue = z.infer<typeof simpleValue>;

const table = z.object({
  kind: z.literal('table'),
  columns: z.array(z.object({ path: z.string(), label: z.string() })),
  /** A cell without a value is `null`. */
  rows: z.array(z.array(z.nullable(simpleValue))),
  /** Rows that were left out. */
  more: z.number(),
});
export type Table = z.infer<typeof table>;

const outputField = z.object({
  /** As later steps map it, such as `customFields__lead_score` or `tasks`. */
  path: z.string(),
  label: z.string(),
  value: z.union([simpleValue, table]),
});
export type OutputField = z.infer<typeof outputField>;

/** What a person should know of a step that ran: what it left out, and why. */
const notice = z.object({
  title: z.string(),
  text: z.string(),
  items: z.array(z.string()),
  /** The app's own words. */
  why: z.optional(z.string()),
});
export type Notice = z.infer<typeof notice>;

const record = z.object({
  /** What a person would call the record. */
  title: z.string(),
  fields: z.array(outputField),
  /** Labels of declared output fields that this record has no value for. */
  blank: z.array(z.string()),
  notices: z.array(notice),
});
export type RecordView = z.infer<typeof record>;

const outcome = z.discriminatedUnion('kind', [
  /** Zapier would not run it: these required fields are blank. */
  z.object({ kind: z.literal('incomplete'), missing: z.array(z.string()) }),
  z.object({ kind: z.literal('done'), record }),
  /** Zapier uses the first of `count`. */
  z.object({ kind: z.literal('found'), record, count: z.number() }),
  z.object({ kind: z.literal('created'), record }),
  z.object({ kind: z.literal('nothingFound') }),
  /** What a trigger's test found; when it found nothing, Zapier offers the app's own sample. */
  z.object({ kind: z.literal('samples'), records: z.array(record), isOwnSample: z.boolean() }),
  /** The trigger is switched on; what is there now counts as seen. */
  z.object({ kind: z.literal('primed'), count: z.number() }),
  /** The trigger was never switched on with these fields. */
  z.object({ kind: z.literal('notPrimed') }),
  z.object({
    kind: z.literal('polled'),
    count: z.number(),
    /** How many of them are new; `records` has the first few. */
    fresh: z.number(),
    records: z.array(record),
  }),
  z.object({ kind: z.literal('failed'), failure }),
]);
export type Outcome = z.infer<typeof outcome>;

const operation = z.object({
  ...operationRef.shape,
  label: z.string(),
  description: z.string(),
  /** What it is about, such as `Contact`. */
  noun: z.string(),
  /** Whether it is among those that most Zaps are made of. */
  isCommon: z.boolean(),
  /** Whether it is a trigger that another service calls, and that polls nothing. */
  isInstant: z.boolean(),
});
export type Operation = z.infer<typeof operation>;

const failureMode = z.enum(['none', 'expired', 'revoked', 'busy', 'down', 'lost']);
/** What a sandbox can be told to do while a step runs. */
export type FailureMode = z.infer<typeof failureMode>;

/** The account that is looked at, and the connection to it. */
const account = z.object({
  isLive: z.boolean(),
  /** Where HighLevel is. */
  url: z.string(),
  seed: z.optional(z.number()),
  label: z.string(),
  access: z.optional(access),
  area: z.optional(area),
  /** On whose clocks dates are read and shown: those of the Zap's owner, as an IANA name. */
  timezone: z.string(),
  locationId: z.string(),
  /** Sub-accounts that can be chosen. */
  locations: z.array(z.object({ id: z.string(), name: z.string() })),
  scopes: z.array(z.string()),
  /** What connecting took. */
  trace,
});
export type Account = z.infer<typeof account>;

/** A template in a few words. */
const zapTemplate = z.object({
  key: z.string(),
  title: z.string(),
  description: z.string(),
  /** Whether a connection that may only read is enough. */
  isReadOnly: z.boolean(),
  /** Whether people get messages from it. */
  isSending: z.boolean(),
  /** What the connection must cover. */
  area,
  apps: z.array(z.string()),
});
export type ZapTemplate = z.infer<typeof zapTemplate>;

/** A piece of a field: words, or what an earlier step gives, by the field's label. */
const part = z.object({
  text: z.string(),
  /** Number of the step that gives it. */
  from: z.optional(z.number()),
});
export type Part = z.infer<typeof part>;

/** A step of a Zap as the editor draws it. */
const zapStep = z.object({
  id: z.string(),
  number: z.number(),
  kind: z.enum(['trigger', 'otherAppTrigger', 'search', 'create', 'filter', 'otherApp']),
  app: z.string(),
  event: z.string(),
  noun: z.string(),
  /** Absent where no account of this app is used. */
  account: z.optional(z.string()),
  fields: z.array(z.object({ label: z.string(), parts: z.array(part) })),
  /** Labels of what the owner chooses in the other app. */
  chooses: z.array(z.string()),
  /** Of a filter, such as `Lead score greater than 69`. */
  conditions: z.array(z.string()),
  /** What the owner chooses in this account. */
  choices: z.array(
    z.object({
      name: z.string(),
      question: z.string(),
      value: z.string(),
      options: z.array(choice),
    }),
  ),
  /** Whether the Zap goes on when this search finds nothing. */
  goesOnEmpty: z.boolean(),
});
export type ZapStep = z.infer<typeof zapStep>;

/** A record that can set the Zap off, with the fields that later steps read. */
const zapData = z.object({
  title: z.string(),
  inputs: z.array(z.object({ path: z.string(), label: z.string(), value: z.string() })),
});
export type ZapData = z.infer<typeof zapData>;

/** What became of a step in a run. */
const zapStepResult = z.object({
  id: z.string(),
  outcome: z.enum(['done', 'nothingFound', 'passed', 'filtered', 'shown', 'failed']),
  input: z.array(z.object({ label: z.string(), text: z.string() })),
  output: z.optional(record),
  verdicts: z.array(z.object({ text: z.string(), holds: z.boolean() })),
  failure: z.optional(failure),
  trace,
});
export type ZapStepResult = z.infer<typeof zapStepResult>;

const zapEnd = z.enum(['finished', 'filtered', 'nothingFound', 'failed']);
export type ZapEnd = z.infer<typeof zapEnd>;

const openedZap = z.object({
  /** Names the Zap as it was set up, until the connection is another one. */
  session: z.string(),
  title: z.string(),
  description: z.string(),
  steps: z.array(zapStep),
  records: z.array(zapData),
});
export type OpenedZap = z.infer<typeof openedZap>;

/** Numbers to draw: for each point one value of each series. */
const chart = z.object({
  series: z.array(z.string()),
  points: z.array(z.object({ label: z.string(), values: z.array(z.number()) })),
});
export type Chart = z.infer<typeof chart>;

const dashboard = z.object({
  /** The last 30 days in a sentence. */
  words: z.string(),
  /** Contacts by month. */
  activity: chart,
  sources: chart,
  tasks: chart,
  tasksDueToday: z.number(),
  /** The next ones, of `appointmentCount`. */
  appointments: z.array(
    z.object({
      id: z.string(),
      when: z.string(),
      title: z.string(),
      contact: z.string(),
      calendar: z.string(),
      status: z.string(),
    }),
  ),
  appointmentCount: z.number(),
});
export type Dashboard = z.infer<typeof dashboard>;

interface Route<Asked extends z.ZodMiniType, Answered extends z.ZodMiniType> {
  path: string;
  body: Asked;
  answer: Answered;
}

const route = <Asked extends z.ZodMiniType, Answered extends z.ZodMiniType>(
  path: string,
  body: Asked,
  answer: Answered,
): Route<Asked, Answered> => ({ path, body, answer });

/** Every route of the server: what is sent to it by POST, and what comes back. */
export const api = {
  app: route(
    '/api/app',
    z.object({}),
    z.object({
      version: z.string(),
      account,
      /** What Zapier asks for when someone connects. */
      connectionFields: z.array(field),
      operations: z.array(operation),
      templates: z.array(zapTemplate),
    }),
  ),
  connect: route(
    '/api/connect',
    z.object({ access, area, locationId: z.string() }),
    z.object({ account: z.optional(account), failure: z.optional(failure) }),
  ),
  reset: route('/api/reset', z.object({ seed: z.int().check(z.nonnegative()) }), account),
  fields: route(
    '/api/fields',
    z.object({ operation: operationRef, values }),
    z.object({ sections: z.array(section), trace, failure: z.optional(failure) }),
  ),
  choices: route(
    '/api/choices',
    z.object({
      operation: operationRef,
      field: z.string(),
      values,
      pagingToken: z.optional(z.string()),
      /** Reads on, page by page, until an option holds this text. */
      wanted: z.optional(z.string()),
    }),
    z.object({
      choices: z.array(choice),
      pagingToken: z.optional(z.string()),
      trace,
      failure: z.optional(failure),
    }),
  ),
  openZap: route(
    '/api/zaps/open',
    z.object({
      template: z.string(),
      /** To what the template leaves open, by step and field: `route.assignedTo`. */
      answers: z.record(z.string(), z.string()),
    }),
    z.object({ zap: z.optional(openedZap), failure: z.optional(failure), trace }),
  ),
  playZap: route(
    '/api/zaps/play',
    z.object({
      session: z.string(),
      /** Which of the Zap's records. */
      record: z.int(),
      /** What is to be another than in the record, by path. */
      changes: z.record(z.string(), z.string()),
    }),
    z.object({ record }),
  ),
  nextStep: route(
    '/api/zaps/next',
    z.object({ session: z.string() }),
    z.object({ step: z.optional(zapStepResult), ended: z.optional(zapEnd) }),
  ),
  dashboard: route(
    '/api/dashboard',
    z.object({}),
    z.object({ dashboard: z.optional(dashboard), failure: z.optional(failure), trace }),
  ),
  run: route(
    '/api/run',
    z.object({
      operation: operationRef,
      values,
      /** `test` runs the step once; `prime` and `poll` do with a trigger what a live Zap does. */
      action: z.enum(['test', 'prime', 'poll']),
      /** Runs it although required fields are blank, as when a mapped value comes out empty. */
      sendsBlanks: z.boolean(),
      /** A real account is never made to fail. */
      failureMode,
    }),
    z.object({
      outcome,
      /** What the app got, as JSON; absent when it was not asked. */
      sent: z.optional(z.string()),
      trace,
      milliseconds: z.number(),
    }),
  ),
};

type Api = typeof api;
export type Body<Name extends keyof Api> = z.output<Api[Name]['body']>;
export type Answer<Name extends keyof Api> = z.output<Api[Name]['answer']>;
