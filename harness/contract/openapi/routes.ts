import type { OfficialDocument, OfficialFile, OfficialOperation } from './official-files.ts';

/** One method of one path, and the file whose schemas it refers to. */
export interface Route {
  /** As the official files spell it: `GET /contacts/{contactId}`. */
  readonly name: string;
  readonly method: string;
  readonly template: string;
  readonly file: OfficialFile;
  readonly operation: OfficialOperation;
}

export interface RouteMatch {
  readonly route: Route;
  /** Decoded path parameters by name. */
  readonly pathParameters: Readonly<Record<string, string>>;
}

/** Every route of the files. */
export const routesOf = (documents: ReadonlyMap<OfficialFile, OfficialDocument>): Route[] =>
  [...documents].flatMap(([file, { paths }]) =>
    Object.entries(paths).flatMap(([template, operations]) =>
      Object.entries(operations).map(([verb, operation]) => {
        const method = verb.toUpperCase();
        return { name: `${method} ${template}`, method, template, file, operation };
      }),
    ),
  );

/** Finds the route of a request; `undefined` for one that is not GHL's. */
export type RouteMatcher = (method: string, path: string) => RouteMatch | undefined;

/**
 * A matcher for `routes`. A literal segment wins over a parameter before the method is looked at,
 * so that `GET /contacts/search` is not the contact "search"; trailing slashes count.
 */
export function createRouteMatcher(routes: readonly Route[]): RouteMatcher {
  const templates = [...new Set(routes.map(({ template }) => template))]
    .sort((a, b) => (specificity(a) < specificity(b) ? -1 : 1))
    .map((template) => ({ template, pattern: patternOf(template) }));

  return (method, path) => {
    for (const { template, pattern } of templates) {
      const match = pattern.exec(path);
      if (match === null) continue;
      const route = routes.find((r) => r.template === template && r.method === method);
      return route && { route, pathParameters: decoded(match.groups ?? {}) };
    }
    return undefined;
  };
}

/** Sorts literals before parameters, segment by segment from the left. */
const specificity = (template: string): string =>
  template
    .split('/')
    .map((segment) => (segment.startsWith('{') ? '1' : '0'))
    .join('');

const patternOf = (template: string): RegExp =>
  new RegExp(`^${template.replaceAll(/\{(\w+)\}/g, '(?<$1>[^/]+)')}$`);

const decoded = (groups: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(groups).map(([k, v]) => [k, decodeURIComponent(v)]));
