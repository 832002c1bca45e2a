/**
 * A Zap template as data: what the Zap editor would show, in the order of its steps.
 *
 * Zapier has no file format for templates (its CLI cannot declare any), so this one holds what its
 * template editor asks for, and the Zap runner runs it. That editor takes no Formatter, Paths,
 * Looping, Code or webhook steps, so no template has one.
 */
import type { OtherApp } from './other-apps.ts';

/**
 * What goes into a field: text that may hold `{{step.field}}` tokens, or for a list field one such
 * text for each item.
 *
 * A token names a step by its id and a field by its path: `__` steps into an object, `[]` into each
 * item of a list, as in `{{trigger.customFields__lead_score}}` and
 * `{{trigger.details__tasks[]title}}`. A field that holds one token and nothing else keeps what the
 * token stands for; amid other words a list is written with commas. A date field also takes words,
 * such as `tomorrow at 9am`.
 */
export type MappedValue = string | readonly string[];

/** A choice that only the Zap's owner can make, because the options differ between accounts. */
interface OwnersChoice {
  /** The question, as the guided setup would put it. */
  ask: string;
  /** Label of the option that is meant where there is one: an account may have named it so. */
  example?: string;
}

export type MappedFields = Readonly<Record<string, MappedValue | OwnersChoice>>;

interface OwnStep {
  /** How tokens refer to the step. */
  id: string;
  /** Key of a Protiv operation. */
  operation: string;
  /** By input key; a field left out is left blank. */
  fields: MappedFields;
}

/** What starts the Zap; its id is `trigger`. */
export interface TriggerStep extends OwnStep {
  kind: 'trigger';
}

/** A record of another app, by field label; `id` tells records apart and is not shown. */
export type SampleRecord = Readonly<Record<string, string>> & { readonly id: string };

/**
 * Another app starts the Zap; its id is `trigger`. That app is never asked here: the sample records
 * stand in for what it would give.
 */
export interface OtherAppTriggerStep {
  kind: 'otherAppTrigger';
  id: string;
  app: OtherApp;
  /** The trigger's label in that app. */
  event: string;
  /** Labels of the fields that the owner chooses there. */
  chooses: readonly string[];
  /** Newest first. Every record has the same fields. */
  samples: readonly [SampleRecord, ...SampleRecord[]];
}

export interface SearchStep extends OwnStep {
  kind: 'search';
  /** Zapier's "Successful if no search results are found?": `continue` is its "True". */
  whenNothingFound: 'stop' | 'continue';
}

export interface CreateStep extends OwnStep {
  kind: 'create';
}

/** A rule of Zapier's Filter step, in its words. */
export type Condition =
  | {
      value: string;
      rule:
        | '(Text) Contains'
        | '(Text) Does not contain'
        | '(Text) Exactly matches'
        | '(Number) Greater than'
        | '(Number) Less than';
      to: string;
    }
  | { value: string; rule: 'Exists' | 'Does not exist' };

/** Filter by Zapier: the Zap goes on only if every condition holds. */
export interface FilterStep {
  kind: 'filter';
  id: string;
  title: string;
  conditions: readonly Condition[];
}

/** An action of another app: shown with the values that it would get, never carried out here. */
export interface OtherAppStep {
  kind: 'otherApp';
  id: string;
  app: OtherApp;
  /** The action's label in that app. */
  action: string;
  /** Labels of the fields that the owner chooses there. */
  chooses: readonly string[];
  /** By field label. */
  fields: Readonly<Record<string, MappedValue>>;
}

export type ActionStep = SearchStep | CreateStep | FilterStep | OtherAppStep;

export type Step = TriggerStep | OtherAppTriggerStep | ActionStep;

export interface ZapTemplate {
  key: string;
  /** Sentence case, verb first, as Zapier's template guidelines ask. */
  title: string;
  /** Two to four sentences. */
  description: string;
  /** What the connection must cover besides contacts and calendars. */
  area?: 'sales';
  steps: readonly [TriggerStep | OtherAppTriggerStep, ...ActionStep[]];
  /**
   * What people may want to have otherwise, and where to change it; a sentence each. `{task}` names a
   * step, `{task.dueDate}` a field of a step, `{trigger.status:noshow}` a choice of a field, and
   * `{add_tags}` an operation; readers see their numbers and labels.
   */
  variations: readonly string[];
}
