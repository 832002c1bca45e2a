import { useLayoutEffect, useRef } from 'preact/hooks';

import type { Choice, Field, Values } from '../../protocol.ts';
import { Markdown } from '../markdown.tsx';
import { hrefOf } from '../route.ts';
import { ForDevelopers } from '../shell.tsx';
import { Combobox } from './combobox.tsx';
import type { LoadChoices } from './combobox.tsx';
import { MomentInput } from './moment.tsx';

const YES_OR_NO: readonly Choice[] = [
  { value: 'true', label: 'True' },
  { value: 'false', label: 'False' },
];

/** What the editor calls the types of Zapier. */
const TYPE_NAMES: Readonly<Record<string, string>> = {
  string: 'text',
  text: 'long text',
  integer: 'whole number',
  number: 'number',
  boolean: 'true or false',
  datetime: 'date and time',
};

interface Props {
  field: Field;
  value: Values[string] | undefined;
  /** What was chosen from dropdowns. */
  chosen: readonly Choice[];
  /** Labels of the fields that have to be filled in first. */
  waitsFor: readonly string[];
  isMissing: boolean;
  loadChoices: LoadChoices;
  onChange: (value: Values[string], chosen?: Choice) => void;
}

interface ControlProps extends Omit<Props, 'value' | 'onChange'> {
  id: string;
  ariaLabel?: string;
  describedBy: string;
  value: string;
  onChange: (value: string, label: string | undefined) => void;
}

const optionsOf = ({ field, loadChoices }: ControlProps) => {
  if (field.hasDropdown) return loadChoices;
  if (field.choices.length > 0) return field.choices;
  return field.type === 'boolean' ? YES_OR_NO : undefined;
};

/** The input of one value. */
const Control = (props: ControlProps) => {
  const { field, id, value, chosen, describedBy, isMissing, onChange } = props;
  const options = optionsOf(props);
  if (options) {
    const known = typeof options === 'function' ? chosen : options;
    return (
      <Combobox
        id={id}
        label={field.label ?? field.key}
        value={value}
        valueLabel={known.find((choice) => choice.value === value)?.label}
        options={options}
        placeholder={field.placeholder}
        isRequired={field.required}
        isInvalid={isMissing}
        isDisabled={props.waitsFor.length > 0}
        {...(props.ariaLabel !== undefined && { ariaLabel: props.ariaLabel })}
        describedBy={describedBy}
        onChange={onChange}
      />
    );
  }
  const shared = {
    id,
    'aria-label': props.ariaLabel,
    'aria-required': field.required,
    'aria-invalid': isMissing,
    'aria-describedby': describedBy,
  };
  if (field.type === 'datetime') {
    return (
      <MomentInput
        id={id}
        value={value}
        placeholder={field.placeholder}
        isRequired={field.required}
        isInvalid={isMissing}
        describedBy={describedBy}
        onChange={(moment) => onChange(moment, undefined)}
      />
    );
  }
  if (field.type === 'text') {
    return (
      <textarea
        {...shared}
        rows={3}
        dir="auto"
        value={value}
        placeholder={field.placeholder}
        onInput={(event) => onChange(event.currentTarget.value, undefined)}
      />
    );
  }
  const isNumber = field.type === 'integer' || field.type === 'number';
  return (
    <input
      {...shared}
      type="text"
      inputMode={isNumber ? 'decimal' : 'text'}
      autocomplete="off"
      dir="auto"
      value={value}
      placeholder={field.placeholder}
      onInput={(event) => onChange(event.currentTarget.value, undefined)}
    />
  );
};

const choiceOf = (value: string, label: string | undefined): Choice | undefined =>
  label === undefined ? undefined : { value, label };

/** One line for each value of a list field. */
const Lines = ({
  lines,
  onLines,
  ...props
}: Omit<ControlProps, 'value' | 'onChange'> & {
  lines: readonly string[];
  onLines: Props['onChange'];
}) => {
  const { field } = props;
  const name = field.label ?? field.key;
  const idOf = (index: number): string => (index === 0 ? props.id : `${props.id}-${index}`);
  const change = (index: number, value: string, label?: string): void =>
    onLines(lines.toSpliced(index, 1, value), choiceOf(value, label));
  /** The line to go on with after lines were added or removed. */
  const next = useRef<number | undefined>(undefined);
  const arrange = (arranged: readonly string[], index: number): void => {
    next.current = index;
    onLines([...arranged]);
  };
  useLayoutEffect(() => {
    if (next.current === undefined) return;
    document.querySelector<HTMLElement>(`[id="${idOf(next.current)}"]`)?.focus();
    next.current = undefined;
  });
  return (
    <>
      {lines.map((line, index) => (
        <div class="line" key={index}>
          <Control
            {...props}
            id={idOf(index)}
            ariaLabel={`${name}, line ${index + 1}`}
            value={line}
            onChange={(value, label) => change(index, value, label)}
          />
          {lines.length > 1 && (
            <button
              type="button"
              class="quiet"
              aria-label={`Remove line ${index + 1} of ${name}`}
              onClick={() => arrange(lines.toSpliced(index, 1), Math.max(0, index - 1))}
            >
              Remove
            </button>
          )}
        </div>
      ))}
      <button
        type="button"
        class="quiet"
        aria-label={`Add a line to ${name}`}
        onClick={() => arrange([...lines, ''], lines.length)}
      >
        Add a line
      </button>
    </>
  );
};

/** What the app gets where the field shows something else. */
const Sent = ({ lines, chosen }: { lines: readonly string[]; chosen: readonly Choice[] }) => {
  const isShown = (line: string): boolean =>
    chosen.every(({ value, label }) => value !== line || value === label);
  const hidden = lines.filter((line) => !isShown(line));
  if (hidden.length === 0) return null;
  return (
    <p class="sent">
      Sends <code>{hidden.join(', ')}</code>
    </p>
  );
};

/** What kind of field it is, in a few words. */
const factsOf = ({ type, choices, hasDropdown, list, isDynamic }: Field): string => {
  const isChoice = hasDropdown || choices.length > 0;
  const kind = isChoice ? 'choice' : (TYPE_NAMES[type] ?? type);
  return [isDynamic ? 'from the account' : [], list ? `list, ${kind}` : kind].flat().join(', ');
};

/** A field of the step, as the Zap editor shows it. */
export const FieldView = (props: Props) => {
  const { field, value, chosen, waitsFor, isMissing } = props;
  const id = `field-${field.key}`;
  const describedBy = `${id}-help`;
  if (field.type === 'copy') {
    return (
      <div class="field copy" role="note" data-field={field.key}>
        <Markdown text={field.helpText ?? ''} />
      </div>
    );
  }

  const lines = value === undefined ? [''] : [value].flat();
  const name = (
    <>
      {field.label ?? field.key}
      {field.required && <span class="required" aria-hidden="true" />}
    </>
  );
  const facts = (
    <ForDevelopers>
      <span class="facts">{factsOf(field)}</span>
    </ForDevelopers>
  );
  const shared = { ...props, id, describedBy };
  const below = (
    <div id={describedBy}>
      {isMissing && (
        <p class="field-error" id={`${id}-error`}>
          Required: fill in {field.label ?? field.key}.
        </p>
      )}
      {waitsFor.length > 0 && <p class="waits">Fill in {waitsFor.join(' and ')} first.</p>}
      <ForDevelopers>{field.hasDropdown && <Sent lines={lines} chosen={chosen} />}</ForDevelopers>
      {field.helpText !== undefined && <Markdown text={field.helpText} />}
      {field.searchStep && (
        <p class="search-step">
          Zapier also offers to fill this from a search step:{' '}
          <a href={hrefOf({ kind: 'search', key: field.searchStep.key })}>
            {field.searchStep.label}
          </a>
        </p>
      )}
    </div>
  );

  if (field.list) {
    return (
      <fieldset class="field" data-field={field.key} aria-describedby={describedBy}>
        <legend>{name}</legend>
        {facts}
        <Lines {...shared} lines={lines} onLines={props.onChange} />
        {below}
      </fieldset>
    );
  }
  return (
    <div class="field" data-field={field.key}>
      <label htmlFor={id}>{name}</label>
      {facts}
      <Control
        {...shared}
        value={lines[0] ?? ''}
        onChange={(changed, label) => props.onChange(changed, choiceOf(changed, label))}
      />
      {below}
    </div>
  );
};
