import { startSandbox } from '../../sandbox/index.ts';
import type { Sandbox } from '../../sandbox/index.ts';
import { connect } from '../../zap-runner/connect.ts';
import type { Connected } from '../../zap-runner/connect.ts';
import { openLiveSession } from '../../zap-runner/demo/live-session.ts';
import { Failure } from '../../zap-runner/failure.ts';
import { createPlatform, newTrace } from '../../zap-runner/platform.ts';
import type { Handler, Platform } from '../../zap-runner/platform.ts';
import type { Account as AccountView, Answer, Body } from '../protocol.ts';
import { readDashboard } from './dashboard.ts';
import { Editor } from './editor.ts';
import { showTrace } from './show.ts';
import { Zaps } from './zaps.ts';

/** An account of HighLevel and the connection through which the editor sees it. */
export interface Account {
  readonly editor: Editor;
  readonly zaps: Zaps;
  readonly sandbox?: Sandbox;
  view: () => AccountView;
  /** What a dashboard shows of it, from the app's own searches. */
  dashboard: () => Promise<Answer<'dashboard'>>;
  /** Connects anew, through the app's OAuth. @throws {Failure} when that does not work */
  connect: (wanted: Body<'connect'>) => Promise<void>;
  close: () => Promise<void>;
}

export interface SandboxChoices {
  /** Who is in the sandbox. */
  seed: number;
  /** How many contacts it has; without it, the sandbox's own choice. */
  contacts?: number;
  /** Whether some people are odd in the ways that real data is. */
  oddPeople?: boolean;
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

const wordsIn = (value: unknown): string[] => text(value).split(' ').filter(Boolean);

class SandboxAccount implements Account {
  readonly sandbox: Sandbox;
  readonly #platform: Platform;
  readonly #seed: number;
  #permissions: Pick<Body<'connect'>, 'access' | 'area'>;
  #connected: Connected;
  editor: Editor;
  zaps: Zaps;

  constructor(sandbox: Sandbox, platform: Platform, seed: number, connected: Connected) {
    this.sandbox = sandbox;
    this.#platform = platform;
    this.#seed = seed;
    this.#permissions = FIRST;
    this.#connected = connected;
    this.editor = new Editor(connected.connection);
    this.zaps = new Zaps(connected.connection, connected.label);
  }

  view(): AccountView {
    const { label, trace, connection } = this.#connected;
    return {
      isLive: false,
      url: this.sandbox.url,
      seed: this.#seed,
      label,
      ...this.#permissions,
      timezone: this.#platform.timezone,
      locationId: text(connection.authData['locationId']),
      locations: this.sandbox.locations.map(({ id, name }) => ({ id, name })),
      scopes: wordsIn(connection.authData['scope']),
      trace: showTrace(trace),
    };
  }

  dashboard(): Promise<Answer<'dashboard'>> {
    return readDashboard(this.#connected.connection);
  }

  async connect({ access, area, locationId }: Body<'connect'>): Promise<void> {
    this.#connected = await connect(this.#platform, { access, scopes: area, locationId });
    this.#permissions = { access, area };
    const { connection, label } = this.#connected;
    this.editor = new Editor(connection);
    this.zaps = new Zaps(connection, label);
  }

  close(): Promise<void> {
    return this.sandbox.close();
  }
}

/** With it every operation can be tried. */
const FIRST = { access: 'write', area: 'sales' } as const;

/** Starts a sandbox on a free port and connects to its first sub-account through the app's OAuth. */
export const openSandboxAccount = async (
  handler: Handler,
  { seed, contacts, oddPeople = false }: SandboxChoices,
): Promise<Account> => {
  const sandbox = await startSandbox({
    seed,
    oddPeople,
    ...(contacts !== undefined && { contacts }),
  });
  try {
    const [location] = sandbox.locations;
    const platform = await createPlatform(handler, {
      environment: {
        GHL_API_BASE_URL: sandbox.url,
        GHL_MARKETPLACE_URL: sandbox.url,
        CLIENT_ID: sandbox.clientId,
        CLIENT_SECRET: sandbox.clientSecret,
      },
      ...(location && { timezone: location.timezone }),
    });
    const connected = await connect(platform, { access: FIRST.access, scopes: FIRST.area });
    return new SandboxAccount(sandbox, platform, seed, connected);
  } catch (error) {
    await sandbox.close();
    throw error;
  }
};

/**
 * The account whose connection the environment holds, as `zapier-platform invoke auth start` leaves
 * it. What a test writes is written for real.
 *
 * @throws {Failure} when there is no connection or HighLevel does not accept it
 */
export const openLiveAccount = async (
  handler: Handler,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<Account> => {
  const session = await openLiveSession(handler, environment);
  const { authData } = session.connection;
  const locationId = text(authData['locationId']);
  return {
    editor: new Editor(session.connection),
    zaps: new Zaps(session.connection, session.connected[0] ?? '', true),
    view: () => ({
      isLive: true,
      url: session.account[0] ?? '',
      label: session.connected[0] ?? '',
      timezone: session.connection.platform.timezone,
      locationId,
      locations: [],
      scopes: wordsIn(authData['scope']),
      trace: showTrace(newTrace()),
    }),
    dashboard: () => readDashboard(session.connection),
    connect: async () => {
      throw new Failure(
        'error',
        'The connection of .env is used. To change it, run "npx zapier-platform invoke auth start" and start the preview again.',
      );
    },
    close: session.close,
  };
};
