import app from '../../index.ts';
import { clock } from '../../lib/ghl/client/clock.ts';
import { withRelay } from '../../lib/zapier/platform/polling-trigger.ts';
import * as triggers from '../../triggers/index.ts';
import * as onlyInstant from '../../triggers/instant/index.ts';
import { newTrace } from '../../zap-runner/platform.ts';
import type { CallBundle, Platform } from '../../zap-runner/platform.ts';
import { platformFor } from '../app.ts';
import type { Fields, TestApp } from '../app.ts';

/** The app as a build without a relay makes it. */
export const pollingApp = { ...app, triggers };

/** The app as a build with a relay makes it. */
export const instantApp = { ...app, triggers: withRelay(triggers, onlyInstant) };

/** A relay that does not answer, where a test has none: nobody listens there on this machine. */
const NOWHERE = 'http://127.0.0.1:9';

const platforms = new WeakMap<TestApp, Promise<Platform>>();

/** The app with a relay on the sandbox of another. */
export const instantPlatformOf = (test: TestApp): Promise<Platform> => {
  const known = platforms.get(test) ?? platformFor(test.sandbox, instantApp);
  platforms.set(test, known);
  return known;
};

/** What the relay sends, as the app gets it through Zapier. */
export const callOfRelay = (test: TestApp, event: Fields): Fields => ({
  subscriptionId: 'subscription1',
  locationId: test.location.id,
  deliveryId: 'delivery1',
  timestamp: new Date(clock.now()).toISOString(),
  attempt: 1,
  ...event,
});

/** What a hook trigger makes of what the relay sends. */
export const hook = async (
  test: TestApp,
  key: string,
  event: Fields,
  inputData: Fields = {},
): Promise<readonly Fields[]> => {
  const cleanedRequest = callOfRelay(test, event);
  const method = `triggers.${key}.operation.perform`;
  const answer = await callInstant(test, method, { inputData, cleanedRequest });
  if (!Array.isArray(answer)) throw new Error('A hook gives a list.');
  return answer;
};

/** Calls a method of the app with a relay, on the sandbox and with the connection of another. */
export const callInstant = async (
  test: TestApp,
  method: string,
  bundle: Omit<CallBundle, 'authData'>,
): Promise<unknown> => {
  process.env['PROTIV_RELAY_URL'] ??= NOWHERE;
  const trace = newTrace();
  test.trace = trace;
  const platform = await instantPlatformOf(test);
  const connectionId = String(test.authData['locationId']);
  return platform.call(method, { ...bundle, authData: test.authData, connectionId }, trace);
};
