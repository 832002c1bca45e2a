/** A schema in OpenAPI 3.0, as the official files write theirs. */
export type OpenApiSchema = Readonly<Record<string, unknown>>;
type Properties = Readonly<Record<string, OpenApiSchema>>;

export const string = { type: 'string' } satisfies OpenApiSchema;
export const stringOrNull = { type: 'string', nullable: true } satisfies OpenApiSchema;
export const boolean = { type: 'boolean' } satisfies OpenApiSchema;
export const number = { type: 'number' } satisfies OpenApiSchema;
/** ISO 8601 with `Z` or an offset. */
export const instant = { type: 'string', format: 'date-time' } satisfies OpenApiSchema;

export const object = (properties: Properties, required: readonly string[] = []): OpenApiSchema =>
  required.length === 0 ? { type: 'object', properties } : { type: 'object', properties, required };

export const list = (items: OpenApiSchema): OpenApiSchema => ({ type: 'array', items });

export const oneOfTexts = (...texts: readonly string[]): OpenApiSchema => ({
  type: 'string',
  enum: texts,
});

/** Text of a fixed form; `example` is one that has it. */
export const textLike = (pattern: RegExp, example: string): OpenApiSchema => ({
  type: 'string',
  pattern: pattern.source,
  example,
});

export const ref = (name: string): OpenApiSchema => ({ $ref: `#/components/schemas/${name}` });

/** An answer of a route that carries this body. */
export const jsonAnswer = (schema: OpenApiSchema): unknown => ({
  content: { 'application/json': { schema } },
});
