import protiv from '../../index.ts';
import { startSandbox } from '../../sandbox/index.ts';
import type { Sandbox, SandboxOptions } from '../../sandbox/index.ts';
import { ZapierCache } from '../../zap-runner/cache-server.ts';
import { Platform } from '../../zap-runner/platform.ts';
import type { Handler } from '../../zap-runner/platform.ts';
import { TestApp, environmentOf } from '../app.ts';
import { thereIn } from '../facts.ts';
import { openForeignHost } from '../foreign-host.ts';
import type { ForeignHost } from '../foreign-host.ts';
import { HeldClock } from '../held-clock.ts';
import { switchMemoryCheckOff } from '../memory-check-off.ts';
import { definitionOf, sparingHandlerFor } from '../reduced-app.ts';
import { FEW_FIXTURES, addFixtures } from './fixtures.ts';
import type { Amounts } from './fixtures.ts';
import { LogCapture } from './log-capture.ts';
import { CALENDAR, CONTACT, addNamedRecords, UNWANTED_CONTACT } from './records.ts';
import { idsIn, snapshot, worldSnapshot } from './snapshot.ts';
import type { Before } from './snapshot.ts';
import { hydratorsOf, operationsIn, operationsOf } from './tried-operations.ts';
import type { TriedOperation, Written } from './tried-operations.ts';

const MINUTE_MS = 60_000;

/** HighLevel's search shows seconds later what was written. */
const SEARCH_LAG_MS = 10_000;

type App = Readonly<Record<string, unknown>>;

/** One object, so that what is made of it is made once. */
const WHOLE: App = { ...protiv };

interface Parts {
  app: App;
  sandbox: Sandbox;
  clock: HeldClock;
  definition: Platform['definition'];
  foreignUrl: string;
}

/**
 * When each check begins: a Monday morning in the sub-account's time zone, far from a change of its
 * clocks, so that what is free in a calendar does not depend on when the checks run. A whole second, since
 * times in a location's offset have no milliseconds.
 */
const STARTED_AT = Date.parse('2026-06-01T14:00:00Z');

/**
 * The app and a sandbox on one held clock, put back to the same records, the same moment and an empty
 * cache as often as one likes. One at a time: the clock is the app's only one.
 */
export class Lab {
  readonly sandbox: Sandbox;
  readonly clock: HeldClock;
  readonly definition: Platform['definition'];
  /** Another host, to be led astray to. */
  readonly foreignUrl: string;
  /** What the app said besides its results. */
  readonly logCapture: LogCapture;
  readonly #parts: Parts;
  readonly foreignHost: ForeignHost;
  readonly #leave: () => void;
  readonly #idsOf = new Map<Amounts, ReadonlySet<string>>();
  readonly #handler: Handler;
  /** Zapier's cache when it was filled for the first time: the records are the same each time. */
  #filled: ZapierCache | undefined;
  #authData: TestApp['authData'] | undefined;
  #before: Before = { ids: new Set(), startedAt: 0 };

  private constructor(parts: Parts, handler: Handler, foreignHost: ForeignHost) {
    const { sandbox } = parts;
    this.sandbox = sandbox;
    this.logCapture = new LogCapture(() => ({
      tokens: sandbox.tokensGiven,
      clientSecrets: sandbox.clientKeys.values(),
      codes: sandbox.codesGiven,
    }));
    this.#handler = this.logCapture.captureFrom(handler);
    this.clock = parts.clock;
    this.definition = parts.definition;
    this.foreignUrl = parts.foreignUrl;
    this.#parts = parts;
    this.foreignHost = foreignHost;
    this.#leave = switchMemoryCheckOff();
  }

  /**
   * @param whole the app, or another one to try the tools on
   * @param world what is special about the sandbox
   */
  static async open(
    whole: App = WHOLE,
    world: Pick<SandboxOptions, 'allowDuplicateContact'> = {},
  ): Promise<Lab> {
    const clock = new HeldClock(STARTED_AT);
    const sandbox = await startSandbox({
      ...world,
      contacts: 5,
      searchLagMs: SEARCH_LAG_MS,
      now: clock.now,
      onSilence: clock.hush,
    });
    const foreignHost = await openForeignHost();
    const foreignUrl = `http://${foreignHost.host}/`;
    const definition = await definitionOf(whole);
    return new Lab(
      { app: whole, sandbox, clock, definition, foreignUrl },
      sparingHandlerFor(whole),
      foreignHost,
    );
  }

  /** Has the app read, and put into Zapier's cache, what it wants to know of the sub-account. */
  async fillCache(fresh: TestApp): Promise<void> {
    if (this.#filled) {
      fresh.platform.cache.copy(this.#filled);
      return;
    }
    // Of a day with slots only: thousands of them would be most of what a check costs.
    const to = thereIn(this.sandbox, fresh.location.id).openHour(1);
    await fresh.search('find_free_slots', { calendarId: CALENDAR, to });
    await fresh.poll('new_contact', {}, { isLoadingSample: true });
    // Whose company only the list of companies names.
    await fresh.search('find_contact', { contactId: UNWANTED_CONTACT });
    // What forms and surveys are called, and one of them by its name.
    await fresh.poll('new_form_submission', {}, { isLoadingSample: true });
    await fresh.poll('new_survey_submission', {}, { isLoadingSample: true });
    // Two tags or one with a comma: only the list of tags tells.
    await fresh.search('find_many_contacts', { tags: ['vip, customer'], limit: 1 });
    // With an opportunity that is lost and one that has custom fields.
    await fresh.search('find_many_opportunities', { contactId: CONTACT });
    this.#filled = new ZapierCache(Date.now);
    this.#filled.copy(fresh.platform.cache);
    fresh.clearRequests();
  }

  /** Every operation of the app, by its name. */
  written(): Written[] {
    return operationsIn(this.definition);
  }

  /** Every operation of the app, and every hydrator. */
  operations(): TriedOperation[] {
    const { location } = this.reset();
    const there = thereIn(this.sandbox, location.id);
    return [...operationsOf(this.definition, there), ...hydratorsOf(this.#parts.app)];
  }

  /** Everything that ever reached the other host. */
  get ledAstray(): string {
    return this.foreignHost.heard;
  }

  /** The app, freshly started, in front of the same records as each time. */
  reset(amounts: Amounts = FEW_FIXTURES): TestApp {
    const { sandbox, clock } = this.#parts;
    clock.moveTo(STARTED_AT);
    sandbox.reset();
    const options = { environment: environmentOf(sandbox) };
    const platform = new Platform(this.#handler, this.definition, options);
    const fresh = new TestApp(sandbox, platform).connect(({ scopes }) =>
      scopes.includes('contacts.write'),
    );
    // Tokens outlive a reset, and a refresh token works but once.
    if (this.#authData) fresh.authData = this.#authData;
    this.#authData = fresh.authData;
    addNamedRecords(sandbox, fresh.location.id);
    // Of the two sub-accounts only one may have them: no real id is in both.
    for (const { id } of sandbox.locations) {
      if (id === fresh.location.id || amounts.inBoth) continue;
      const other = sandbox.world.location(id);
      for (const contactId of sandbox.world.location(fresh.location.id).contacts.keys()) {
        other.deleteContact(contactId);
      }
    }
    addFixtures(sandbox.world, fresh.location.id, amounts);
    clock.moveTo(STARTED_AT + MINUTE_MS);
    sandbox.clearRequests();
    const ids = this.#idsOf.get(amounts) ?? idsIn(sandbox.world);
    this.#idsOf.set(amounts, ids);
    this.#before = { ids, startedAt: STARTED_AT + MINUTE_MS };
    return fresh;
  }

  /** Has Zapier renew a spent token: the old one is of no use any more. */
  async renew(fresh: TestApp): Promise<void> {
    const { access_token: spent } = fresh.authData;
    this.sandbox.revokeToken(String(spent));
    const tokens = await fresh.call('authentication.oauth2Config.refreshAccessToken', {});
    fresh.authData = { ...fresh.authData, ...Object(tokens) };
    this.#authData = fresh.authData;
  }

  /** What the sandbox holds now; the same text for the same records. */
  state(): string {
    return worldSnapshot(this.sandbox.world, this.#before);
  }

  /** The same for what an operation gave. */
  snapshot(result: unknown): string {
    return snapshot(result, this.#before);
  }

  /** Whether an id was there before the run. */
  isKnown(id: string): boolean {
    return this.#before.ids.has(id);
  }

  async close(): Promise<void> {
    this.#leave();
    this.clock.release();
    await this.foreignHost.close();
    await this.sandbox.close();
  }
}

/** Opens a lab for some work. */
export const inLab = async <T>(
  [app, world]: Parameters<typeof Lab.open>,
  work: (lab: Lab) => Promise<T>,
): Promise<T> => {
  const lab = await Lab.open(app, world);
  try {
    return await work(lab);
  } finally {
    await lab.close();
  }
};
