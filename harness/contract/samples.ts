import type { Contract, Exchange } from './openapi/contract.ts';
import { isObject } from './openapi/json.ts';
import type { JsonObject } from './openapi/json.ts';
import type { Route } from './openapi/routes.ts';

/** A value with one thing wrong with it. */
export interface Mutant<T> {
  readonly flaw: string;
  readonly value: T;
}

type Resolve = (schema: unknown) => JsonObject;

/** Follows `$ref` and the `allOf` that wraps one. */
const resolverFor =
  ({ documents }: Contract, { file }: Route): Resolve =>
  (schema) => {
    let current = schema;
    while (isObject(current)) {
      const { $ref: reference, allOf } = current;
      if (typeof reference === 'string') {
        const name = reference.split('/').at(-1) ?? '';
        current = documents.get(file)?.components.schemas[name];
      } else if (Array.isArray(allOf)) current = allOf[0];
      else return current;
    }
    throw new Error(`Not a schema: ${JSON.stringify(schema)}`);
  };

const propertiesOf = (schema: JsonObject): JsonObject =>
  isObject(schema['properties']) ? schema['properties'] : {};
const textsOf = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];

/**
 * A valid value with every property that the schema declares. A schema inside itself is
 * taken in its first form once; `undefined` stands for one further in, which is left out.
 * @param choice which form to take where the schema allows several, counted from 0
 */
function sample(
  resolve: Resolve,
  schema: unknown,
  choice: number,
  outer: readonly JsonObject[] = [],
): unknown {
  const resolved = resolve(schema);
  if (outer.includes(resolved)) return choice === 0 ? undefined : sample(resolve, schema, 0);
  const inner = (part: unknown): unknown => sample(resolve, part, choice, [...outer, resolved]);

  const {
    anyOf,
    enum: values,
    type,
    format,
    example,
    items,
    minimum,
    additionalProperties,
  } = resolved;
  if (Array.isArray(anyOf)) return inner(anyOf[Math.min(choice, anyOf.length - 1)]);
  if (Array.isArray(values)) return values[0];
  if (type === 'object') {
    const excluded = isObject(resolved['not']) ? textsOf(resolved['not']['required']).slice(1) : [];
    return Object.fromEntries(
      [
        ...Object.entries(propertiesOf(resolved)),
        ...(isObject(additionalProperties) ? [['2026-03-02', additionalProperties] as const] : []),
      ]
        .filter(([key]) => !excluded.includes(key))
        .map(([key, part]) => [key, inner(part)])
        .filter(([, value]) => value !== undefined),
    );
  }
  if (type === 'array') {
    return [items === undefined ? 'anything' : inner(items)].filter((item) => item !== undefined);
  }
  if (type === 'number' || type === 'integer') return minimum ?? 1;
  if (type === 'boolean') return true;
  if (format === 'date-time') return '2026-03-02T09:30:00.000Z';
  return resolved['pattern'] === undefined ? 'text' : example;
}

/** Every way in which one part of `value`, a sample of `schema`, can be wrong. */
function mutantsOf(
  resolve: Resolve,
  schema: unknown,
  value: unknown,
  path = '',
): Mutant<unknown>[] {
  const resolved = resolve(schema);
  const {
    anyOf,
    type,
    enum: values,
    format,
    pattern,
    maxItems,
    maxLength,
    maximum,
    minimum,
  } = resolved;
  const mutants: Mutant<unknown>[] = [];
  const add = (flaw: string, mutant: unknown): void => {
    mutants.push({ flaw: `${path}: ${flaw}`, value: mutant });
  };

  if (Array.isArray(anyOf)) {
    const open = anyOf.some((branch) => {
      const { type: of, properties } = resolve(branch);
      return of === undefined || (of === 'object' && properties === undefined);
    });
    if (isObject(value) && !open) add('undeclared property', { ...value, undeclared: 1 });
    return mutants;
  }
  if (type === undefined) return mutants;

  add('wrong type', type === 'string' ? 7 : 'text');
  const nullable = [schema, resolved].some((part) => isObject(part) && part['nullable'] === true);
  if (!nullable) add('null', null);
  if (values !== undefined || format !== undefined || pattern !== undefined) {
    add('wrong form', 'no such thing');
  }
  if (typeof maxLength === 'number') add('too long', 'x'.repeat(maxLength + 1));
  if (typeof maximum === 'number') add('too much', maximum + 1);
  if (typeof minimum === 'number') add('too little', minimum - 1);
  if (Array.isArray(value)) {
    const [first] = value;
    if (typeof maxItems === 'number') {
      add(
        'too many',
        Array.from({ length: maxItems + 1 }, () => first),
      );
    }
    if (first !== undefined && resolved['items'] !== undefined) {
      for (const { flaw, value: item } of mutantsOf(
        resolve,
        resolved['items'],
        first,
        `${path}/0`,
      )) {
        mutants.push({ flaw, value: [item] });
      }
    }
  }
  if (isObject(value) && isObject(resolved['properties'])) {
    if (resolved['additionalProperties'] === undefined) {
      add('undeclared property', { ...value, undeclared: 1 });
    }
    for (const key of textsOf(resolved['required'])) {
      add(`${key} missing`, Object.fromEntries(Object.entries(value).filter(([k]) => k !== key)));
    }
    for (const [key, part] of Object.entries(resolved['properties'])) {
      if (value[key] === undefined) continue;
      for (const { flaw, value: inner } of mutantsOf(resolve, part, value[key], `${path}/${key}`)) {
        mutants.push({ flaw, value: { ...value, [key]: inner } });
      }
    }
  }
  return mutants;
}

const asText = (value: unknown): string | string[] =>
  Array.isArray(value) ? value.map(String) : String(value);

/** The schema of the route's request body, with the content type it goes by. */
const bodyOf = ({ operation }: Route): readonly [string, { schema?: unknown }] | undefined =>
  Object.entries(operation.requestBody?.content ?? {})[0];

const answerSchema = ({ operation }: Route, status: number): unknown =>
  operation.responses[String(status)]?.content?.['application/json']?.schema;

/** The status of success, which comes first in the official files. */
export const successOf = ({ operation }: Route): number =>
  Math.min(...Object.keys(operation.responses).map(Number));

/**
 * Valid exchanges by the route's own schemas, with everything in them that these declare: one
 * for each form where they allow several.
 */
export function sampleExchanges(contract: Contract, route: Route, status: number): Exchange[] {
  const samples = new Map<string, Exchange>();
  for (let choice = 0; ; choice += 1) {
    const exchange = sampleExchange(contract, route, status, choice);
    const text = JSON.stringify(exchange);
    if (samples.has(text)) return [...samples.values()];
    samples.set(text, exchange);
  }
}

function sampleExchange(
  contract: Contract,
  route: Route,
  status: number,
  choice: number,
): Exchange {
  const resolve = resolverFor(contract, route);
  const parameters = (place: string): [string, string | string[]][] =>
    (route.operation.parameters ?? [])
      .filter((parameter) => parameter.in === place)
      .map(({ name, schema }) => [name, asText(sample(resolve, schema, choice))]);

  const values = new Map(parameters('path'));
  const body = bodyOf(route);
  return {
    method: route.method,
    path: route.template.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
      String(values.get(name) ?? 'text'),
    ),
    query: Object.fromEntries(parameters('query')),
    headers: {
      ...Object.fromEntries(parameters('header').map(([k, v]) => [k.toLowerCase(), String(v)])),
      authorization: 'Bearer token',
      ...(body === undefined ? {} : { 'content-type': body[0] }),
    },
    body: body === undefined ? undefined : sample(resolve, body[1].schema, choice),
    status,
    responseBody: sample(resolve, answerSchema(route, status), choice),
  };
}

/** The exchange with each flaw that its request can have, one at a time. */
export function requestMutants(
  contract: Contract,
  route: Route,
  valid: Exchange,
): Mutant<Exchange>[] {
  const resolve = resolverFor(contract, route);
  const { version, ...withoutVersion } = valid.headers;
  const mutants: Mutant<Exchange>[] = [
    {
      flaw: 'undeclared parameter',
      value: { ...valid, query: { ...valid.query, undeclared: '1' } },
    },
  ];
  if (version !== undefined) {
    mutants.push(
      { flaw: 'no version', value: { ...valid, headers: withoutVersion } },
      { flaw: 'version v3', value: { ...valid, headers: { ...valid.headers, version: 'v3' } } },
    );
  }
  for (const { name, in: place, required, schema } of route.operation.parameters ?? []) {
    if (place === 'query' && required === true) {
      const query = Object.fromEntries(Object.entries(valid.query).filter(([k]) => k !== name));
      mutants.push({ flaw: `${name} missing`, value: { ...valid, query } });
    }
    const { type, pattern, enum: values } = resolve(schema);
    if (type === 'string' && pattern === undefined && values === undefined) continue;
    if (type === 'array') continue;
    if (place === 'query') {
      const query = { ...valid.query, [name]: 'no such thing' };
      mutants.push({ flaw: `${name} of a wrong form`, value: { ...valid, query } });
    }
    if (place === 'path') {
      const path = route.template
        .replace(`{${name}}`, 'no-such-thing')
        .replaceAll(/\{\w+\}/g, 'text');
      mutants.push({ flaw: `${name} of a wrong form`, value: { ...valid, path } });
    }
  }
  const body = bodyOf(route);
  if (body === undefined) {
    mutants.push({ flaw: 'a body', value: { ...valid, body: {} } });
  } else {
    for (const { flaw, value } of mutantsOf(resolve, body[1].schema, valid.body)) {
      mutants.push({ flaw: `body ${flaw}`, value: { ...valid, body: value } });
    }
  }
  return mutants;
}

/** The exchange with each flaw that its answer can have, one at a time. */
export function answerMutants(
  contract: Contract,
  route: Route,
  valid: Exchange,
): Mutant<Exchange>[] {
  const resolve = resolverFor(contract, route);
  return [
    { flaw: 'undeclared status', value: { ...valid, status: 299 } },
    ...mutantsOf(resolve, answerSchema(route, valid.status), valid.responseBody).map(
      ({ flaw, value }) => ({ flaw: `answer ${flaw}`, value: { ...valid, responseBody: value } }),
    ),
  ];
}
