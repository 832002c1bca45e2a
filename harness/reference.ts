import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

import type { RequestRecord } from '../zap-runner/platform.ts';
import { factsFile } from './facts-file.ts';
import { factsOf } from './facts.ts';
import { findRoute } from './routes.ts';

const PAGES = { triggers: 'triggers.md', searches: 'searches.md', creates: 'actions.md' } as const;

const KEY_AND_ROUTES = /^Key `(?<key>\w+)`(?:(?!^## )[\s\S])*?^Routes: (?<routes>.*)$/gm;

let documented: ReadonlyMap<string, ReadonlySet<string>> | undefined;

/** The routes that the generated reference names, by operation. */
const documentedRoutes = (): ReadonlyMap<string, ReadonlySet<string>> => {
  documented ??= new Map(
    Object.entries(PAGES).flatMap(([kind, page]) => {
      const text = readFileSync(resolve('docs/reference/operations', page), 'utf8');
      return [...text.matchAll(KEY_AND_ROUTES)].map(({ groups }) => {
        const routes = [...(groups?.['routes'] ?? '').matchAll(/`([^`]+)`/g)];
        return [
          `${kind}.${groups?.['key']}`,
          new Set(routes.map(([, route]) => route ?? '')),
        ] as const;
      });
    }),
  );
  return documented;
};

const PERFORM = /^(\w+\.\w+)\.operation\.perform$/;

/**
 * Sentences about requests of an operation for which the reference names no route.
 *
 * @param method what was called, such as `searches.find_task.operation.perform`
 */
export const undocumentedRoutes = (
  method: string,
  requests: readonly RequestRecord[],
): string[] => {
  const operation = PERFORM.exec(method)?.[1];
  if (operation === undefined) return [];
  const named = documentedRoutes().get(operation);
  // What the pages do not know yet makes the test fail that holds them up to date.
  if (!named || factsOf(operation).givesAnything !== undefined) return [];
  return requests.flatMap((request) => {
    const route = findRoute({ method: request.method, path: new URL(request.url).pathname });
    return route === undefined || named.has(route.name)
      ? []
      : [
          `docs/reference/operations does not say that ${operation} asks for ${route.name}: add a way to ${factsFile(operation.split('.')[1] ?? '')}, then npm run docs.`,
        ];
  });
};
