import { handlerFor } from '../zap-runner/handler.ts';
import { createPlatform } from '../zap-runner/platform.ts';
import type { Handler, Platform } from '../zap-runner/platform.ts';
import { isRecord } from '../zap-runner/records.ts';

/** Where an operation stands in an app. */
interface Place {
  registry: string;
  key: string;
}

/**
 * An app with some operations only; all else of it is there. Core copies the whole definition at each
 * call, which would be most of what thousands of calls cost.
 */
export const reducedTo = (
  whole: Readonly<Record<string, unknown>>,
  ...kept: readonly Place[]
): Record<string, unknown> => {
  const none: Record<string, Record<string, unknown>> = {
    triggers: {},
    searches: {},
    creates: {},
    searchOrCreates: {},
  };
  for (const { registry, key } of kept) {
    none[registry] = { ...none[registry], [key]: Object(whole[registry])[key] };
  }
  return { ...whole, ...none };
};

const OF_OPERATION = /^(?<registry>triggers|searches|creates)\.(?<key>\w+)\./;
const OF_NO_OPERATION = /^(?:authentication|hydrators)\./;

/** What of an app an event is about; all of it where it is about no single method. */
const partFor = (
  whole: Readonly<Record<string, unknown>>,
  method: unknown,
): { name: string; app: Readonly<Record<string, unknown>> } => {
  if (typeof method !== 'string') return { name: '', app: whole };
  const { registry, key } = OF_OPERATION.exec(method)?.groups ?? {};
  if (registry !== undefined && key !== undefined && Object.hasOwn(Object(whole[registry]), key)) {
    return { name: `${registry}.${key}`, app: reducedTo(whole, { registry, key }) };
  }
  return OF_NO_OPERATION.test(method)
    ? { name: 'none', app: reducedTo(whole) }
    : { name: '', app: whole };
};

const handlers = new WeakMap<object, Map<string, Promise<Handler>>>();

/**
 * Core's handler for an app, which at each call knows no other operation than the one that is called.
 * Handlers are made once for each app and operation.
 */
export const sparingHandlerFor =
  (app: unknown): Handler =>
  async (event) => {
    if (!isRecord(app)) return (await handlerFor(app))(event);
    const made = handlers.get(app) ?? new Map<string, Promise<Handler>>();
    handlers.set(app, made);
    const part = partFor(app, event['command'] === 'execute' ? event['method'] : undefined);
    const handler = made.get(part.name) ?? handlerFor(part.app);
    made.set(part.name, handler);
    return (await handler)(event);
  };

const definitions = new WeakMap<object, Promise<Platform['definition']>>();

/** What core says of an app; asked once. */
export const definitionOf = async (app: unknown): Promise<Platform['definition']> => {
  const read = async (): Promise<Platform['definition']> =>
    (await createPlatform(sparingHandlerFor(app))).definition;
  if (!isRecord(app)) return read();
  const known = definitions.get(app) ?? read();
  definitions.set(app, known);
  return known;
};
