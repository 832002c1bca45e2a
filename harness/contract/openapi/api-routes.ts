/** The routes that the API Request action may call, made of HighLevel's official files. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { SCOPE_PHRASE } from '../../../lib/ghl/client/scopes.ts';
import { isObject } from './json.ts';

/** Whose routes people may ask for; signing in is none of them. */
const FILES = [
  'businesses',
  'calendars',
  'campaigns',
  'contacts',
  'conversations',
  'forms',
  'locations',
  'opportunities',
  'surveys',
  'users',
  'workflows',
];

/** What the files do not say of a route, as its neighbours have it. */
const ASSUMED: Readonly<Record<string, string>> = {
  'POST /contacts/bulk/tags/update/{type}': 'contacts.write',
  'POST /contacts/bulk/business': 'contacts.write',
  'GET /conversations/messages/email/{id}': 'conversations/message.readonly',
  'DELETE /conversations/messages/email/{emailMessageId}/schedule': 'conversations/message.write',
  'GET /locations/{locationId}/tags/{tagId}': 'locations/tags.readonly',
  'PUT /locations/{locationId}/tags/{tagId}': 'locations/tags.write',
  'DELETE /locations/{locationId}/tags/{tagId}': 'locations/tags.write',
  'GET /locations/{locationId}/customFields/{id}': 'locations/customFields.readonly',
  'GET /locations/{locationId}/customValues/{id}': 'locations/customValues.readonly',
  'PUT /locations/{locationId}/customValues/{id}': 'locations/customValues.write',
  'DELETE /locations/{locationId}/customValues/{id}': 'locations/customValues.write',
};

/** Sound and text files, which are no JSON; and the list of an agency's sub-accounts. */
const LEFT_OUT = /\/(?:recording|download)$|^\/locations\/search$/;

const scopesOf = (operation: Record<string, unknown>): string[] =>
  [operation['security']]
    .flat()
    .filter(isObject)
    .flatMap((alternative) => Object.values(alternative).flat())
    .map(String);

const takesJson = ({ requestBody }: Record<string, unknown>): boolean =>
  !isObject(requestBody) ||
  (isObject(requestBody['content']) && 'application/json' in requestBody['content']);

/** The only parameter that matters; any other is any one segment. */
const shortened = (template: string): string =>
  template.replaceAll('{locationId}', '@').replaceAll(/\{\w+\}/g, '*');

/**
 * The routes by the scope that they need: those that a connection can be granted, that take and give
 * JSON, and that HighLevel does not call deprecated.
 *
 * @returns of each scope its routes, such as `GET /contacts/*`
 */
export const officialRoutes = (directory: string): Map<string, string[]> => {
  const routes = new Map<string, string[]>();
  for (const file of FILES) {
    const document: unknown = JSON.parse(readFileSync(join(directory, `${file}.json`), 'utf8'));
    const paths = isObject(document) && isObject(document['paths']) ? document['paths'] : {};
    for (const [template, methods] of Object.entries(paths)) {
      for (const [verb, operation] of Object.entries(isObject(methods) ? methods : {})) {
        if (!isObject(operation)) continue;
        const name = `${verb.toUpperCase()} ${template}`;
        const scope =
          scopesOf(operation).find((each) => Object.hasOwn(SCOPE_PHRASE, each)) ?? ASSUMED[name];
        const isLeftOut = operation['deprecated'] === true || LEFT_OUT.test(template);
        if (scope === undefined || isLeftOut || !takesJson(operation)) continue;
        const route = `${verb.toUpperCase()} ${shortened(template)}`;
        routes.set(scope, [...(routes.get(scope) ?? []), route]);
      }
    }
  }
  return new Map([...routes].toSorted(([a], [b]) => (a < b ? -1 : 1)));
};

/** The file that holds them. */
export const API_ROUTES_FILE = 'lib/ghl/api-routes.ts';

/** What that file has to hold. */
export const apiRoutesSource = (directory: string): string => {
  const lines = [...officialRoutes(directory)].map(
    ([scope, routes]) => `  '${scope}':\n    '${routes.toSorted().join(', ')}',`,
  );
  return `// Made by \`npm run api-routes\` of HighLevel's official files; a test holds it against them.
import type { Scope } from './client/scopes.ts';

/** Routes by the scope that they need: \`*\` is any id, \`@\` the connected sub-account's. */
export const API_ROUTES: Readonly<Partial<Record<Scope, string>>> = {
${lines.join('\n')}
};
`;
};
