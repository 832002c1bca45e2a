/** Any route of HighLevel's API that a connection can be allowed to use, for those who know it. */
import * as zod from 'zod/mini';

import { API_ROUTES } from './api-routes.ts';
import type { Ghl } from './client/client.ts';
import { API_VERSION } from './client/configuration.ts';
import { GhlError } from './client/errors.ts';
import type { Json, JsonObject } from './client/json.ts';
import { SCOPE_PHRASE } from './client/scopes.ts';
import type { Scope } from './client/scopes.ts';

export type ApiMethod = 'GET' | 'POST' | 'PUT' | 'DELETE';

/** A route of the table that fits a request. */
export interface ApiRoute {
  method: ApiMethod;
  /** As HighLevel spells it, with or without a slash at its end. */
  path: string;
  scope: Scope;
  /** Where a path names the sub-account. */
  locationIds: string[];
}

const isScope = (name: string): name is Scope => Object.hasOwn(SCOPE_PHRASE, name);

const segmentsOf = (path: string): string[] => path.split('/').filter((part) => part !== '');

/** How well a template fits: the fewer of its segments stand for any, the better; absent if it does not. */
const fitOf = (template: string, segments: readonly string[]): number | undefined => {
  const wanted = segmentsOf(template);
  const isAny = (part: string | undefined): boolean => part === '*' || part === '@';
  const fits =
    wanted.length === segments.length &&
    wanted.every((part, at) => isAny(part) || part === segments[at]);
  return fits ? wanted.filter(isAny).length : undefined;
};

/**
 * The route that a request is for; `undefined` for one that HighLevel's official files do not have, or
 * that no connection can be allowed to use.
 *
 * @param path of plain segments, without a query
 */
export const apiRouteOf = (method: ApiMethod, path: string): ApiRoute | undefined => {
  const segments = segmentsOf(path);
  const found = Object.entries(API_ROUTES).flatMap(([scope, routes]) =>
    isScope(scope)
      ? routes.split(', ').flatMap((route) => {
          const [verb, template = ''] = route.split(' ');
          const fit = fitOf(template, segments);
          return fit === undefined ? [] : [{ verb, template, scope, fit }];
        })
      : [],
  );
  // A word wins over an id whatever the method: `/contacts/search` is no contact.
  const best = Math.min(...found.map(({ fit }) => fit));
  const route = found.find(({ verb, fit }) => verb === method && fit === best);
  if (route === undefined) return undefined;
  return {
    method,
    path: `/${segments.join('/')}${route.template.endsWith('/') ? '/' : ''}`,
    scope: route.scope,
    locationIds: segments.filter((_part, at) => segmentsOf(route.template)[at] === '@'),
  };
};

interface ApiRequest {
  query?: Readonly<Record<string, string>> | undefined;
  body?: JsonObject | readonly Json[] | undefined;
}

const versionOf = (path: string) =>
  /^\/(?:calendars|conversations)\//.test(path) ? API_VERSION.calendars : API_VERSION.contacts;

/**
 * Sends a request. One that changes something is sent once, whatever comes of it.
 *
 * @returns the answer as it is, most often an object; `undefined` where HighLevel says that there is none
 * @throws {GhlError} `scope_missing` before anything is sent; `request_unknown` where a change may have
 *   been made or not
 */
export const callApi = async (
  ghl: Ghl,
  { method, path, scope }: ApiRoute,
  { query, body }: ApiRequest,
): Promise<unknown> => {
  const request = {
    method,
    path,
    scope,
    version: versionOf(path),
    ...(query && { query }),
    ...(body && { body }),
    answer: zod.unknown(),
    isAnyJson: true,
    isLong: true,
  };
  if (method === 'GET' || scope.endsWith('.readonly')) return ghl.read(request);
  try {
    return await ghl.write(request);
  } catch (error) {
    const isUnknown = error instanceof GhlError && error.details.outcomeUnknown === true;
    throw isUnknown ? GhlError.requestUnknown() : error;
  }
};
