import { Fragment } from 'preact';
import type { ComponentChildren, TargetedKeyboardEvent } from 'preact';
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';

import { api } from '../../protocol.ts';
import type {
  Answer,
  Choice,
  FailureView,
  Field,
  Operation,
  Section,
  TraceView,
  FailureMode,
  Values,
} from '../../protocol.ts';
import { ask } from '../ask.ts';
import { Icon } from '../icons.tsx';
import { sayOutcome } from '../result/outcome.tsx';
import { ResultView } from '../result/result.tsx';
import { RequestList } from '../result/trace.tsx';
import { ForDevelopers, useShell } from '../shell.tsx';
import type { Draft } from './draft.ts';
import { FieldView } from './field.tsx';
import { focusField } from './focus.ts';
import { RunBar } from './run-bar.tsx';
import type { Action } from './run-bar.tsx';

const KIND_NAMES = {
  trigger: 'Trigger',
  search: 'Search',
  searchOrCreate: 'Search that may create',
  create: 'Action',
} as const;

const isBlank = (value: Values[string] | undefined): boolean =>
  value === undefined || [value].flat().every((line) => line.trim() === '');

const defaultsIn = (sections: readonly Section[]): Values =>
  Object.fromEntries(
    sections
      .flatMap(({ fields }) => fields)
      .flatMap((field) => (field.default === undefined ? [] : [[field.key, field.default]])),
  );

/** The fields of one operation; a step that searches and may create has two. */
const FieldSection = ({
  title,
  isSecond,
  children,
}: {
  title: string | undefined;
  isSecond: boolean;
  children: ComponentChildren;
}) =>
  title === undefined ? (
    <>{children}</>
  ) : (
    <section aria-label={title}>
      <h3>{isSecond ? `${title}, if nothing is found` : title}</h3>
      {children}
    </section>
  );

/** The heading of fields that belong together; it stands below that of its section. */
const GroupHeading = ({
  group,
  isInSection,
}: {
  group: string | undefined;
  isInSection: boolean;
}) => {
  if (group === undefined) return null;
  return isInSection ? <h4 class="group">{group}</h4> : <h3 class="group">{group}</h3>;
};

/** On a narrow screen the result is below the fields. */
const bringIntoView = (panel: Element | null): void => {
  if (panel && panel.getBoundingClientRect().top > innerHeight * 0.8) panel.scrollIntoView();
};

interface Props {
  operation: Operation;
  /** Whether the account is a real one. */
  isLive: boolean;
  /** Where the step was left. */
  draft: Draft;
  onDraft: (draft: Draft) => void;
}

/** One step of a Zap: its fields on one side, its test on the other. */
export const StepView = ({ operation, isLive, draft: before, onDraft }: Props) => {
  const { announce, attempt } = useShell();
  const [draft, setDraft] = useState(before);
  const { values, chosen, result } = draft;
  const [sections, setSections] = useState<readonly Section[]>();
  const [failure, setFailure] = useState<FailureView>();
  const [missing, setMissing] = useState<readonly string[]>([]);
  const [failureMode, setFailureMode] = useState<FailureMode>('none');
  const [running, setRunning] = useState<Action>();
  /** What the editor asked for while the fields were filled in. */
  const [editing, setEditing] = useState<TraceView['requests']>([]);
  const panel = useRef<HTMLDivElement>(null);
  const testButton = useRef<HTMLButtonElement>(null);

  useEffect(() => onDraft(draft), [draft, onDraft]);

  const remember = ({ requests }: TraceView): void =>
    setEditing((earlier) => [...earlier, ...requests]);

  const loadFields = useCallback(
    (using: Values): void =>
      attempt(async () => {
        const answer = await ask(api.fields, { operation, values: using });
        setSections(answer.sections);
        setFailure(answer.failure);
        setDraft((now) => ({
          ...now,
          values: { ...defaultsIn(answer.sections), ...now.values },
        }));
        remember(answer.trace);
      }),
    [operation, attempt],
  );
  const [first] = useState(values);
  useEffect(() => loadFields(first), [loadFields, first]);

  const fields = (sections ?? []).flatMap((section) => section.fields);
  const labelOf = (key: string): string => fields.find((field) => field.key === key)?.label ?? key;

  const change = (field: Field, value: Values[string], choice: Choice | undefined): void => {
    const dependents = fields.filter(({ dependsOn }) => dependsOn.includes(field.key));
    const changed = {
      ...values,
      ...Object.fromEntries(dependents.map(({ key }) => [key, ''])),
      [field.key]: value,
    };
    setDraft({ ...draft, values: changed, chosen: choice ? [...chosen, choice] : chosen });
    setMissing(missing.filter((key) => key !== field.key));
    if (field.altersDynamicFields) loadFields(changed);
  };

  const loadChoices = async (
    field: Field,
    pagingToken: string | undefined,
    wanted: string,
  ): Promise<Answer<'choices'>> => {
    const page = await ask(api.choices, {
      operation,
      field: field.key,
      values,
      ...(pagingToken !== undefined && { pagingToken }),
      ...(wanted !== '' && { wanted }),
    });
    remember(page.trace);
    return page;
  };

  const show = (answer: Answer<'run'>): void => {
    const { outcome } = answer;
    setDraft((now) => ({ ...now, result: answer }));
    announce(sayOutcome(outcome));
    if (outcome.kind === 'incomplete') {
      setMissing(outcome.missing);
      // Once the errors are there, or what they say would be out of sight.
      requestAnimationFrame(() => focusField(outcome.missing[0] ?? ''));
    } else {
      setMissing([]);
      requestAnimationFrame(() => bringIntoView(panel.current));
    }
  };

  const run = (action: Action, sendsBlanks: boolean): void => {
    if (running) return;
    setRunning(action);
    attempt(async () => {
      try {
        show(await ask(api.run, { operation, values, action, sendsBlanks, failureMode }));
      } finally {
        setRunning(undefined);
      }
    });
  };

  const latestRun = useRef(run);
  useLayoutEffect(() => {
    latestRun.current = run;
  });
  /** From wherever one is in the step. */
  const onKeyDown = (event: TargetedKeyboardEvent<HTMLElement>): void => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    // The field that has the focus may be about to take what was typed.
    requestAnimationFrame(() => latestRun.current('test', false));
  };

  return (
    // The keys belong to what is in it.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <article class="page" onKeyDown={onKeyDown}>
      <header>
        <p class="kind">
          <Icon of={operation.noun} /> {KIND_NAMES[operation.kind]}
          {operation.isInstant && ', instant'}
        </p>
        <h1 tabIndex={-1}>{operation.label}</h1>
        <p class="lead">{operation.description}</p>
        <ForDevelopers>
          <code class="key">{operation.key}</code>
        </ForDevelopers>
      </header>
      <div class="columns">
        <section class="card" aria-labelledby="fields-title">
          <h2 id="fields-title">Fields</h2>
          <button type="button" class="skip-fields" onClick={() => testButton.current?.focus()}>
            Skip to Test
          </button>
          {fields.some(({ required }) => required) && (
            <p class="muted legend">
              <span class="required" aria-hidden="true" /> is required
            </p>
          )}
          {sections === undefined && <p class="muted">Loading the fields…</p>}
          {failure && (
            <p class="callout" role="alert">
              The fields of the connected account could not be loaded. {failure.message}
            </p>
          )}
          {sections?.map((section, index) => (
            <FieldSection key={section.title ?? ''} title={section.title} isSecond={index > 0}>
              {section.fields.map((field, place) => (
                <Fragment key={field.key}>
                  {field.group !== section.fields[place - 1]?.group && (
                    <GroupHeading group={field.group} isInSection={section.title !== undefined} />
                  )}
                  <FieldView
                    field={field}
                    value={values[field.key]}
                    chosen={chosen}
                    waitsFor={field.dependsOn.filter((key) => isBlank(values[key])).map(labelOf)}
                    isMissing={missing.includes(field.key)}
                    loadChoices={(pagingToken, wanted) => loadChoices(field, pagingToken, wanted)}
                    onChange={(value, choice) => change(field, value, choice)}
                  />
                </Fragment>
              ))}
            </FieldSection>
          ))}
          <RunBar
            operation={operation}
            testButton={testButton}
            running={running}
            failureMode={isLive ? undefined : failureMode}
            onFailureMode={setFailureMode}
            onRun={(action) => run(action, false)}
          />
          <div class="editing">
            <button type="button" class="quiet" onClick={() => loadFields(values)}>
              Refresh fields
            </button>
            <ForDevelopers>
              {editing.length > 0 && (
                <details>
                  <summary>Requests while editing: {editing.length}</summary>
                  <RequestList requests={editing} />
                </details>
              )}
            </ForDevelopers>
          </div>
        </section>
        <div class="result" ref={panel}>
          <ResultView
            result={result}
            isBusy={running !== undefined}
            labelOf={labelOf}
            onSendBlanks={() => {
              run('test', true);
              panel.current?.querySelector('h2')?.focus();
            }}
          />
        </div>
      </div>
    </article>
  );
};
