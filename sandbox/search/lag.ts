/** How far GHL's search is behind the writes. */
export interface LagClock {
  now: () => number;
  searchLagMs: number;
}

interface Write<Row> {
  id: string;
  /** Absent when the record was deleted. */
  row: Row | undefined;
}

/** Writes that search does not see yet, oldest first. */
export class UnseenWrites<Row> {
  readonly #clock: LagClock;
  #waiting: (Write<Row> & { visibleAt: number })[] = [];

  constructor(clock: LagClock) {
    this.#clock = clock;
  }

  add(id: string, row: Row | undefined): void {
    this.#waiting.push({ visibleAt: this.#clock.now() + this.#clock.searchLagMs, id, row });
  }

  /** Takes out those that search sees by now. */
  takeSeen(): readonly Write<Row>[] {
    const now = this.#clock.now();
    const firstUnseen = this.#waiting.findIndex(({ visibleAt }) => visibleAt > now);
    return this.#waiting.splice(0, firstUnseen === -1 ? this.#waiting.length : firstUnseen);
  }
}
