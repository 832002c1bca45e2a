import { randomUUID } from 'node:crypto';

/** A span of time that a Zap may have missed something in; milliseconds since the epoch. */
export interface Window {
  since: number;
  until: number;
  /** Windows of this length follow, one after the other, until this moment. */
  stepMs: number;
  end: number;
}

/** What the relay sends of its own accord, beside HighLevel's events. */
export const CATCH_UP = 'CatchUp';
export const PROBE = 'Probe';

/** One event on its way to one Zap. */
export interface Delivery {
  /** The same however often it is sent. */
  id: string;
  subscriptionId: string;
  locationId: string;
  /** HighLevel's event, `CatchUp` or `Probe`. */
  type: string;
  recordId?: string;
  contactId?: string;
  webhookId?: string;
  window?: Window;
  /** When it happened. */
  timestamp: number;
  storedAt: number;
  /** How often it was sent. */
  attempts: number;
  /** The limits that it has waited for, and the moment that was kept for it. */
  turn?: { passed: number; at: number };
  /** What the queue knows it by while it is taken. */
  claim?: number;
}

/** A delivery that is to be sent once its time has come. */
export interface Due {
  delivery: Delivery;
  /** Those that are due go in this order. */
  dueAt: number;
}

/** Due before everything else. */
export const FIRST = 0;

/**
 * An id of the form of a UUID (version 7, RFC 9562). It begins with the time, so that a table that is
 * ordered by it grows at its end.
 */
export const newId = (now: number): string => {
  const time = now.toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${randomUUID().slice(15)}`;
};

/** What a Zap's hook gets. */
export const bodyOf = (delivery: Delivery): object => {
  const { subscriptionId, type, locationId, recordId, contactId, webhookId, window } = delivery;
  return {
    subscriptionId,
    type,
    locationId,
    recordId,
    contactId,
    webhookId,
    ...(window && {
      since: new Date(window.since).toISOString(),
      until: new Date(window.until).toISOString(),
    }),
    deliveryId: delivery.id,
    timestamp: new Date(delivery.timestamp).toISOString(),
    attempt: delivery.attempts,
  };
};
