import type { Appointment, Contact, Message, Note, Opportunity, Task } from './records.ts';

interface ChangeOf<Kind extends string, Kept> {
  kind: Kind;
  /** Absent when it was created. */
  before: Kept | undefined;
  /** Absent when it was deleted. */
  after: Kept | undefined;
}

/** What happened to a record of a sub-account. */
export type Change =
  | ChangeOf<'contact', Contact>
  | ChangeOf<'task', Task>
  | ChangeOf<'note', Note>
  | ChangeOf<'appointment', Appointment>
  | ChangeOf<'opportunity', Opportunity>
  | ChangeOf<'message', Message>;

type Tell<Kept> = (before: Kept | undefined, after: Kept | undefined) => void;

/** Records by id, of which every change is told. */
export class WatchedRecords<Kept> extends Map<string, Kept> {
  readonly #tell: Tell<Kept>;

  constructor(tell: Tell<Kept>) {
    super();
    this.#tell = tell;
  }

  override set(id: string, record: Kept): this {
    const before = this.get(id);
    super.set(id, record);
    this.#tell(before, record);
    return this;
  }

  override delete(id: string): boolean {
    const before = this.get(id);
    const isGone = super.delete(id);
    if (isGone) this.#tell(before, undefined);
    return isGone;
  }
}
