import type { Readable } from 'node:stream';

import type { Bundle, ZObject } from 'zapier-platform-core';
import type * as z from 'zod/mini';

import { apiBaseUrl } from './configuration.ts';
import type { ApiVersion } from './configuration.ts';
import { notConnected, reconnectNeeded, scopeMissing } from './connection-errors.ts';
import { errorFrom } from './error-table.ts';
import { GhlError } from './errors.ts';
import type { ErrorRow } from './error-table.ts';
import { isRecord } from './json.ts';
import type { Json, JsonObject } from './json.ts';
import { createLog } from './log.ts';
import type { Log } from './log.ts';
import { parseRecord } from './partial-record.ts';
import { resourceNamed, resourceOf } from './resources.ts';
import type { Resource } from './resources.ts';
import { startBudget, withRetries } from './retry.ts';
import type { Budget } from './retry.ts';
import { WRITE_SCOPE, missingRight, scopeList } from './scopes.ts';
import type { Scope } from './scopes.ts';
import { requestWithin } from './timed-request.ts';
import type { Answer } from './timed-request.ts';

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

/** A body that is read while it is sent. */
export interface Upload {
  contentType: string;
  content: Readable;
  /** In bytes, where it is known beforehand. */
  length?: number | undefined;
}

/** One request to HighLevel, as an endpoint function words it. */
export interface GhlRequest<Schema extends z.ZodMiniType> {
  method?: Method;
  /** Built with the `path` tag, which encodes each id. */
  path: string;
  /** The right that HighLevel asks for on this route; checked before anything is sent. */
  scope: Scope;
  version: ApiVersion;
  /** Absent values are left out; a list is repeated. */
  query?: Readonly<Record<string, string | number | boolean | readonly string[] | undefined>>;
  body?: JsonObject | readonly Json[];
  /** A file in place of a body; sending it may take all the time that there is. */
  upload?: Upload;
  /** What the answer must at least hold. */
  answer: Schema;
  /** Whether the answer may hold hundreds of rows. */
  isLong?: boolean;
  /** Whether it may be a list, or nothing where its status says so (204). */
  isAnyJson?: boolean;
  /** What it is about, where its path does not say so (`resourceOf`). */
  resource?: Resource;
  /** What this route alone refuses; looked through before the table that all share. */
  errors?: readonly ErrorRow[];
  /** For a caller that asks again by itself: a read is sent once, and given up after so long. */
  attemptMs?: number | undefined;
}

/**
 * The one door to HighLevel's API for one run of one operation. It knows the connected sub-account,
 * keeps the operation inside its time budget, and turns every failure into a `GhlError`.
 */
export class Ghl {
  /** The connected sub-account ("location" in the API). */
  readonly locationId: string;
  readonly companyId: string | undefined;
  readonly log: Log;
  readonly #z: ZObject;
  readonly #connection: Pick<Bundle, 'authData'>;
  readonly #granted: ReadonlySet<string>;
  readonly #budget: Budget;
  /** Whether the log knows that the day's allowance runs low; once for all doors of the operation. */
  #said = { low: false };

  /**
   * @throws {GhlError} `not_connected` without a connection, `no_location` when it names no sub-account
   */
  constructor(z: ZObject, bundle: Pick<Bundle, 'authData'>, budget: Budget = startBudget()) {
    const { locationId, companyId, scope } = bundle.authData;
    if (!locationId) {
      throw bundle.authData['access_token'] ? reconnectNeeded('no_location') : notConnected();
    }
    this.locationId = locationId;
    this.companyId = companyId || undefined;
    this.log = createLog(z.console, locationId);
    this.#z = z;
    this.#connection = bundle;
    this.#granted = new Set(scopeList(scope));
    this.#budget = budget;
  }

  /**
   * A door for what the operation can do without: each request is sent once, and all of them together
   * take no longer than `ms` milliseconds.
   */
  aside(ms: number): Ghl {
    const budget = startBudget({ ms: Math.min(ms, this.timeLeft()), attempts: 1 });
    const door = new Ghl(this.#z, this.#connection, budget);
    door.#said = this.#said;
    return door;
  }

  /** Milliseconds that this operation may still take. */
  timeLeft(): number {
    return this.#budget.left();
  }

  /** Whether the connection was granted this right. */
  may(scope: Scope): boolean {
    return this.#granted.has(scope);
  }

  /**
   * Makes sure of a right, before anything is read for what needs it.
   *
   * @param noun such as "Opportunity"
   * @throws {GhlError} `scope_missing`
   */
  checkMay(scope: Scope, noun: string): void {
    this.#checkScope(scope, resourceNamed(noun));
  }

  /**
   * Makes sure that the connection may change what the operation is going to change, before anything is
   * read for it.
   *
   * @param noun such as "Task"
   * @throws {GhlError} `scope_missing`
   */
  checkMayChange(noun: string): void {
    const resource = resourceNamed(noun);
    const scope = WRITE_SCOPE[resource];
    if (scope !== undefined) this.#checkScope(scope, resource);
  }

  /**
   * Sends a request that changes nothing (search by POST included), up to three times.
   *
   * @throws {GhlError}
   */
  async read<Schema extends z.ZodMiniType>(request: GhlRequest<Schema>): Promise<z.infer<Schema>> {
    this.#checkScope(request.scope, aboutOf(request));
    if (request.attemptMs !== undefined) return this.#send(request, request.attemptMs);
    return withRetries(
      this.#budget,
      (timeoutMs) => this.#send(request, timeoutMs),
      (error, attemptsMade) => {
        this.log('request.retried', {
          reason: error.code,
          attemptsMade,
          status: error.details.status ?? 0,
        });
      },
    );
  }

  /**
   * Sends a request that changes something, once. When the outcome is unknown the error says so in
   * `details.outcomeUnknown`; `idempotentCreate` settles that.
   *
   * @throws {GhlError}
   */
  async write<Schema extends z.ZodMiniType>(request: GhlRequest<Schema>): Promise<z.infer<Schema>> {
    this.#checkScope(request.scope, aboutOf(request));
    const share = this.#budget.attempt(1);
    return this.#send(request, request.upload ? this.#budget.left() : share);
  }

  /**
   * Reads rows one by one: a field that cannot be read is left out, a row without a readable id is
   * left out whole, and the log names what is missing.
   */
  records<Schema extends z.ZodMiniType>(
    schema: Schema,
    rows: readonly unknown[],
  ): z.infer<Schema>[] {
    const readable: z.infer<Schema>[] = [];
    const dropped = new Set<string>();
    for (const row of rows) {
      const parsed = parseRecord(schema, row);
      if (parsed.record !== undefined) readable.push(parsed.record);
      for (const field of parsed.dropped) dropped.add(field);
    }
    if (dropped.size > 0 || readable.length < rows.length) {
      this.log('record.partial', {
        fields: [...dropped],
        rowsLeftOut: rows.length - readable.length,
      });
    }
    return readable;
  }

  /**
   * Like `records`, for an answer that holds exactly one.
   *
   * @throws {GhlError} `unreadable_answer` when the record has no readable id
   */
  record<Schema extends z.ZodMiniType>(schema: Schema, row: unknown): z.infer<Schema> {
    const [record] = this.records(schema, [row]);
    if (record === undefined) throw GhlError.unreadable(200);
    return record;
  }

  #checkScope(scope: Scope, resource: Resource): void {
    if (this.may(scope)) return;
    this.log('auth.scope_missing', { scope });
    throw scopeMissing(missingRight(scope, resource), scope, this.#granted);
  }

  async #send<Schema extends z.ZodMiniType>(
    request: GhlRequest<Schema>,
    timeoutMs: number,
  ): Promise<z.infer<Schema>> {
    const response = await this.#exchange(request, timeoutMs);
    this.#watchAllowance(response);
    const answer = response.json;
    // GHL answers and refuses in JSON objects; a page or nothing at all comes from something in
    // between and says nothing about the request.
    const isRead = isSuccess(response.status) || isRefusal(response.status);
    const isOther = request.isAnyJson && (Array.isArray(answer) || response.status === NO_CONTENT);
    if (isRead && !isRecord(answer) && !isOther) {
      throw GhlError.unreadable(response.status);
    }
    if (!isSuccess(response.status)) {
      const failed = {
        status: response.status,
        message: messageOf(answer),
        body: isRecord(answer) ? answer : {},
        header: response.header,
      };
      throw errorFrom(failed, { resource: aboutOf(request), errors: request.errors });
    }
    const parsed = request.answer.safeParse(answer);
    if (!parsed.success) throw GhlError.unreadable(response.status);
    return parsed.data;
  }

  #exchange(request: GhlRequest<z.ZodMiniType>, timeoutMs: number): Promise<Answer> {
    const { method = 'GET', version, body, upload, isLong = false } = request;
    return requestWithin(
      this.#z,
      timeoutMs,
      {
        method,
        url: urlOf(request),
        headers: {
          Accept: 'application/json',
          Version: version,
          ...(body && { 'Content-Type': 'application/json' }),
          ...(upload && { 'Content-Type': upload.contentType }),
          ...(upload?.length !== undefined && { 'Content-Length': String(upload.length) }),
        },
        ...(body && { body: JSON.stringify(body) }),
        ...(upload && { body: upload.content }),
      },
      { unread: isLong },
    );
  }

  /** GHL allows 200 000 requests a day for each app and location; under a tenth it is worth a line. */
  #watchAllowance({ header }: Answer): void {
    const limit = Number(header('X-RateLimit-Limit-Daily'));
    const remaining = Number(header('X-RateLimit-Daily-Remaining') ?? Number.NaN);
    if (limit > 0 && remaining < limit / 10 && !this.#said.low) {
      this.#said.low = true;
      this.log('ratelimit.low', { remaining, limit });
    }
  }
}

const NO_CONTENT = 204;

const isSuccess = (status: number): boolean => status >= 200 && status < 300;

const isRefusal = (status: number): boolean =>
  status >= 400 && status < 500 && status !== 408 && status !== 429;

const aboutOf = ({ resource, path }: GhlRequest<z.ZodMiniType>): Resource =>
  resource ?? resourceOf(path);

const urlOf = (request: GhlRequest<z.ZodMiniType>): string => {
  const url = new URL(request.path, apiBaseUrl());
  for (const [name, value] of Object.entries(request.query ?? {})) {
    if (value === undefined) continue;
    for (const item of Array.isArray(value) ? value : [value]) {
      url.searchParams.append(name, String(item));
    }
  }
  return url.href;
};

const messageOf = (answer: unknown): string => {
  if (!isRecord(answer)) return '';
  const { message, error } = answer;
  if (Array.isArray(message)) return message.filter((line) => typeof line === 'string').join('; ');
  if (typeof message === 'string') return message;
  // v3 nests its errors: {error: {code, message}}.
  if (isRecord(error) && typeof error['message'] === 'string') return error['message'];
  return typeof error === 'string' ? error : '';
};
