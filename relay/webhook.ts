import { createHash } from 'node:crypto';

/** What the relay keeps of a webhook: ids and times, nothing of the record itself. */
export interface HighLevelEvent {
  /** What a repeat is known by. */
  key: string;
  type: string;
  locationId: string;
  recordId?: string;
  contactId?: string;
  webhookId?: string;
  /** When HighLevel says that it happened; when it came in, where it does not say. */
  timestamp: number;
}

type JsonObject = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const objectOf = (value: unknown): JsonObject => (isObject(value) ? value : {});

/** A JSON object, or nothing. */
export const parseObject = (body: Uint8Array): JsonObject | undefined => {
  try {
    const value: unknown = JSON.parse(Buffer.from(body).toString('utf8'));
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
};

/** Anything else might be a name or an address in the place of an id. */
const ID = /^[\w-]{1,100}$/;

const TYPE = /^[A-Za-z]{1,64}$/;

export const isId = (value: unknown): value is string =>
  typeof value === 'string' && ID.test(value);

export const isEventType = (value: unknown): value is string =>
  typeof value === 'string' && TYPE.test(value);

const firstId = (...values: unknown[]): string | undefined => values.find(isId);

/**
 * Reads a webhook of HighLevel.
 *
 * Most payloads are the record itself, with `type` and `locationId` beside its fields; appointments come
 * wrapped. A message is named by `messageId`, an email by an id of its own within its thread, a message
 * that was cut for its size not at all. A few name their sub-account `altId`. Nothing is said to be always
 * there: `webhookId` and `timestamp` came later (HighLevel's webhook guide).
 *
 * @param now when it came in, in milliseconds
 * @returns nothing for one that no Zap could ever listen to: it has no type, or no sub-account
 */
export const readEvent = (
  payload: JsonObject,
  body: Uint8Array,
  now: number,
): HighLevelEvent | undefined => {
  const appointment = objectOf(payload['appointment']);
  const locationId = firstId(
    payload['locationId'],
    payload['altType'] === 'location' ? payload['altId'] : undefined,
  );
  const { type } = payload;
  if (!isEventType(type) || locationId === undefined) return undefined;
  const recordId = firstId(
    payload['id'],
    appointment['id'],
    payload['emailMessageId'],
    payload['messageId'],
    payload['threadId'],
  );
  const contactId = firstId(payload['contactId'], appointment['contactId']);
  const webhookId = firstId(payload['webhookId']);
  const timestamp = Date.parse(String(payload['timestamp']));
  return {
    key: webhookId ?? createHash('sha256').update(body).digest('base64url'),
    type,
    locationId,
    ...(recordId !== undefined && { recordId }),
    ...(contactId !== undefined && { contactId }),
    ...(webhookId !== undefined && { webhookId }),
    timestamp: Number.isNaN(timestamp) ? now : timestamp,
  };
};
