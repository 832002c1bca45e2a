import { createHmac, createPublicKey, timingSafeEqual, verify } from 'node:crypto';
import type { KeyObject } from 'node:crypto';

import { MINUTE, SECOND } from '../clock.ts';

/** HighLevel's published key (its webhook guide): Ed25519, SPKI, base64. */
export const HIGHLEVEL_PUBLIC_KEY = 'MCowBQYDK2VwAyEAi2HR1srL4o18O8BRa7gVJY7G7bupbN3H9AwJrHCDiOg=';

/** How far a signature's time may be from ours. */
const SIGNATURE_AGE_MS = 5 * MINUTE;

/**
 * Reads public keys, separated by commas: while a key is rotated there are two.
 *
 * @throws {Error} for what is no key
 */
export const readPublicKeys = (text: string): KeyObject[] =>
  text.split(',').map((key) => {
    try {
      return createPublicKey({
        key: Buffer.from(key.trim(), 'base64'),
        format: 'der',
        type: 'spki',
      });
    } catch {
      throw new Error('GHL_WEBHOOK_PUBLIC_KEY is no public key in SPKI form, base64.');
    }
  });

/**
 * Whether HighLevel signed these very bytes. What was parsed and written again would not do: a number
 * or an accent may be written in two ways.
 *
 * @param signature the header `X-GHL-Signature`: Ed25519, base64
 */
export const isFromHighLevel = (
  keys: readonly KeyObject[],
  body: Uint8Array,
  signature: string | undefined,
): boolean => {
  if (signature === undefined || !/^[\w+/]{86}==$/.test(signature)) return false;
  const bytes = Buffer.from(signature, 'base64');
  return keys.some((key) => verify(null, body, key, bytes));
};

const SIGNATURE = /^t=(\d{1,12}),n=([\da-f]{16}),v1=([\da-f]{64})$/;

interface AppRequest {
  method: string;
  path: string;
  body: Uint8Array;
  /** The header `Protiv-Signature`. */
  signature: string | undefined;
}

/**
 * Checks what the app sends: `t=<unix seconds>,n=<16 hex digits>,v1=<HMAC-SHA256 of
 * "t.n.METHOD.path.body">`.
 *
 * @param secrets of the relay: while they are rotated there are two
 * @returns the signature, which counts once, or nothing for one that is wrong or out of time
 */
export const readAppSignature = (
  secrets: readonly string[],
  { method, path, body, signature }: AppRequest,
  now: number,
): string | undefined => {
  const [, time, nonce, given] = SIGNATURE.exec(signature ?? '') ?? [];
  if (time === undefined || nonce === undefined || given === undefined) return undefined;
  if (Math.abs(now - Number(time) * SECOND) > SIGNATURE_AGE_MS) return undefined;
  const isRight = secrets.some((secret) => {
    const expected = createHmac('sha256', secret)
      .update(`${time}.${nonce}.${method}.${path}.`)
      .update(body)
      .digest();
    return timingSafeEqual(expected, Buffer.from(given, 'hex'));
  });
  return isRight ? given : undefined;
};
