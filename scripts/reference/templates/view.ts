import * as z from 'zod/mini';

import { sparingHandlerFor } from '../../../harness/reduced-app.ts';
import { findRoute } from '../../../harness/routes.ts';
import definition from '../../../index.ts';
import { accessOf, areaOf, isSending } from '../../../templates/access.ts';
import { templates } from '../../../templates/index.ts';
import type {
  Condition,
  MappedFields,
  MappedValue,
  Step,
  ZapTemplate,
} from '../../../templates/template.ts';
import { APP_NAME } from '../../../templates/zapier-app.ts';
import { REGISTRY, inputField } from '../../../zap-runner/definition.ts';
import type { InputField } from '../../../zap-runner/definition.ts';
import { openSandboxSession } from '../../../zap-runner/demo/sandbox-session.ts';
import { showZap } from '../../../zap-runner/demo/show.ts';
import { newTrace } from '../../../zap-runner/platform.ts';
import { isRecord } from '../../../zap-runner/records.ts';
import { createPaint } from '../../../zap-runner/report/paint.ts';
import { tokensIn } from '../../../zap-runner/tokens.ts';

type Session = Awaited<ReturnType<typeof openSandboxSession>>;

/** A field with what goes into it, in the words of the Zap editor; Markdown. */
interface FieldView {
  label: string;
  value: string;
}

/** A step in the words of the Zap editor. */
export interface StepView {
  step: Step;
  number: number;
  /** The app's name: Protiv, Slack, Filter by Zapier … */
  app: string;
  /** The event's label in that app. */
  title: string;
  /** What it does and cannot do, where the app says so. */
  description?: string;
  fields: FieldView[];
  /** A filter's conditions, as Markdown. */
  conditions: string[];
}

/** What a page says of a template. */
export interface TemplateView {
  template: ZapTemplate;
  access: ReturnType<typeof accessOf>;
  area: ReturnType<typeof areaOf>;
  /** Whether people get messages from it. */
  isSending: boolean;
  /** What its requests needed, dropdowns and the connection's name included. */
  scopes: string[];
  steps: StepView[];
  /** Labels of the custom fields that it maps; every sub-account has its own. */
  customFields: string[];
  /** As Markdown. */
  variations: string[];
}

interface StepFields {
  inputs: InputField[];
  outputs: InputField[];
}

/**
 * By operation and what the step says: the sandbox's people are the same for every template, and so
 * are its fields.
 */
type KnownFields = Map<string, StepFields>;

const quiet = createPaint({}, {});

/** `viewTemplate` for every template, in the order of the registry. */
export const viewTemplates = async (): Promise<TemplateView[]> => {
  const known: KnownFields = new Map();
  const views: TemplateView[] = [];
  for (const template of templates) views.push(await viewTemplate(template, known));
  return views;
};

/** Runs a template against a sandbox, and reads what the editor would call its steps and fields. */
const viewTemplate = async (template: ZapTemplate, known: KnownFields): Promise<TemplateView> => {
  const session = await openSandboxSession(sparingHandlerFor(definition), template, { seed: 1 });
  try {
    await showZap(template, session, { polls: 2, print: () => undefined, paint: quiet });
    const scopes = scopesUsed(session);
    const words = await Words.read(session, template, known);
    return {
      template,
      access: accessOf(template),
      area: areaOf(template),
      isSending: isSending(template),
      scopes,
      steps: template.steps.map((step) => words.view(step)),
      customFields: words.customFields(),
      variations: template.variations.map((sentence) => words.fill(sentence)),
    };
  } finally {
    await session.close();
  }
};

/** Scopes of the routes that the app asked for; what happened in the account is not the app's. */
const scopesUsed = ({ sandbox }: Session): string[] => {
  const own = sandbox.requests.filter(({ headers }) => headers['user-agent'] === 'Zapier');
  const scopes = own.flatMap((request) => findRoute(request)?.scope ?? []);
  return [...new Set(scopes)].toSorted();
};

const display = z.looseObject({ label: z.string(), description: z.string() });

const displayOf = (operation: string): z.infer<typeof display> | undefined => {
  const { triggers, searches, creates } = definition;
  const entry = { ...triggers, ...searches, ...creates }[operation];
  return entry && display.parse(entry.display);
};

/** A template's steps and fields by the names that users see. */
class Words {
  readonly #steps: readonly Step[];
  readonly #fields: ReadonlyMap<string, StepFields>;

  private constructor(steps: readonly Step[], fields: ReadonlyMap<string, StepFields>) {
    this.#steps = steps;
    this.#fields = fields;
  }

  static async read(
    { connection }: Session,
    { steps }: ZapTemplate,
    known: KnownFields,
  ): Promise<Words> {
    const fields = new Map<string, StepFields>();
    for (const step of steps) {
      if (!('operation' in step)) continue;
      const path = `${REGISTRY[step.kind]}.${step.operation}.operation`;
      const read = async (side: string): Promise<InputField[]> =>
        z
          .array(inputField)
          .parse(await connection.call(`${path}.${side}`, { inputData: step.fields }, newTrace()));
      const asked = JSON.stringify([path, step.fields]);
      const own = known.get(asked) ?? {
        inputs: await read('inputFields'),
        outputs: await read('outputFields'),
      };
      known.set(asked, own);
      fields.set(step.id, own);
    }
    return new Words(steps, fields);
  }

  view(step: Step): StepView {
    const number = this.#numberOf(step.id);
    const common = { step, number, fields: [], conditions: [] };
    if (step.kind === 'filter') {
      const conditions = step.conditions.map((condition) => this.#condition(condition));
      return { ...common, app: 'Filter by Zapier', title: step.title, conditions };
    }
    if (step.kind === 'otherAppTrigger') {
      return { ...common, app: step.app, title: step.event, fields: chosen(step.chooses) };
    }
    if (step.kind === 'otherApp') {
      const mapped = Object.entries(step.fields).map(([label, value]) => ({
        label,
        value: this.#value(value),
      }));
      const fields = [...chosen(step.chooses), ...mapped];
      return { ...common, app: step.app, title: step.action, fields };
    }
    const { label = step.operation, description = '' } = displayOf(step.operation) ?? {};
    const mapped: MappedFields = step.fields;
    return {
      ...common,
      app: APP_NAME,
      title: label,
      description: [description, ...this.#remarks(step.id)].join(' '),
      fields: Object.entries(mapped).map(([key, value]) => this.#own(step, key, value)),
    };
  }

  customFields(): string[] {
    const tokens = this.#steps.flatMap(textsOf).flatMap(tokensIn);
    const custom = tokens.filter(({ path }) => path.startsWith('customFields__'));
    return [...new Set(custom.map(({ step, path }) => this.#output(step, path)))];
  }

  /** A sentence with its `{…}` replaced by numbers and labels. */
  fill(sentence: string): string {
    return sentence.replaceAll(/\{([^{}]+)\}/g, (_place, name: string) => this.#name(name));
  }

  #name(name: string): string {
    const [id = '', key, choice] = name.split(/[.:]/);
    const step = this.#steps.find((candidate) => candidate.id === id);
    if (step && key === undefined) return `step ${this.#numberOf(id)}`;
    const input = this.#input(id, key);
    const label = step ? input?.label : displayOf(id)?.label;
    const shown = choice === undefined ? label : choiceLabel(input, choice);
    if (shown === undefined) throw new Error(`There is no {${name}} in the template.`);
    return `*${shown}*`;
  }

  #numberOf(id: string): number {
    return this.#steps.findIndex((step) => step.id === id) + 1;
  }

  #input(id: string, key: string | undefined): InputField | undefined {
    return this.#fields.get(id)?.inputs.find((candidate) => candidate.key === key);
  }

  /** What the editor says between the fields. */
  #remarks(id: string): string[] {
    const inputs = this.#fields.get(id)?.inputs ?? [];
    return inputs.flatMap(({ type, helpText }) => (type === 'copy' && helpText ? [helpText] : []));
  }

  #own(step: Step, key: string, value: MappedFields[string]): FieldView {
    const input = this.#input(step.id, key);
    const label = input?.label ?? key;
    if (typeof value === 'string') {
      return { label, value: this.#value(choiceLabel(input, value) ?? value) };
    }
    if (!('ask' in value)) {
      return { label, value: this.#value(value.map((item) => choiceLabel(input, item) ?? item)) };
    }
    const example = value.example === undefined ? '' : ` For example: ${value.example}.`;
    return { label, value: `*Your choice:* ${value.ask}${example}` };
  }

  #condition(condition: Condition): string {
    const rule = condition.rule.replace(/^\(\w+\) /, '').toLowerCase();
    const to = 'to' in condition ? ` ${condition.to}` : '';
    return `${this.#value(condition.value)} ${rule}${to}`;
  }

  #value(value: MappedValue): string {
    return [value]
      .flat()
      .map((text) => this.#text(text))
      .join(', ');
  }

  /** Text with its tokens as the editor shows them: the step's number and the field's label. */
  #text(text: string): string {
    return tokensIn(text).reduce(
      (shown, { step, path }) =>
        shown.replace(
          `{{${step}.${path}}}`,
          `\`${this.#numberOf(step)}. ${this.#output(step, path)}\``,
        ),
      text,
    );
  }

  #output(id: string, path: string): string {
    const outputs = this.#fields.get(id)?.outputs;
    return outputs?.find(({ key }) => key === path)?.label ?? path;
  }
}

/** Every text of a step that may hold tokens. */
const textsOf = (step: Step): string[] => {
  if (step.kind === 'filter') return step.conditions.map(({ value }) => value);
  if (step.kind === 'otherAppTrigger') return [];
  const fields: MappedFields = step.fields;
  return Object.values(fields).flatMap((value) =>
    typeof value === 'object' && 'ask' in value ? [] : [value].flat(),
  );
};

const chosen = (labels: readonly string[]): FieldView[] =>
  labels.map((label) => ({ label, value: '*Your choice*' }));

const choiceLabel = (input: InputField | undefined, value: string): string | undefined => {
  const choices = input?.choices;
  if (!isRecord(choices) || 'perform' in choices) return undefined;
  const label = choices[value];
  return typeof label === 'string' ? label : undefined;
};
