import { createHmac, generateKeyPairSync, randomBytes, sign } from 'node:crypto';

/** What the relay answered. */
export interface Answered {
  status: number;
  headers: Headers;
  body: unknown;
}

const answered = async (response: Response): Promise<Answered> => {
  const text = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    body: text === '' ? undefined : JSON.parse(text),
  };
};

/** Sends webhooks as HighLevel does, signed with a key of its own. */
export class HighLevelSender {
  readonly #keys = generateKeyPairSync('ed25519');
  #count = 0;

  /** What the relay is told in HighLevel's place: SPKI, base64. */
  get publicKey(): string {
    return this.#keys.publicKey.export({ format: 'der', type: 'spki' }).toString('base64');
  }

  signature(body: string | Uint8Array): string {
    return sign(null, Buffer.from(body), this.#keys.privateKey).toString('base64');
  }

  /** A contact's event with all that HighLevel puts into it. */
  event(type: string, locationId: string, changes: Readonly<Record<string, unknown>> = {}) {
    this.#count += 1;
    return {
      type,
      locationId,
      id: `record${this.#count}`,
      firstName: 'Grace',
      lastName: 'Hopper',
      email: `grace.hopper.${this.#count}@example.com`,
      phone: '+12025550143',
      timestamp: new Date(0).toISOString(),
      webhookId: `webhook-${this.#count}`,
      ...changes,
    };
  }

  send(relayUrl: string, event: object): Promise<Answered> {
    return this.sendRaw(relayUrl, JSON.stringify(event));
  }

  async sendRaw(
    relayUrl: string,
    body: string,
    signature: string | undefined = this.signature(body),
  ): Promise<Answered> {
    const response = await fetch(`${relayUrl}/webhooks/highlevel`, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        ...(signature !== '' && { 'X-GHL-Signature': signature }),
      },
      body,
    });
    return answered(response);
  }
}

/** Sends what the app sends, signed with the relay's secret. */
export class AppSender {
  readonly #secret: string;
  readonly #now: () => number;

  constructor(secret: string, now: () => number = Date.now) {
    this.#secret = secret;
    this.#now = now;
  }

  signature(method: string, path: string, body: string, at = this.#now()): string {
    const time = Math.floor(at / 1000);
    const nonce = randomBytes(8).toString('hex');
    const mac = createHmac('sha256', this.#secret)
      .update(`${time}.${nonce}.${method}.${path}.${body}`)
      .digest('hex');
    return `t=${time},n=${nonce},v1=${mac}`;
  }

  subscribe(
    relayUrl: string,
    request: { locationId: string; events: readonly string[]; targetUrl: string },
  ): Promise<Answered> {
    return this.send(relayUrl, 'POST', '/subscriptions', JSON.stringify(request));
  }

  unsubscribe(relayUrl: string, id: string): Promise<Answered> {
    return this.send(relayUrl, 'DELETE', `/subscriptions/${id}`, '');
  }

  async send(
    relayUrl: string,
    method: string,
    path: string,
    body: string,
    signature = this.signature(method, path, body),
  ): Promise<Answered> {
    const response = await fetch(`${relayUrl}${path}`, {
      method,
      headers: { 'Protiv-Signature': signature, 'Content-Type': 'application/json' },
      ...(method !== 'DELETE' && { body }),
    });
    return answered(response);
  }
}
