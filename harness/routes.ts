import type { RecordedRequest } from '../sandbox/index.ts';
import { addRoutes } from '../sandbox/routes/index.ts';

export interface Route {
  /** `GET /contacts/{contactId}`, as GHL's own files spell it. */
  name: string;
  scope: string;
  matches: (request: Asked) => boolean;
}

const collect = (): Route[] => {
  const routes: Route[] = [];
  addRoutes((method, path, scope) => {
    const pattern = new RegExp(`^${path.replace(/:\w+/g, '[^/]+')}$`);
    routes.push({
      name: `${method} ${path.replace(/:(\w+)/g, '{$1}')}`,
      scope,
      matches: (request) => request.method === method && pattern.test(request.path),
    });
  });
  // A literal segment wins over a parameter.
  return routes.sort((a, b) => count(a.name) - count(b.name));
};

const count = (name: string): number => name.split('{').length;

/** Every route that the sandbox has. */
const ROUTES: readonly Route[] = collect();

type Asked = Pick<RecordedRequest, 'method' | 'path'>;

/** The route that a request is for, if there is one. */
export const findRoute = (request: Asked): Route | undefined =>
  ROUTES.find(({ matches }) => matches(request));

/** @throws {Error} for a request that is for none */
export const routeOf = (request: Asked): Route => {
  const route = findRoute(request);
  if (!route) throw new Error(`No route for ${request.method} ${request.path}.`);
  return route;
};

/** @throws {Error} where the sandbox has no such route */
export const routeNamed = (name: string): Route => {
  const route = ROUTES.find((candidate) => candidate.name === name);
  if (!route) throw new Error(`No route ${name}.`);
  return route;
};

/** Deprecated and served by its successor; and v3's spelling of a route that is there already. */
const NOT_COUNTED: ReadonlySet<string> = new Set([
  'GET /contacts/',
  'DELETE /contacts/{contactId}/campaigns/remove-all',
]);

/** The 31 live routes of GHL's Contacts API. */
export const CONTACT_ROUTES: readonly Route[] = ROUTES.filter(
  ({ name }) => / \/contacts\//.test(name) && !NOT_COUNTED.has(name),
);
