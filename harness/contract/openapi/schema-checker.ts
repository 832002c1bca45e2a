import { Ajv } from 'ajv';
import type { ErrorObject, ValidateFunction } from 'ajv';
import { fullFormats } from 'ajv-formats/dist/formats.js';

import { toClosedJsonSchema } from './json-schema.ts';
import type { OfficialDocument, OfficialFile } from './official-files.ts';

/** Checks a value against an OpenAPI schema of `file`; each violation starts with `where`. */
export type SchemaChecker = (
  file: OfficialFile,
  schema: unknown,
  value: unknown,
  where: string,
) => string[];

/** A checker for the schemas of `documents`, closed by `toClosedJsonSchema`. */
export function createSchemaChecker(
  documents: ReadonlyMap<OfficialFile, OfficialDocument>,
): SchemaChecker {
  const ajv = new Ajv({ allErrors: true, strictTypes: false, verbose: true });
  ajv.addFormat('date-time', fullFormats['date-time']);
  ajv.addFormat('date', fullFormats.date);
  for (const [file, { components }] of documents) {
    const definitions = Object.entries(components.schemas).map(([name, schema]) => [
      name,
      toClosedJsonSchema(file, schema),
    ]);
    ajv.addSchema({ $id: file, definitions: Object.fromEntries(definitions) });
  }

  const compiled = new Map<unknown, ValidateFunction>();
  return (file, schema, value, where) => {
    const validate = compiled.get(schema) ?? ajv.compile(toClosedJsonSchema(file, schema));
    compiled.set(schema, validate);
    validate(value);
    const errors = withoutBranches(validate.errors ?? []);
    return [...new Set(errors.map((error) => `${where}${describe(error)}`))];
  };
}

/**
 * Where a value fits none of several schemas, ajv says why it fits neither the first, nor the
 * second, and so on. Only the fact is kept, at the outermost such place.
 */
function withoutBranches(errors: readonly ErrorObject[]): ErrorObject[] {
  const places = errors.filter(isChoice).map(({ instancePath }) => instancePath);
  return errors.filter(
    (error) =>
      !places.some((place) => error.instancePath.startsWith(`${place}/`)) &&
      (isChoice(error) || !places.includes(error.instancePath)),
  );
}

const isChoice = ({ keyword }: ErrorObject): boolean => keyword === 'anyOf' || keyword === 'oneOf';

function describe({ instancePath, keyword, params, message, data }: ErrorObject): string {
  switch (keyword) {
    case 'additionalProperties':
      return `${instancePath}/${String(params['additionalProperty'])}: undeclared property`;
    case 'required':
      return `${instancePath}/${String(params['missingProperty'])}: missing`;
    case 'enum':
      return `${instancePath}: must be one of ${JSON.stringify(params['allowedValues'])}`;
    case 'anyOf':
    case 'oneOf':
      return `${instancePath}: fits none of the forms that are allowed there: ${JSON.stringify(data)}`;
    default:
      return `${instancePath}: ${message ?? keyword}`;
  }
}
