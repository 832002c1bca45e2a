import { clearableFields, withClearedFields } from '../../../lib/protiv/contact/body.ts';
import { customFieldInputs } from '../../../lib/protiv/custom-field/inputs.ts';
import {
  CUSTOM_FIELD_TYPES,
  customFieldOutputs,
  customFieldValues,
  indexCustomFields,
} from '../../../lib/protiv/custom-field/record.ts';
import { table } from '../markdown.ts';
import { NOUNS, inputsOf } from './nouns.ts';
import type { Noun, Writing } from './nouns.ts';
import { originOf, probe, whenEmpty } from './probe.ts';
import type { Origin } from './probe.ts';
import { valuesTable } from './values.ts';

const code = (text: string): string => `\`${text}\``;

const NOTHING = '—';

/** Every record has one. */
const BASE = { id: 'idOfTheRecord' };

const describeEmpty = (value: unknown): string =>
  value === undefined ? 'left out' : code(JSON.stringify(value));

const sourcesOf = (origin: Origin): string[] =>
  origin.map((parts) =>
    parts.map((alternatives) => alternatives.map(code).join(' or ')).join(' with '),
  );

/** What comes from HighLevel, a row for each field that Zaps see. */
const readRows = ({ wireFields, read, outputs, fromOtherSources }: Noun): string[][] => {
  const probes = probe(read, wireFields, BASE);
  return outputs.map(({ key, label = key }) => {
    const origin = originOf(read, BASE, probes, key);
    const elsewhere = fromOtherSources[key];
    const sources = [...sourcesOf(origin), ...(elsewhere === undefined ? [] : [elsewhere])];
    if (sources.length === 0) throw new Error(`Nothing fills "${key}".`);
    const isAlways = origin.flat(2).includes('id');
    const empty = isAlways ? 'never empty' : describeEmpty(whenEmpty(read, BASE, origin, key));
    return [sources.join(', else '), code(key), label, elsewhere === undefined ? empty : NOTHING];
  });
};

/** Properties of the request body that a field of a step becomes, if the step has it. */
const sentAs = ({ map, operation }: Writing, key: string): string => {
  const isOffered = inputsOf(operation).some((input) => input.key === key);
  const [found] = isOffered ? probe(map, [key], {}) : [];
  return found ? found.fills.map(code).join(', ') : NOTHING;
};

/** What a step sends for a field that is left blank. */
const sentBlank = (writings: readonly Writing[], key: string): string => {
  const bodies = writings.map(({ map }) => map({ [key]: '' }));
  const isSilent = bodies.every((body) => body && Object.keys(body).length === 0);
  return isSilent ? 'not sent' : code(JSON.stringify(bodies));
};

const CLEARABLE = clearableFields(new Map());

const sentCleared = (key: string): string => {
  if (!Object.hasOwn(CLEARABLE, key)) return NOTHING;
  return code(JSON.stringify(Object.values(withClearedFields({}, [key], new Map()))[0]));
};

/** What goes to HighLevel, a row for each field that users fill in. */
const writeRows = ({ title, writings }: Noun): string[][] => {
  const inputs = new Map(
    writings.flatMap(({ operation }) => inputsOf(operation)).map(({ key, label }) => [key, label]),
  );
  return [...inputs].flatMap(([key, label]) => {
    const sent = writings.map((one) => sentAs(one, key));
    if (sent.every((body) => body === NOTHING)) return [];
    const cleared = title === 'Contact' ? [sentCleared(key)] : [];
    return [[label, code(key), ...sent, sentBlank(writings, key), ...cleared]];
  });
};

const section = (noun: Noun): string => {
  const { title, writings } = noun;
  const parts = [
    `## ${title}`,
    table(['HighLevel', 'Protiv', 'label in Zapier', 'if empty in HighLevel'], readRows(noun)),
  ];
  if (writings.length > 0) {
    const head = [
      'field of a step',
      'key',
      ...writings.map(({ does }) => does),
      'if left blank',
      ...(title === 'Contact' ? ['in Fields to Clear'] : []),
    ];
    parts.push('To HighLevel:', table(head, writeRows(noun)));
  }
  return parts.join('\n\n');
};

/** A custom field of each type that HighLevel has. */
const exampleFields = (dataType: string) =>
  indexCustomFields([
    {
      id: 'exampleField',
      name: 'Name',
      fieldKey: 'contact.key',
      dataType,
      picklistOptions: [{ id: 'box', label: 'Box' }],
    },
  ]);

const customFieldRows = (): string[][] =>
  CUSTOM_FIELD_TYPES.map((dataType) => {
    const fields = exampleFields(dataType);
    const shape = ({ type = 'string', list }: { type?: string; list?: boolean }): string =>
      list ? `${type}, list` : type;
    const outputs = customFieldOutputs(fields).map((one) => `${code(one.key)} (${shape(one)})`);
    const inputs = customFieldInputs(fields).map((one) => `${code(one.key)} (${shape(one)})`);
    const empty = [null, '', []].map((value) =>
      customFieldValues([{ id: 'exampleField', value }], fields),
    );
    return [
      code(dataType),
      outputs.join(', '),
      inputs.join(', ') || 'cannot be filled in',
      empty.every((values) => values === undefined) ? 'left out' : code(JSON.stringify(empty)),
    ];
  });

/** `docs/reference/field-mapping.md`. */
export const fieldMappingPage =
  (): string => `<!-- Made by \`npm run docs\` from the mappers in lib/protiv; change those, not this page. -->

# Field mapping

Which property of HighLevel’s API becomes which field in Zapier, and back. Found out by giving the
mappers one field at a time. The rules, and why they are as they are:
[How values are read](../field-mapping.md).

- **Empty values.** HighLevel says \`null\`, \`""\` or \`[]\`, or leaves a property out. Zaps see none of
  these: a field without a value is left out, so that Zapier’s “Exists” rule and defaults work. The
  tables show the exceptions. In line items, though, each row has each column.
- **Blank fields of a step** are not sent, so an update leaves what HighLevel has. To empty a field of
  a contact on purpose, choose it under *Fields to Clear* of Update Contact.
- **Dates** leave as ISO 8601 with an offset; the start and end of an appointment in the sub-account’s
  time zone, and the start once more in UTC. Days without a time leave as \`1985-07-24\`.
- **Tags** of a contact are sent only when it is created. Create or Update Contact adds them by their
  own route and keeps the others; Update Contact has none.
- Where several properties are named, the first one that has a value counts; *with* joins two.
- **Names beside ids** come from lists that the app keeps for an hour, a contact’s from one search. One that
  cannot be read leaves the name out, and nothing else.

${NOUNS.map(section).join('\n\n')}

## Custom fields

By type in HighLevel. The key of a field (\`key\` below) is HighLevel’s own, without \`contact.\`; a step
shows the name that people gave it, here \`Name\`. Of a key only A to Z, digits and single underscores
stay; of fields whose keys would be the same then, each carries its id as well.

${table(['HighLevel', 'Protiv', 'field of a step', 'if empty in HighLevel'], customFieldRows())}

## How values are read

Found out by giving the readers what stands in the second column. **Cannot be used** means that a step
stops, or leaves the value out: [If a Value Cannot Be Used](../field-mapping.md#a-value-that-cannot-be-used).

${valuesTable()}
`;
