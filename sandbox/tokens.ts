import { randomBytes } from 'node:crypto';

/** As GHL documents: an access token lives a day, a refresh token works once. */
const ACCESS_SECONDS = 86_399;
const CODE_MS = 10 * 60_000;

export interface Grant {
  companyId: string;
  /** Absent for an agency's token. */
  locationId?: string;
  userId: string;
  scopes: readonly string[];
  /** The client key that it was given to. */
  clientId: string;
  /** Of an agency's token: the locations that it may get tokens of. */
  approvedLocations?: readonly string[];
}

interface Code extends Grant {
  redirectUri: string;
  expiresAt: number;
}

export interface TokenPair {
  accessToken: string;
  refreshToken: string;
  expiresIn: number;
}

const secret = (prefix: string): string => `${prefix}${randomBytes(24).toString('base64url')}`;

/** Codes and tokens that were given out. */
export class Tokens {
  readonly #now: () => number;
  readonly #codes = new Map<string, Code>();
  readonly #access = new Map<string, Grant & { expiresAt: number }>();
  readonly #refresh = new Map<string, Grant>();
  /** Every token that was ever given out. */
  readonly given = new Set<string>();
  /** Every code that was ever given out. */
  readonly codesGiven = new Set<string>();

  constructor(now: () => number) {
    this.#now = now;
  }

  giveCode(grant: Grant, redirectUri: string): string {
    const code = secret('code-');
    this.codesGiven.add(code);
    this.#codes.set(code, { ...grant, redirectUri, expiresAt: this.#now() + CODE_MS });
    return code;
  }

  /** A code works once, for the redirect that it was given to. */
  takeCode(code: string, redirectUri: string | undefined): Grant | undefined {
    const held = this.#codes.get(code);
    this.#codes.delete(code);
    if (!held || held.expiresAt < this.#now()) return undefined;
    return redirectUri === undefined || redirectUri === held.redirectUri ? held : undefined;
  }

  /**
   * A refresh token works once.
   *
   * @param clientId the only client key that may take it; any when left out
   */
  takeRefresh(token: string, clientId?: string): Grant | undefined {
    const held = this.#refresh.get(token);
    if (clientId !== undefined && held?.clientId !== clientId) return undefined;
    this.#refresh.delete(token);
    return held;
  }

  give({ companyId, locationId, userId, scopes, clientId, approvedLocations }: Grant): TokenPair {
    const grant: Grant = {
      companyId,
      userId,
      scopes,
      clientId,
      ...(locationId && { locationId }),
      ...(approvedLocations && { approvedLocations }),
    };
    const accessToken = secret('at-');
    const refreshToken = secret('rt-');
    this.#access.set(accessToken, { ...grant, expiresAt: this.#now() + ACCESS_SECONDS * 1000 });
    this.#refresh.set(refreshToken, grant);
    this.given.add(accessToken).add(refreshToken);
    return { accessToken, refreshToken, expiresIn: ACCESS_SECONDS };
  }

  /** Who an access token speaks for; nobody when it is unknown or expired. */
  holder(accessToken: string): Grant | undefined {
    const held = this.#access.get(accessToken);
    return held && held.expiresAt > this.#now() ? held : undefined;
  }

  /** Takes back an access or refresh token. */
  revoke(token: string): void {
    this.#access.delete(token);
    this.#refresh.delete(token);
  }

  /** Takes back all tokens of a location. */
  revokeLocation(locationId: string): void {
    for (const tokens of [this.#access, this.#refresh]) {
      for (const [token, grant] of tokens)
        if (grant.locationId === locationId) tokens.delete(token);
    }
  }

  expireAccess(): void {
    for (const held of this.#access.values()) held.expiresAt = this.#now();
  }
}
