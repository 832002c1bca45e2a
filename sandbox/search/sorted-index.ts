/** Where a record stands in an order: its sort value, then its id. */
export type Position = readonly [value: number, id: string];

const compare = (a: Position, b: Position): number =>
  a[0] - b[0] || (a[1] < b[1] ? -1 : Number(a[1] > b[1]));

const MANY = 200;

/** Records kept in order, so that one write among 100 000 does not sort them all again. */
export class SortedIndex {
  #positions: Position[] = [];
  readonly #of = new Map<string, Position>();
  /** Set since the last walk: a few are put in their place, many are sorted in at once. */
  readonly #unplaced = new Set<string>();

  set(id: string, value: number): void {
    this.delete(id);
    this.#of.set(id, [value, id]);
    this.#unplaced.add(id);
  }

  delete(id: string): void {
    const position = this.#of.get(id);
    if (!position) return;
    this.#of.delete(id);
    if (!this.#unplaced.delete(id)) this.#positions.splice(this.#place(position), 1);
  }

  /** Ids in order, from just after `cursor`. */
  *walk(direction: 'asc' | 'desc', cursor?: Position): Generator<string, void, undefined> {
    this.#settle();
    const positions = this.#positions;
    if (direction === 'asc') {
      let at = cursor ? this.#place(cursor) : 0;
      const there = positions[at];
      if (cursor && there && compare(there, cursor) === 0) at += 1;
      for (; at < positions.length; at += 1) yield positions[at]?.[1] ?? '';
    } else {
      for (let at = (cursor ? this.#place(cursor) : positions.length) - 1; at >= 0; at -= 1) {
        yield positions[at]?.[1] ?? '';
      }
    }
  }

  #settle(): void {
    if (this.#unplaced.size > MANY) {
      this.#positions = [...this.#of.values()].sort(compare);
    } else {
      for (const id of this.#unplaced) {
        const position = this.#of.get(id);
        if (position) this.#positions.splice(this.#place(position), 0, position);
      }
    }
    this.#unplaced.clear();
  }

  /** Index of the first position that is not before this one. */
  #place(position: Position): number {
    let low = 0;
    let high = this.#positions.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const there = this.#positions[middle];
      if (there && compare(there, position) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
