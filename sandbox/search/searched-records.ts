import { WatchedRecords } from '../changes.ts';
import { UnseenWrites } from './lag.ts';
import type { LagClock } from './lag.ts';

/** Records by id, of which search has a copy of its own, some seconds behind the writes. */
export class SearchedRecords<Row> extends WatchedRecords<Row> {
  readonly #unseen: UnseenWrites<Row>;
  readonly #copy = new Map<string, Row>();

  constructor(clock: LagClock, tell: ConstructorParameters<typeof WatchedRecords<Row>>[0]) {
    super(tell);
    this.#unseen = new UnseenWrites(clock);
  }

  override set(id: string, row: Row): this {
    this.#unseen.add(id, row);
    return super.set(id, row);
  }

  override delete(id: string): boolean {
    this.#unseen.add(id, undefined);
    return super.delete(id);
  }

  override clear(): void {
    for (const id of this.keys()) this.#unseen.add(id, undefined);
    super.clear();
  }

  /** The records as search has them now, in the order in which they were added. */
  asSearched(): Row[] {
    for (const { id, row } of this.#unseen.takeSeen()) {
      if (row === undefined) this.#copy.delete(id);
      else this.#copy.set(id, row);
    }
    return [...this.#copy.values()];
  }
}
