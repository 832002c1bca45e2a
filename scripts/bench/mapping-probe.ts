/** Runs in a process of its own; see probe.ts. */
import { parseRecord } from '../../lib/ghl/partial.ts';
import { wireContact } from '../../lib/ghl/schemas/contact.ts';
import type { WireContact } from '../../lib/ghl/schemas/contact.ts';
import { wireCustomField } from '../../lib/ghl/schemas/custom-field.ts';
import { toContact } from '../../lib/protiv/contact.ts';
import { indexCustomFields } from '../../lib/protiv/custom-fields.ts';
import type { MappingRequest, MappingResult } from './mapping.ts';

const request: MappingRequest = JSON.parse(process.argv[2] ?? '');

const { readFileSync } = await import('node:fs');
const text = readFileSync(request.file, 'utf8');

const customFields = indexCustomFields(
  request.customFields.flatMap((field) => parseRecord(wireCustomField, field).record ?? []),
);

const rowsOf = (): unknown[] => JSON.parse(text).contacts;

const readable = (row: unknown): WireContact[] => {
  const { record } = parseRecord(wireContact, row);
  return record ? [record] : [];
};

/** JSON to wire records to Protiv's to JSON. */
const ours = (): number => {
  const records = rowsOf().flatMap(readable);
  return JSON.stringify(records.map((record) => toContact(record, { customFields }))).length;
};

/** What nobody can do without. */
const floor = (): number => JSON.stringify(JSON.parse(text)).length;

const timed = (work: () => number): number => {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
};

const result: MappingResult = { ours: [], floor: [] };
for (let round = 0; round < request.rounds; round += 1) {
  result.floor.push(timed(floor));
  result.ours.push(timed(ours));
}
process.stdout.write(`\n${JSON.stringify(result)}\n`, () => process.exit(0));
