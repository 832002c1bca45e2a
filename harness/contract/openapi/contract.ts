import { EXCEPTIONS } from './exceptions.ts';
import type { ContractException } from './exceptions.ts';
import { FIELDS_ECHOED, FIELDS_READ } from './fields-read.ts';
import { isObject } from './json.ts';
import { officialDirectory, readOfficialFiles } from './official-files.ts';
import type { OfficialDocument, OfficialFile } from './official-files.ts';
import { createRouteMatcher, routesOf } from './routes.ts';
import type { Route, RouteMatch, RouteMatcher } from './routes.ts';
import { createSchemaChecker } from './schema-checker.ts';
import type { SchemaChecker } from './schema-checker.ts';

/** A request and its answer, as they went over the wire. */
export interface Exchange {
  readonly method: string;
  /** Path as sent, still encoded, without the query. */
  readonly path: string;
  /** A repeated parameter is a list. */
  readonly query: Readonly<Record<string, string | readonly string[]>>;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** Parsed by its content type; `undefined` where there is none. */
  readonly body?: unknown;
  readonly status: number;
  /** Parsed JSON; a string where it is not JSON; `undefined` where it is empty. */
  readonly responseBody?: unknown;
}

/** GHL's API as its official files, corrected by the listed exceptions, describe it. */
export interface Contract {
  readonly routes: readonly Route[];
  readonly matchRoute: RouteMatcher;
  readonly documents: ReadonlyMap<OfficialFile, OfficialDocument>;
  /** What is wrong with the request, in sentences that start with its route. */
  readonly checkRequest: (exchange: Exchange) => string[];
  /** What is wrong with the answer. An answer of 500 and up comes from no schema: it passes. */
  readonly checkAnswer: (exchange: Exchange) => string[];
  /** Both. */
  readonly checkExchange: (exchange: Exchange) => string[];
}

/**
 * The contract by the files of `GHL_OPENAPI_DIR`; `undefined` where that is not set.
 * @param exceptions the corrections of the files to hold to; all of them unless told otherwise
 * @throws Error when a file is missing, or has changed so that an exception points nowhere
 */
export function openContract(
  exceptions: readonly ContractException[] = EXCEPTIONS,
): Contract | undefined {
  const directory = officialDirectory();
  if (directory === undefined) return undefined;

  const documents = readOfficialFiles(directory, [
    ...exceptions.flatMap(({ changes }) => changes),
    ...FIELDS_READ.map(({ file, schema, fields }) => ({
      at: [file, 'components', 'schemas', schema, 'required'],
      to: fields,
    })),
  ]);
  const routes = routesOf(documents);
  const matchRoute = createRouteMatcher(routes);
  const check = createSchemaChecker(documents);

  const withRoute = (
    { method, path }: Exchange,
    violations: (match: RouteMatch) => string[],
  ): string[] => {
    const match = matchRoute(method, path);
    return match === undefined ? [`${method} ${path}: unknown route`] : violations(match);
  };
  const checkRequest = (exchange: Exchange): string[] =>
    withRoute(exchange, (match) => requestViolations(check, match, exchange));
  const checkAnswer = (exchange: Exchange): string[] =>
    withRoute(exchange, (match) => answerViolations(check, match, exchange));

  return {
    routes,
    matchRoute,
    documents,
    checkRequest,
    checkAnswer,
    checkExchange: (exchange) => [
      ...new Set([...checkRequest(exchange), ...checkAnswer(exchange)]),
    ],
  };
}

function requestViolations(check: SchemaChecker, match: RouteMatch, exchange: Exchange): string[] {
  const { route, pathParameters } = match;
  const { parameters = [], security } = route.operation;
  const given = { path: pathParameters, query: exchange.query, header: exchange.headers };
  const declared = new Set(parameters.flatMap((p) => (p.in === 'query' ? [p.name] : [])));

  return [
    ...parameters.flatMap(({ name, in: place, required, schema }) => {
      const where = `${route.name} ${place} ${name}`;
      const value = given[place][place === 'header' ? name.toLowerCase() : name];
      if (value === undefined) return required === true ? [`${where}: missing`] : [];
      return check(route.file, schema, parameterValue(schema, value), where);
    }),
    ...Object.keys(exchange.query)
      .filter((name) => !declared.has(name))
      .map((name) => `${route.name} query ${name}: undeclared parameter`),
    ...(security !== undefined && !/^Bearer \S+$/.test(exchange.headers['authorization'] ?? '')
      ? [`${route.name} header Authorization: no bearer token`]
      : []),
    ...bodyViolations(check, route, exchange),
  ];
}

function bodyViolations(check: SchemaChecker, route: Route, exchange: Exchange): string[] {
  const where = `${route.name} request body`;
  const declared = route.operation.requestBody;
  if (exchange.body === undefined) return declared?.required === true ? [`${where}: missing`] : [];
  if (declared === undefined) return [`${where}: none is declared`];

  const sent = exchange.headers['content-type']?.split(';')[0]?.trim() ?? 'nothing';
  const schema = declared.content[sent]?.schema;
  return schema === undefined
    ? [`${where}: must be ${Object.keys(declared.content).join(' or ')}, not ${sent}`]
    : check(route.file, schema, exchange.body, where);
}

function answerViolations(check: SchemaChecker, match: RouteMatch, exchange: Exchange): string[] {
  const { route } = match;
  const { status, responseBody } = exchange;
  if (status >= 500) return [];

  const where = `${route.name} answer ${status}`;
  const declared = route.operation.responses[String(status)];
  if (declared === undefined) return [`${where}: undeclared status`];
  const schema = declared.content?.['application/json']?.schema;
  if (schema === undefined) return [`${where}: the official file has no schema for it`];
  const reference = isObject(schema) ? schema['$ref'] : undefined;
  if (typeof reference === 'string' && !reference.startsWith('#')) {
    return [`${where}: its schema is in another file, ${reference}`];
  }
  const violations = check(route.file, schema, responseBody, where).map(ofEveryRow);
  return [...new Set(violations), ...echoViolations(exchange, route, where)];
}

/** Says once what is wrong with a hundred rows. */
const ofEveryRow = (violation: string): string => violation.replaceAll(/\/\d+(?=[/:])/g, '/*');

/** What a write sent must be in the record that comes back. */
function echoViolations(
  { body, responseBody, status }: Exchange,
  route: Route,
  where: string,
): string[] {
  const echoed = FIELDS_ECHOED.find(({ routes }) => routes.includes(route.name));
  if (echoed === undefined || status >= 300 || !isObject(body) || !isObject(responseBody))
    return [];

  const record = responseBody[echoed.record];
  return echoed.fields
    .filter((field) => body[field] !== undefined && body[field] !== null && body[field] !== '')
    .filter((field) => !isObject(record) || record[field] === undefined)
    .map((field) => `${where}/${echoed.record}/${field}: was sent and did not come back`);
}

/** Reads a parameter's text as its schema's type; text that does not read so stays text. */
function parameterValue(schema: unknown, value: string | readonly string[]): unknown {
  const type = isObject(schema) ? schema['type'] : undefined;
  if (type === 'array') return [value].flat();
  if (type === 'number' && typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value)) {
    return Number(value);
  }
  if (type === 'boolean' && (value === 'true' || value === 'false')) return value === 'true';
  return value;
}
