import * as z from 'zod/mini';

import { pick, randomFrom, shuffled } from './people.ts';
import type { Lead } from './people.ts';

/** The dated version that GHL's OpenAPI files declare for contacts and locations. */
const API_VERSION = '2021-07-28';

const customFields = z.looseObject({
  customFields: z.array(
    z.looseObject({
      id: z.string(),
      name: z.optional(z.string()),
      fieldKey: z.optional(z.string()),
    }),
  ),
});

const contacts = z.looseObject({
  contacts: z.array(
    z.looseObject({
      id: z.string(),
      firstName: z.nullish(z.string()),
      lastName: z.nullish(z.string()),
      email: z.nullish(z.string()),
    }),
  ),
});

const notes = z.looseObject({ notes: z.array(z.unknown()) });

const CITIES = ['Lisbon', 'Oslo', 'Nairobi', 'Austin', 'Osaka', 'Lima', 'Gdansk', 'Pune'];

/** What somebody did in the account, as a sentence tells it. */
export interface Deed {
  who: string;
  what: string;
}

/**
 * Someone who works in the sandbox's HighLevel account while the Zap is on: straight through GHL's
 * routes, not through the app.
 */
export class Account {
  readonly #url: string;
  readonly #token: string;
  readonly #locationId: string;

  constructor(sandbox: { url: string; accessToken: string; locationId: string }) {
    this.#url = sandbox.url;
    this.#token = sandbox.accessToken;
    this.#locationId = sandbox.locationId;
  }

  /** Adds leads to the account, in order. */
  async addLeads(leads: readonly Lead[]): Promise<Deed[]> {
    const scoreField = await this.#leadScoreField();
    const deeds: Deed[] = [];
    for (const { leadScore, ...lead } of leads) {
      await this.#send('POST', '/contacts/', {
        ...lead,
        locationId: this.#locationId,
        customFields: [{ id: scoreField, field_value: leadScore }],
      });
      const what = `added with the ${lead.tags.length === 1 ? 'tag' : 'tags'} ${lead.tags.join(', ')} and a lead score of ${leadScore}`;
      deeds.push({ who: `${lead.firstName} ${lead.lastName}`, what });
    }
    return deeds;
  }

  /** Moves some of the contacts that have notes to another city. */
  async changeContacts(seed: number, howMany: number): Promise<Deed[]> {
    const random = randomFrom(seed);
    const deeds: Deed[] = [];
    for (const { id, firstName, lastName, email } of shuffled(random, await this.#contacts())) {
      if (deeds.length === howMany) break;
      if (!(await this.#hasNotes(id))) continue;
      const city = pick(random, CITIES) ?? '';
      await this.#send('PUT', `/contacts/${id}`, { city });
      const who = [firstName, lastName].filter(Boolean).join(' ') || (email ?? id);
      deeds.push({ who, what: `moved to ${city}` });
    }
    return deeds;
  }

  async #contacts(): Promise<z.infer<typeof contacts>['contacts']> {
    const body = { locationId: this.#locationId, pageLimit: 100, page: 1 };
    return contacts.parse(await this.#send('POST', '/contacts/search', body)).contacts;
  }

  async #hasNotes(contactId: string): Promise<boolean> {
    return notes.parse(await this.#send('GET', `/contacts/${contactId}/notes`)).notes.length > 0;
  }

  async #leadScoreField(): Promise<string> {
    const answer = await this.#send('GET', `/locations/${this.#locationId}/customFields`);
    const field = customFields
      .parse(answer)
      .customFields.find(({ fieldKey }) => fieldKey === 'contact.lead_score');
    if (!field) throw new Error('The account has no custom field "lead_score".');
    return field.id;
  }

  async #send(method: string, path: string, body?: unknown): Promise<unknown> {
    const response = await fetch(new URL(path, this.#url), {
      method,
      headers: {
        Authorization: `Bearer ${this.#token}`,
        Version: API_VERSION,
        Accept: 'application/json',
        'Content-Type': 'application/json',
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    if (!response.ok) {
      throw new Error(`The account refused ${method} ${path}: ${await response.text()}`);
    }
    return response.json();
  }
}
