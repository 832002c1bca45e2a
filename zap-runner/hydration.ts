import { createHmac, timingSafeEqual } from 'node:crypto';

import { isRecord } from './records.ts';

/** What a pointer asks for: a hydrator's method and its input. */
export interface Pointer {
  method: string;
  inputData: Record<string, unknown>;
}

const POINTER = /^hydrate\|\|\|([^|:]+):([^|:]+)\|\|\|hydrate$/;

/** HMAC-SHA1 over the Base64 payload, as core's `wrapHydrate` signs. */
const signature = (payload: string, secret: string): Buffer =>
  createHmac('sha1', secret).update(payload).digest();

const isSigned = (payload: string, claimed: string, secret: string): boolean => {
  const expected = signature(payload, secret);
  const given = Buffer.from(claimed, 'base64');
  return given.length === expected.length && timingSafeEqual(given, expected);
};

/**
 * Reads a value as a hydration pointer of this run. Whatever the run's secret did not sign is the
 * user's own text, even if it says `hydrate|||`, and stays text.
 */
export const readPointer = (value: unknown, secret: string): Pointer | undefined => {
  if (typeof value !== 'string') return undefined;
  const [, payload, claimed] = POINTER.exec(value) ?? [];
  if (!payload || !claimed || !isSigned(payload, claimed, secret)) return undefined;
  const content: unknown = JSON.parse(Buffer.from(payload, 'base64').toString('utf8'));
  if (!isRecord(content) || content['type'] !== 'method') return undefined;
  const { method, bundle } = content;
  if (typeof method !== 'string') return undefined;
  return { method, inputData: isRecord(bundle) ? bundle : {} };
};
