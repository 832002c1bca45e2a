import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

import type { Handler } from './platform.ts';

/** Where `npm run build` puts the app. */
export const BUILT_APP = resolve(import.meta.dirname, '../dist/index.js');

/**
 * Has core throw when a result breaks its checks, instead of only logging it, and leave the
 * process's own http and fetch alone: its patch of `http.request` drops the third argument, for as
 * long as the process lives.
 */
const LOCAL = { calledFromCli: true };

/** Core exports it without a type. */
const handlerFactory = async (): Promise<(app: unknown) => Handler> => {
  const core: object = await import('zapier-platform-core');
  if (!('createAppHandler' in core) || typeof core.createAppHandler !== 'function') {
    throw new Error('This version of zapier-platform-core has no createAppHandler.');
  }
  const { createAppHandler } = core;
  return (app) => {
    const handler: unknown = createAppHandler(app);
    if (typeof handler !== 'function') throw new Error('Core gave no handler.');
    return async (event) => handler({ ...event, ...LOCAL });
  };
};

/** Core's handler for an app definition, as the zip's own wrapper makes it. */
export const handlerFor = async (app: unknown): Promise<Handler> => (await handlerFactory())(app);

/**
 * The handler of the built app.
 *
 * @param path of the bundle
 * @throws {Error} when there is no bundle yet
 */
export const loadHandler = async (path: string): Promise<Handler> => {
  if (!existsSync(path)) throw new Error('The app is not built yet. Run "npm run build" first.');
  const bundle: { default: unknown } = await import(pathToFileURL(path).href);
  return handlerFor(bundle.default);
};
