import { generateKeyPairSync, randomUUID, sign } from 'node:crypto';

import type { Change } from '../changes.ts';
import { payloadsOf } from './payloads.ts';

interface Webhook {
  body: string;
  /** The same for each attempt; it is not signed. */
  deliveryId: string;
  attempts: number;
  firstAt: number;
  dueAt: number;
}

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const DAY = 24 * 60 * MINUTE;

const BUSY_AGAIN_MS = 10 * MINUTE;
const MOST_BUSY = 6;
const GIVES_UP_AFTER_MS = 3 * DAY;
const PATIENCE_MS = 10 * SECOND;

/** Where a payload is cut, with a word of it. */
const MOST_BYTES = 256 * 1024;

/** How often what is due again is looked for. */
const LOOK_EVERY_MS = 10 * SECOND;

/**
 * Sends HighLevel's webhooks to one address, signed with a key of its own. What is answered with 429 is
 * sent again every ten minutes, six times; what fails otherwise later each time, for three days.
 */
export class Webhooks {
  readonly #now: () => number;
  readonly #keys = generateKeyPairSync('ed25519');
  #url: string | undefined;
  #waiting: Webhook[] = [];
  readonly #sending = new Set<Promise<void>>();
  #timer: NodeJS.Timeout | undefined;
  /** How many were given up. */
  lost = 0;

  constructor(now: () => number) {
    this.#now = now;
  }

  /** What whoever receives them verifies them with: SPKI, base64. */
  get publicKey(): string {
    return this.#keys.publicKey.export({ format: 'der', type: 'spki' }).toString('base64');
  }

  /** Sends webhooks to this address from now on. */
  sendTo(url: string): void {
    this.#url = url;
    this.#timer ??= setInterval(() => this.sendDue(), LOOK_EVERY_MS).unref();
  }

  /** Tells of a change in a sub-account. */
  tell(locationId: string, change: Change): void {
    if (this.#url === undefined) return;
    for (const { type, ...fields } of payloadsOf(change)) this.send(locationId, type, fields);
  }

  /** Sends one webhook, such as `UNINSTALL`, which no change of a record sets off. */
  send(locationId: string, type: string, fields: Readonly<Record<string, unknown>> = {}): void {
    if (this.#url === undefined) return;
    const now = this.#now();
    const payload = {
      type,
      locationId,
      ...fields,
      appId: 'sandbox-app',
      versionId: 'sandbox-app',
      timestamp: new Date(now).toISOString(),
      webhookId: randomUUID(),
    };
    const whole = JSON.stringify(payload);
    const { id, contactId, timestamp, webhookId } = {
      id: undefined,
      contactId: undefined,
      ...payload,
    };
    const cut = { type, locationId, id, contactId, timestamp, webhookId, payloadTooLarge: true };
    const body = Buffer.byteLength(whole) > MOST_BYTES ? JSON.stringify(cut) : whole;
    this.#waiting.push({ body, deliveryId: randomUUID(), attempts: 0, firstAt: now, dueAt: now });
    this.sendDue();
  }

  /** Sends what is due by the sandbox's clock. */
  sendDue(): void {
    const now = this.#now();
    const due = this.#waiting.filter(({ dueAt }) => dueAt <= now);
    this.#waiting = this.#waiting.filter(({ dueAt }) => dueAt > now);
    for (const webhook of due) {
      const sending = this.#attempt(webhook).finally(() => this.#sending.delete(sending));
      this.#sending.add(sending);
    }
  }

  /** Waits until none is under way. */
  async settled(): Promise<void> {
    while (this.#sending.size > 0) await Promise.all(this.#sending);
  }

  /** Sends nothing more, and forgets what was to be sent. */
  stop(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
    this.#url = undefined;
    this.#waiting = [];
  }

  async #attempt(webhook: Webhook): Promise<void> {
    const status = await this.#post(webhook);
    if (status >= 200 && status < 300) return;
    const now = this.#now();
    const attempts = webhook.attempts + 1;
    const pause = status === 429 ? BUSY_AGAIN_MS : MINUTE * 2 ** attempts;
    const isOver =
      status === 429 ? attempts > MOST_BUSY : now + pause - webhook.firstAt > GIVES_UP_AFTER_MS;
    if (isOver) this.lost += 1;
    else this.#waiting.push({ ...webhook, attempts, dueAt: now + pause });
  }

  /** The status, or 0 without an answer. */
  async #post({ body, deliveryId }: Webhook): Promise<number> {
    if (this.#url === undefined) return 0;
    try {
      const { status } = await fetch(this.#url, {
        method: 'POST',
        headers: {
          'Content-Type': 'application/json',
          'X-GHL-Signature': sign(null, Buffer.from(body), this.#keys.privateKey).toString(
            'base64',
          ),
          deliveryId,
        },
        body,
        redirect: 'manual',
        signal: AbortSignal.timeout(PATIENCE_MS),
      });
      return status;
    } catch {
      return 0;
    }
  }
}
