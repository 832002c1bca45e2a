import { isObject } from './json.ts';

/** Keywords that mean the same in OpenAPI 3.0 and JSON Schema, and hold no schema. */
const PLAIN_KEYWORDS = [
  'type',
  'enum',
  'format',
  'pattern',
  'minimum',
  'maximum',
  'minLength',
  'maxLength',
  'minItems',
  'maxItems',
  'minProperties',
  'required',
  'not',
] as const;

/**
 * Turns an OpenAPI 3.0 schema into a JSON Schema that is closed: an object that declares
 * `properties`, even none, accepts no other. `{type: 'object'}` without `properties` stays open,
 * as in GHL's file upload fields. `nullable` becomes a type; `$ref` points into the
 * `definitions` of the JSON Schema whose `$id` is `file`.
 * @throws Error for an `allOf` of several schemas: closed one by one they would refuse each
 *   other's properties. The official files use `allOf` only to wrap a single `$ref`.
 */
export function toClosedJsonSchema(file: string, schema: unknown): Record<string, unknown> {
  if (!isObject(schema)) throw new Error(`Not a schema: ${JSON.stringify(schema)}`);
  const closed = isObject(schema['properties']) || isObject(schema['additionalProperties']);
  const result: Record<string, unknown> = {};

  if (typeof schema['$ref'] === 'string') {
    result['$ref'] = schema['$ref'].replace(/^#\/components\/schemas\//, `${file}#/definitions/`);
  }
  for (const keyword of PLAIN_KEYWORDS) {
    if (schema[keyword] !== undefined) result[keyword] = schema[keyword];
  }
  // GHL's files have a type that JSON Schema lacks.
  if (result['type'] === 'any') delete result['type'];
  if (schema['items'] !== undefined) result['items'] = toClosedJsonSchema(file, schema['items']);
  for (const keyword of ['anyOf', 'oneOf', 'allOf'] as const) {
    const members = schema[keyword];
    if (!Array.isArray(members)) continue;
    if (keyword === 'allOf' && members.length > 1) {
      throw new Error('An allOf of several schemas cannot be closed: merge them.');
    }
    result[keyword] = members.map((member) => toClosedJsonSchema(file, member));
  }
  if (closed) {
    result['properties'] = Object.fromEntries(
      Object.entries(schema['properties'] ?? {}).map(([name, property]) => [
        name,
        toClosedJsonSchema(file, property),
      ]),
    );
    result['additionalProperties'] = isObject(schema['additionalProperties'])
      ? toClosedJsonSchema(file, schema['additionalProperties'])
      : false;
  }
  if (schema['nullable'] !== true) return result;
  return result['type'] === undefined || result['enum'] !== undefined
    ? { anyOf: [result, { type: 'null' }] }
    : { ...result, type: [result['type'], 'null'] };
}
