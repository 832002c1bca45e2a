import type { Bundle, ZObject } from 'zapier-platform-core';

import authentication from '../authentication.ts';
import definition from '../index.ts';

/** A cache that honours "only if it is not there", as Zapier's does and core's local one does not. */
export const honestCache = (): Pick<ZObject['cache'], 'delete' | 'get' | 'set'> => {
  const store = new Map<string, unknown>();
  return {
    set: (key, value, _seconds, _scope, onlyIfAbsent = false) => {
      const absent = !store.has(key);
      if (absent || !onlyIfAbsent) store.set(key, value);
      return Promise.resolve(absent);
    },
    get: (key) => Promise.resolve(store.get(key) ?? null),
    delete: (key) => Promise.resolve(store.delete(key)),
  };
};

/** The app, renewing its connections with such a cache. */
export const appWithHonestCache = () => {
  const cache = honestCache();
  const refreshAccessToken = (z: ZObject, bundle: Bundle) => {
    Object.assign(z.cache, cache);
    return authentication.oauth2Config.refreshAccessToken(z, bundle);
  };
  return {
    ...definition,
    authentication: {
      ...authentication,
      oauth2Config: { ...authentication.oauth2Config, refreshAccessToken },
    },
  };
};
