import app from '../index.ts';
import { clock } from '../lib/ghl/client/clock.ts';
import { startSandbox } from '../sandbox/index.ts';
import type {
  RecordedRequest,
  Sandbox,
  SandboxLocation,
  SandboxOptions,
} from '../sandbox/index.ts';
import type { CustomFieldDefinition } from '../sandbox/world.ts';
import { Failure } from '../zap-runner/failure.ts';
import { Platform, newTrace } from '../zap-runner/platform.ts';
import type { Handler, Moment, Trace } from '../zap-runner/platform.ts';
import { contractViolations } from './contract/openapi/recorder.ts';
import { HeldClock } from './held-clock.ts';
import { definitionOf, sparingHandlerFor } from './reduced-app.ts';
import { undocumentedRoutes } from './reference.ts';
import { Silence } from './silence.ts';

export type Fields = Record<string, unknown>;

export interface Choices {
  results: Fields[];
  /** Where "load more" goes on. */
  paging_token: unknown;
}

/** The app as Zapier runs it, connected to one location of a sandbox of its own. */
export class TestApp {
  readonly sandbox: Sandbox;
  readonly platform: Platform;
  /** Requests and log lines of the last call. */
  trace: Trace = newTrace();
  authData: Fields = {};
  readonly #violations = new Set<string>();
  readonly #undocumented = new Set<string>();

  constructor(sandbox: Sandbox, platform: Platform) {
    this.sandbox = sandbox;
    this.platform = platform;
  }

  /** The first location grants everything, the other one is read only. */
  get location(): SandboxLocation {
    const location = this.sandbox.locations.find(({ id }) => id === this.authData['locationId']);
    if (!location) throw new Error('The connection names no location of the sandbox.');
    return location;
  }

  connect(which: (location: SandboxLocation) => boolean): this {
    const location = this.sandbox.locations.find(which);
    if (!location) throw new Error('No such location.');
    this.authData = authDataOf(location);
    return this;
  }

  /** Starts the list of requests anew; those until now are held against GHL's official files. */
  clearRequests(): void {
    for (const line of contractViolations(this.sandbox.requests)) this.#violations.add(line);
    this.sandbox.clearRequests();
  }

  /**
   * Stops the sandbox, and holds all that the test sent and got against GHL's official files, and
   * the routes against the generated reference.
   */
  async close(): Promise<void> {
    await this.sandbox.close();
    this.clearRequests();
    const violations = [...this.#violations];
    if (violations.length > 0) throw new Error(`Against GHL’s API:\n${violations.join('\n')}`);
    if (this.#undocumented.size > 0) throw new Error([...this.#undocumented].join('\n'));
  }

  /** @param cleanedRequest what a hook trigger is called with */
  async call(
    method: string,
    inputData: Fields,
    moment?: Moment,
    cleanedRequest?: Fields,
  ): Promise<unknown> {
    const trace = newTrace();
    this.trace = trace;
    try {
      return await this.platform.call(
        method,
        {
          authData: this.authData,
          connectionId: String(this.authData['locationId']),
          inputData,
          ...(moment && { moment }),
          ...(cleanedRequest && { cleanedRequest }),
        },
        trace,
      );
    } finally {
      for (const line of undocumentedRoutes(method, trace.requests)) this.#undocumented.add(line);
    }
  }

  async poll(key: string, inputData: Fields = {}, moment?: Moment): Promise<Fields[]> {
    return rows(await this.call(`triggers.${key}.operation.perform`, inputData, moment));
  }

  async search(key: string, inputData: Fields): Promise<Fields[]> {
    return rows(await this.call(`searches.${key}.operation.perform`, inputData));
  }

  async create(key: string, inputData: Fields): Promise<Fields> {
    const [record] = rows([await this.call(`creates.${key}.operation.perform`, inputData)]);
    if (!record) throw new Error('A create gave nothing.');
    return record;
  }

  /** What the editor shows of an operation: its input fields, those of field functions included. */
  async inputFields(operation: string): Promise<Fields[]> {
    return rows(await this.call(`${operation}.operation.inputFields`, {}));
  }

  /** The lists that the app fills, of an operation's fields, by their places in the definition. */
  lists(operation: string): { key: string; method: string }[] {
    const { triggers = {}, searches = {}, creates = {} } = this.platform.definition;
    const [registry, key = ''] = operation.split('.');
    const entries =
      registry === 'triggers' ? triggers : registry === 'searches' ? searches : creates;
    return (entries[key]?.operation.inputFields ?? []).flatMap((field, index) =>
      typeof field === 'object' && Object.hasOwn(Object(field.choices), 'perform')
        ? [
            {
              key: field.key,
              method: `${operation}.operation.inputFields.${index}.choices.perform`,
            },
          ]
        : [],
    );
  }

  /** One page of a field's dropdown, as the editor opens it. */
  async choices(operation: string, key: string, pagingToken?: string): Promise<Choices> {
    const list = this.lists(operation).find((each) => each.key === key);
    if (!list) throw new Error(`There is no list of ${key} in ${operation}.`);
    const moment = { isFillingDynamicDropdown: true, paging_token: pagingToken };
    const [page] = rows([await this.call(list.method, {}, moment)]);
    return { results: rows(page?.['results']), paging_token: page?.['paging_token'] };
  }

  /** The input key of one of the location's custom fields, by its name in HighLevel. */
  inputFor(name: string): string {
    return `customField_${this.#customField(name).fieldKey.replace('contact.', '')}`;
  }

  /** The id of one of the location's custom fields, by its name in HighLevel. */
  customFieldId(name: string): string {
    return this.#customField(name).id;
  }

  #customField(name: string): CustomFieldDefinition {
    const { customFields } = this.sandbox.world.location(this.location.id);
    const field = customFields.find((definition) => definition.name === name);
    if (!field) throw new Error(`No custom field ${name}.`);
    return field;
  }

  /** The requests that had to change something, whether or not they did. */
  get writesSent(): RecordedRequest[] {
    return this.sandbox.requests.filter(
      ({ method, path }) => method !== 'GET' && !/\/(search|token)$/.test(path),
    );
  }

  /** The failure of a call that has to fail. */
  async failure(call: () => Promise<unknown>): Promise<Failure> {
    try {
      await call();
    } catch (error) {
      if (error instanceof Failure) return error;
      throw error;
    }
    throw new Error('The call succeeded.');
  }

  /** Codes of the app's own log lines of the last call. */
  get logCodes(): string[] {
    return this.trace.log.flatMap((line) => /^\{"code":"([^"]+)"/.exec(line)?.[1] ?? []);
  }
}

const rows = (value: unknown): Fields[] => {
  if (!Array.isArray(value)) throw new Error('Not a list.');
  return value.map((row: unknown) => {
    if (typeof row !== 'object' || row === null) throw new Error('Not a record.');
    return { ...row };
  });
};

/** What Zapier keeps of a connection to a location. */
export const authDataOf = (location: SandboxLocation): Fields => ({
  access_token: location.accessToken,
  refresh_token: location.refreshToken,
  locationId: location.id,
  companyId: location.companyId,
  userId: location.userId,
  scope: location.scopes.join(' '),
});

const canWrite = (location: SandboxLocation): boolean => location.scopes.includes('contacts.write');

/**
 * The app on core's handler, freshly started, which sends its requests to a sandbox.
 *
 * @param definition the app, or another one in its place
 * @param handler core's for that app, where somebody listens to it
 */
export const platformFor = async (
  sandbox: Sandbox,
  definition: unknown = app,
  handler: Handler = sparingHandlerFor(definition),
): Promise<Platform> =>
  new Platform(handler, await definitionOf(definition), { environment: environmentOf(sandbox) });

/** Has an app send its requests to a sandbox. */
export const environmentOf = (sandbox: Sandbox): Readonly<Record<string, string>> => ({
  GHL_API_BASE_URL: sandbox.url,
  GHL_MARKETPLACE_URL: sandbox.url,
  CLIENT_ID: sandbox.clientId,
  CLIENT_SECRET: sandbox.clientSecret,
});

/** Of all requests while no clock is held. */
const silence = new Silence();

const { alarm: alarmByTheClock } = clock;

/** On a busy machine an answer may be slower than the app would wait; no test is about that. */
const waitForAnswers = (): void => {
  if (clock.alarm !== alarmByTheClock) return;
  clock.alarm = (ms, ring) => silence.set({ setAt: clock.now(), ms, ring });
};

const onSilence = (): void => {
  const { hush } = HeldClock.current ?? silence;
  hush();
};

/**
 * Starts a sandbox on a free port and the app against it, connected with full access. The app gives
 * up on an answer once the sandbox says that none will come.
 *
 * @param definition the app, or another one in its place
 */
export const openApp = async (
  options: SandboxOptions = {},
  definition?: unknown,
): Promise<TestApp> => {
  waitForAnswers();
  const sandbox = await startSandbox({ onSilence, ...options });
  return new TestApp(sandbox, await platformFor(sandbox, definition)).connect(canWrite);
};
