/** Runs in a process of its own; see probe.ts. */
import { parseRecord } from '../../lib/ghl/client/partial-record.ts';
import { wireContact } from '../../lib/ghl/schemas/contact.ts';
import type { WireContact } from '../../lib/ghl/schemas/contact.ts';
import { wireCustomField } from '../../lib/ghl/schemas/custom-field.ts';
import { toContact } from '../../lib/protiv/contact/record.ts';
import { indexCustomFields } from '../../lib/protiv/custom-field/record.ts';
import type { MappingRequest } from './mapping.ts';

const request: MappingRequest = JSON.parse(process.argv[2] ?? '');

const { readFileSync } = await import('node:fs');
const pages: string[] = JSON.parse(readFileSync(request.file, 'utf8'));

const customFields = indexCustomFields(
  request.customFields.flatMap((field) => parseRecord(wireCustomField, field).record ?? []),
);

const rowsOf = (page: string): unknown[] => JSON.parse(page).contacts;

const readable = (row: unknown): WireContact[] => {
  const { record } = parseRecord(wireContact, row);
  return record ? [record] : [];
};

const WORKS: Record<MappingRequest['work'], () => number> = {
  /** JSON to wire records to Protiv's to JSON; page by page, as a poll does it. */
  mapping: () => {
    const contacts = pages.flatMap((page) =>
      rowsOf(page)
        .flatMap(readable)
        .map((record) => toContact(record, { customFields })),
    );
    return JSON.stringify(contacts).length;
  },
  /** What nobody can do without. */
  json: () => pages.map((page) => JSON.stringify(JSON.parse(page))).join().length,
};

const timed = (work: () => number): number => {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
};

const cpuMs: number[] = [];
for (let round = 0; round < request.rounds; round += 1) cpuMs.push(timed(WORKS[request.work]));
process.stdout.write(`\n${JSON.stringify(cpuMs)}\n`, () => process.exit(0));
