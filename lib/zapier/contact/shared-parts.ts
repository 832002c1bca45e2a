/**
 * Boxes of a text box list, and choices that are added to others: GHL keeps all of them in one value
 * and takes what is sent for the whole. So a step reads, merges and writes, and of two steps
 * that do so at the same time the later one would wipe out what the other has just added. Zapier's
 * locks cannot help: one step knows the contact by its id, the other by an e-mail.
 *
 * Each step therefore says in Zapier's cache which parts it is about to write *before* it looks for
 * those of others, and looks once more *after* it has written. Whoever writes last then finds the
 * parts of everybody before, and writes again what is missing. Without a cache nothing is lost as long
 * as steps do not meet in the same second.
 */
import { createHash } from 'node:crypto';

import { clock } from '../../ghl/client/clock.ts';
import type { ContactBody, CustomFieldBody, WireContact } from '../../ghl/schemas/contact.ts';
import { contactChanges } from '../../protiv/contact/changes.ts';
import { rawValue } from '../../protiv/custom-field/record.ts';
import type { CustomFields } from '../../protiv/custom-field/record.ts';
import { recall, remember } from '../platform/cache.ts';
import type { Context } from '../platform/run.ts';
import type { ContactRequest } from './request.ts';

/** One box with its content, or one choice. */
interface Part {
  fieldId: string;
  /** A box by its id, a choice by its label. */
  name: string;
  content: string;
}

/** What a step says of a part that it writes. */
interface Claim {
  content: string;
  /** When it was written, in milliseconds since the epoch; absent while it is under way. */
  writtenAt?: number;
}

/** What a claim says of a choice. */
const CHOSEN = 'chosen';

/** In place of a part's name: all choices of a field, which a step has just replaced. */
const ALL_CHOICES = '';

/** As long as a step may take, and a clock may be off. */
const STEP_MS = 30_000;

/** A claim is of no use to a step that starts after it was written. */
const CLAIM_S = (2 * STEP_MS) / 1000;

/** Each further round means that yet another step has written meanwhile. */
const MOST_ROUNDS = 5;

type HeldValues = WireContact['customFields'];

/**
 * Carries out an update so that no part of another step is lost.
 *
 * @param apply writes what differs from the contact as it is held, and gives it as it is then
 */
export const keepingParts = async (
  run: Context,
  request: ContactRequest,
  current: WireContact,
  wanted: ContactBody,
  apply: (held: WireContact, body: ContactBody) => Promise<WireContact>,
): Promise<WireContact> => {
  const own = ownParts(request, wanted);
  if (own.length === 0) return replacingChoices(run, request, current, wanted, apply);
  const claim = (writtenAt?: number): Promise<unknown> =>
    Promise.all(
      own.map((part) =>
        remember(
          run,
          nameFor(current.id, part),
          { content: part.content, ...(writtenAt !== undefined && { writtenAt }) },
          CLAIM_S,
        ),
      ),
    );
  const bodyOver = async (held: HeldValues, body: ContactBody): Promise<ContactBody> => {
    const others = await claimedByOthers(run, request, current.id, own);
    const merged = request
      .customFieldsOver(withOthers(held, others, request.fields))
      ?.filter(({ id }) => others.some(({ fieldId }) => fieldId === id));
    return merged?.length ? withParts(body, merged) : body;
  };

  await claim();
  let contact = await apply(current, await bodyOver(current.customFields, wanted));
  await claim(clock.now());
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const body = await bodyOver(contact.customFields, {});
    if (contactChanges(contact, body, request.fields).changed.length === 0) break;
    contact = await apply(contact, body);
  }
  return contact;
};

/** Carries out an update of no parts; choices that were added before it are not to come back. */
const replacingChoices = async (
  run: Context,
  { fields }: ContactRequest,
  current: WireContact,
  wanted: ContactBody,
  apply: (held: WireContact, body: ContactBody) => Promise<WireContact>,
): Promise<WireContact> => {
  const contact = await apply(current, wanted);
  const replaced = (wanted.customFields ?? []).filter(
    ({ id }) => fields.get(id)?.kind === 'choices',
  );
  const claim: Claim = { content: '', writtenAt: clock.now() };
  await Promise.all(
    replaced.map(({ id: fieldId }) =>
      remember(run, nameFor(current.id, { fieldId, name: ALL_CHOICES }), claim, CLAIM_S),
    ),
  );
  return contact;
};

/** The parts that a step writes: what it says of them, and all of those that it empties. */
const ownParts = (request: ContactRequest, wanted: ContactBody): Part[] => {
  const { customFieldsOver, fields, addsChoices } = request;
  const named = customFieldsOver([]) ?? [];
  const emptied = (wanted.customFields ?? []).filter(
    ({ id }) => !named.some((field) => field.id === id),
  );
  return [...named, ...emptied].flatMap(({ id: fieldId, field_value: value }) => {
    const kind = fields.get(fieldId)?.kind;
    if (kind === 'boxes' && isTexts(value)) {
      return Object.entries(value).map(([name, content]) => ({ fieldId, name, content }));
    }
    return kind === 'choices' && addsChoices && Array.isArray(value)
      ? value.map((name) => ({ fieldId, name, content: CHOSEN }))
      : [];
  });
};

const isTexts = (value: unknown): value is Record<string, string> =>
  typeof value === 'object' &&
  value !== null &&
  Object.values(value).every((content) => typeof content === 'string');

const nameFor = (contactId: string, { fieldId, name }: Omit<Part, 'content'>): string =>
  `part:${createHash('sha256')
    .update(JSON.stringify([contactId, fieldId, name]))
    .digest('base64url')}`;

/** Parts of the same fields that other steps write right now, or wrote a moment ago. */
const claimedByOthers = async (
  run: Context,
  { fields }: ContactRequest,
  contactId: string,
  own: readonly Part[],
): Promise<Part[]> => {
  const mine = new Set(own.map((part) => nameFor(contactId, part)));
  const claimOf = (part: Omit<Part, 'content'>): Promise<Claim | undefined> =>
    recall<Claim>(run, nameFor(contactId, part));
  const claims = await Promise.all(
    [...new Set(own.map(({ fieldId }) => fieldId))].map(async (fieldId) => {
      const field = fields.get(fieldId);
      const replaced =
        field?.kind === 'choices' ? await claimOf({ fieldId, name: ALL_CHOICES }) : undefined;
      const names = [
        ...(field?.boxes ?? []).map(({ id }) => id),
        ...(field?.options ?? []).map(({ label }) => label),
      ];
      const parts = names
        .map((name) => ({ fieldId, name }))
        .filter((part) => !mine.has(nameFor(contactId, part)));
      return Promise.all(
        parts.map(async (part) => {
          const claim = await claimOf(part);
          return claim && isRecent(claim) && !isBefore(claim, replaced)
            ? [{ ...part, content: claim.content }]
            : [];
        }),
      );
    }),
  );
  return claims.flat(2);
};

/** Whether what was written is gone with what another step has written since. */
const isBefore = (
  { writtenAt = Number.POSITIVE_INFINITY }: Claim,
  replaced: Claim | undefined,
): boolean => replaced?.writtenAt !== undefined && writtenAt <= replaced.writtenAt;

const isRecent = ({ writtenAt = clock.now() }: Claim): boolean => clock.now() - writtenAt < STEP_MS;

const withOthers = (
  held: HeldValues,
  others: readonly Part[],
  fields: CustomFields,
): NonNullable<HeldValues> => {
  const values = new Map((held ?? []).map((entry) => [entry.id, entry]));
  for (const { fieldId, name, content } of others) {
    const entry = values.get(fieldId);
    const before = entry ? rawValue(entry) : undefined;
    const value =
      fields.get(fieldId)?.kind === 'choices'
        ? [...[before ?? []].flat(), name]
        : { ...Object(before), [name]: content };
    values.set(fieldId, { id: fieldId, value });
  }
  return [...values.values()];
};

/** The values that only a merge can tell, in place of those of the body. */
const withParts = (body: ContactBody, merged: readonly CustomFieldBody[]): ContactBody => ({
  ...body,
  customFields: [
    ...(body.customFields ?? []).filter(({ id }) => !merged.some((field) => field.id === id)),
    ...merged,
  ],
});
