import type { Connection } from '../../zap-runner/connection.ts';
import { Dedupe, primaryKey } from '../../zap-runner/dedupe.ts';
import type { TriggerRecord } from '../../zap-runner/dedupe.ts';
import { columnsOf } from '../../zap-runner/definition.ts';
import type { InputField } from '../../zap-runner/definition.ts';
import { Failure } from '../../zap-runner/failure.ts';
import { toInput } from '../../zap-runner/fields.ts';
import {
  cleansInput,
  hasDropdown,
  isHook,
  openDropdown,
  operationNamed,
  perform,
  readInputFields,
  readOutputFields,
  recordsIn,
} from '../../zap-runner/operation.ts';
import type { DropdownPage, Operation } from '../../zap-runner/operation.ts';
import { newTrace } from '../../zap-runner/platform.ts';
import type { Moment, Trace } from '../../zap-runner/platform.ts';
import { isRecord } from '../../zap-runner/records.ts';
import { SAMPLES } from '../../zap-runner/zap.ts';
import { OPERATION_KINDS } from '../protocol.ts';
import type {
  Answer,
  Body,
  Field,
  OperationRef,
  Outcome,
  RecordView,
  Values,
} from '../protocol.ts';
import { inOrder, isCommon } from './order.ts';
import { present } from './output.ts';
import { showFailure, showField, showTrace } from './show.ts';
import { noticingUnanswered } from './unanswered.ts';

/** How many pages of a dropdown are read to find an option. */
const MOST_PAGES = 20;

/** How many of a poll's new records are shown. */
const MOST_SHOWN = 10;

/** An operation that a step consists of, with its fields as they are for this account. */
interface Part {
  operation: Operation;
  fields: InputField[];
}

/** A trigger that is switched on, and what it has seen. */
interface Watch {
  /** What it was switched on with; with other values it starts anew. */
  values: string;
  dedupe: Dedupe;
}

/** What a run asked the app and what that took. */
interface Call {
  /** What the app got last; absent before it is asked. */
  input?: Readonly<Record<string, unknown>>;
  trace: Trace;
  /** Goes around each call of the operation, but not around what the editor itself asks. */
  around: Around;
}

type Around = <T>(work: () => Promise<T>) => Promise<T>;

type Run = Body<'run'>;

const fixedFields = ({ entry }: Operation): InputField[] =>
  columnsOf((entry.operation.inputFields ?? []).filter((field) => typeof field === 'object'));

const isBlank = (value: Values[string] | undefined): boolean =>
  value === undefined || [value].flat().every((text) => text.trim() === '');

/** The Zap editor's work on one step: its fields, its dropdowns, its test. */
export class Editor {
  readonly #connection: Connection;
  readonly #searchLabels: ReadonlyMap<string, string>;
  readonly #watches = new Map<string, Watch>();

  constructor(connection: Connection) {
    this.#connection = connection;
    const searches = Object.values(connection.platform.definition.searches ?? {});
    this.#searchLabels = new Map(searches.map(({ key, display }) => [key, display.label]));
  }

  /** The app's version. */
  get version(): string {
    return this.#connection.platform.definition.version ?? '';
  }

  /** Every operation of the app, by kind; the common ones first, then by label. */
  operations(): Answer<'app'>['operations'] {
    const { definition } = this.#connection.platform;
    const { triggers, searches, searchOrCreates, creates } = definition;
    const registry = {
      trigger: triggers,
      search: searches,
      searchOrCreate: searchOrCreates,
      create: creates,
    };
    return OPERATION_KINDS.flatMap((kind) =>
      inOrder(
        Object.values(registry[kind] ?? {}).map(({ key, display, noun }) => ({
          kind,
          key,
          label: display.label,
          description: display.description ?? '',
          noun: noun ?? searches?.[key]?.noun ?? '',
          isCommon: isCommon({ kind, key }),
          isInstant: kind === 'trigger' && isHook(operationNamed(definition, kind, key)),
        })),
      ),
    );
  }

  /** What Zapier asks for when someone connects an account. */
  connectionFields(): Field[] {
    const { authentication } = this.#connection.platform.definition;
    return (authentication?.fields ?? [])
      .filter(({ computed }) => computed !== true)
      .map((field) =>
        showField(field, {
          hasDropdown: false,
          isDynamic: false,
          searchLabels: new Map(),
          groups: [],
        }),
      );
  }

  /** The fields of a step; when the app cannot tell, those that do not depend on the account. */
  async fields({ operation, values }: Body<'fields'>): Promise<Answer<'fields'>> {
    const trace = newTrace();
    const operations = this.#operationsOf(operation);
    try {
      const parts = await this.#parts(operations, values, trace);
      return { sections: this.#sections(parts), trace: showTrace(trace) };
    } catch (error) {
      const parts = operations.map((part) => ({ operation: part, fields: fixedFields(part) }));
      return {
        sections: this.#sections(parts),
        trace: showTrace(trace),
        failure: showFailure(error),
      };
    }
  }

  /** The options of a field's dropdown: one page, or as many as it takes to find one. */
  async choices(body: Body<'choices'>): Promise<Answer<'choices'>> {
    const trace = newTrace();
    const { field, values, pagingToken } = body;
    const wanted = body.wanted?.toLowerCase() ?? '';
    const isWanted = ({ label }: { label: string }): boolean =>
      label.toLowerCase().includes(wanted);
    try {
      const owner = this.#operationsOf(body.operation).find((part) => hasDropdown(part, field));
      if (!owner) throw new Failure('error', `There is no dropdown for "${field}".`);
      const options: DropdownPage['options'] = [];
      let next = pagingToken;
      for (let page = 0; page < MOST_PAGES; page += 1) {
        const at = { inputData: values, ...(next !== undefined && { pagingToken: next }) };
        const answer = await openDropdown(this.#connection, owner, field, at, trace);
        options.push(...answer.options);
        next = answer.pagingToken;
        if (next === undefined || wanted === '' || answer.options.some(isWanted)) break;
      }
      return {
        choices: options.map(({ id, label }) => ({ value: id, label })),
        ...(next !== undefined && { pagingToken: next }),
        trace: showTrace(trace),
      };
    } catch (error) {
      return { choices: [], trace: showTrace(trace), failure: showFailure(error) };
    }
  }

  /** Tests a step, or does with a trigger what a live Zap does with it. */
  async run(run: Run, around: Around): Promise<Answer<'run'>> {
    const trace = newTrace();
    const start = performance.now();
    const call: Call = { trace, around };
    const outcome = await this.#outcome(run, call).catch((error: unknown): Outcome => ({
      kind: 'failed',
      failure: showFailure(error),
    }));
    return {
      outcome,
      ...(call.input && { sent: JSON.stringify(call.input, null, 2) }),
      trace: showTrace(trace),
      milliseconds: Math.round(performance.now() - start),
    };
  }

  async #outcome(run: Run, call: Call): Promise<Outcome> {
    const parts = await this.#parts(this.#operationsOf(run.operation), run.values, newTrace());
    const missing = this.#sections(parts)
      .flatMap(({ fields }) => fields)
      .filter((field) => field.required && isBlank(run.values[field.key] ?? field.default))
      .map(({ key }) => key);
    if (missing.length > 0 && !run.sendsBlanks) return { kind: 'incomplete', missing };

    const blanks = Object.fromEntries(missing.map((key) => [key, '']));
    const complete: Run = { ...run, values: { ...blanks, ...run.values } };
    const [first, second] = parts;
    if (!first) throw new Failure('error', 'The step has no operation.');
    if (run.operation.kind === 'trigger') return this.#trigger(complete, first, call);
    if (run.operation.kind !== 'create') return this.#search(complete, first, second, call);
    const answer = await this.#perform(first, complete.values, {}, call);
    return { kind: 'done', record: await this.#show(first, answer, call) };
  }

  async #search(
    { operation, values }: Run,
    search: Part,
    create: Part | undefined,
    call: Call,
  ): Promise<Outcome> {
    const found = recordsIn(await this.#perform(search, values, {}, call));
    const [first] = found;
    if (first) {
      const record = await this.#show(search, first, call);
      return { kind: 'found', record, count: found.length };
    }
    if (!create) return { kind: 'nothingFound' };
    const moment = { withSearch: operation.key };
    const created = await this.#perform(create, values, moment, call);
    return { kind: 'created', record: await this.#show(create, created, call) };
  }

  async #trigger({ operation, values, action }: Run, part: Part, call: Call): Promise<Outcome> {
    if (action === 'test') return this.#samples(part, values, call);
    if (isHook(part.operation)) throw new Failure('error', 'An instant trigger does not poll.');
    const poll = async (moment: Moment): Promise<TriggerRecord[]> =>
      recordsIn(await this.#perform(part, values, moment, call));
    const fingerprint = JSON.stringify(values);
    if (action === 'prime') {
      const dedupe = new Dedupe(primaryKey(part.operation.entry));
      const seen = dedupe.takeNew(await poll({ isPopulatingDedupe: true }));
      this.#watches.set(operation.key, { values: fingerprint, dedupe });
      return { kind: 'primed', count: seen.length };
    }
    const watch = this.#watches.get(operation.key);
    if (watch?.values !== fingerprint) return { kind: 'notPrimed' };
    const records = await poll({});
    const fresh = watch.dedupe.takeNew(records).toReversed();
    return {
      kind: 'polled',
      count: records.length,
      fresh: fresh.length,
      records: await this.#showAll(part, fresh.slice(0, MOST_SHOWN), call),
    };
  }

  async #samples(part: Part, values: Values, call: Call): Promise<Outcome> {
    const answer = await this.#perform(part, values, { isLoadingSample: true }, call);
    const records = recordsIn(answer).slice(0, SAMPLES);
    const { sample } = part.operation.entry.operation;
    const isOwnSample = records.length === 0 && isRecord(sample);
    const shown = isOwnSample ? [sample] : records;
    return { kind: 'samples', records: await this.#showAll(part, shown, call), isOwnSample };
  }

  #perform(part: Part, values: Values, moment: Moment, call: Call): Promise<unknown> {
    const { definition, timezone } = this.#connection.platform;
    const rules = { cleanInputData: cleansInput(definition, part.operation), timezone };
    const inputData = toInput(values, part.fields, rules);
    call.input = inputData;
    const bundle = { inputData, inputDataRaw: values, moment };
    // What starts an instant trigger does not come from the editor.
    const method = isHook(part.operation) ? 'performList' : 'perform';
    return call.around(() =>
      noticingUnanswered(call.trace, () =>
        perform(this.#connection, part.operation, part.fields, bundle, call.trace, method),
      ),
    );
  }

  async #show(part: Part, answer: unknown, call: Call): Promise<RecordView> {
    const [record] = await this.#showAll(part, [isRecord(answer) ? answer : {}], call);
    if (!record) throw new Failure('error', 'The app gave nothing.');
    return record;
  }

  /** Labels the records, with what lies behind their hydration pointers put in its place. */
  async #showAll(
    { operation }: Part,
    records: readonly TriggerRecord[],
    { input = {}, trace }: Call,
  ): Promise<RecordView[]> {
    // The labels are the editor's business; what reading them asks for is no part of the run.
    const fields = await readOutputFields(this.#connection, operation, input, newTrace());
    return Promise.all(
      records.map(async (record) => {
        const whole = await Promise.all(
          Object.entries(record).map(async ([key, value]) => [
            key,
            await this.#connection.hydrate(value, trace),
          ]),
        );
        return present(Object.fromEntries(whole), fields);
      }),
    );
  }

  /** A search that may create is two operations, every other step is one. */
  #operationsOf({ kind, key }: OperationRef): Operation[] {
    const { definition } = this.#connection.platform;
    if (kind !== 'searchOrCreate') return [operationNamed(definition, kind, key)];
    const both = definition.searchOrCreates?.[key];
    if (!both) throw new Failure('error', `The app has no search "${key}" that may create.`);
    return [
      operationNamed(definition, 'search', both.search),
      operationNamed(definition, 'create', both.create),
    ];
  }

  #parts(operations: readonly Operation[], values: Values, trace: Trace): Promise<Part[]> {
    return Promise.all(
      operations.map(async (operation) => ({
        operation,
        fields: await readInputFields(this.#connection, operation, values, trace),
      })),
    );
  }

  /**
   * The step's fields as they are shown, one section for each operation. A step has one value for
   * each key, so a field that both operations have is shown once, and is required if either says so.
   */
  #sections(parts: readonly Part[]): Answer<'fields'>['sections'] {
    const required = new Set(
      parts.flatMap(({ fields }) => fields.flatMap((field) => (field.required ? [field.key] : []))),
    );
    const shown = new Set<string>();
    return parts.map(({ operation, fields }) => {
      const fixed = new Set(fixedFields(operation).map(({ key }) => key));
      const fresh = fields.filter(({ key }) => !shown.has(key));
      for (const { key } of fresh) shown.add(key);
      return {
        ...(parts.length > 1 && { title: operation.entry.display.label }),
        fields: fresh.map((field) =>
          showField(
            { ...field, required: required.has(field.key) },
            {
              hasDropdown: hasDropdown(operation, field.key),
              isDynamic: !fixed.has(field.key),
              searchLabels: this.#searchLabels,
              groups: operation.entry.operation.inputFieldGroups ?? [],
            },
          ),
        ),
      };
    });
  }
}
