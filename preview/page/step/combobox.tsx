import type { TargetedKeyboardEvent } from 'preact';
import { useEffect, useId, useRef, useState } from 'preact/hooks';

import type { Answer, Choice } from '../../protocol.ts';
import { ForDevelopers, useShell } from '../shell.tsx';

/** Options from the app: one page, or as many pages as it takes to find one that is wanted. */
export type LoadChoices = (
  pagingToken: string | undefined,
  wanted: string,
) => Promise<Answer<'choices'>>;

interface Props {
  id: string;
  /** The field's label, for the list of options. */
  label: string;
  value: string;
  /** The label of the value, where it is known. */
  valueLabel: string | undefined;
  /** Fixed options, or how to get them. */
  options: readonly Choice[] | LoadChoices;
  placeholder: string | undefined;
  isRequired: boolean;
  isInvalid: boolean;
  isDisabled: boolean;
  /** Takes the place of a label that is elsewhere, as with the lines of a list. */
  ariaLabel?: string;
  describedBy: string;
  onChange: (value: string, label: string | undefined) => void;
}

interface Loaded {
  choices: readonly Choice[];
  pagingToken?: string | undefined;
  /** Why there are no more. */
  failure?: string | undefined;
  isLoading: boolean;
}

type Item =
  | { kind: 'choice'; choice: Choice }
  | { kind: 'more' }
  /** What was typed, as the value itself. */
  | { kind: 'custom'; text: string };

const NOTHING: Loaded = { choices: [], isLoading: false };

const isMatch = ({ value, label }: Choice, text: string): boolean =>
  value === text || label.toLowerCase() === text.toLowerCase();

const itemsFor = ({ choices, pagingToken }: Loaded, typed: string): Item[] => {
  const wanted = typed.toLowerCase();
  const found = choices.filter(({ value, label }) =>
    `${label} ${value}`.toLowerCase().includes(wanted),
  );
  return [
    ...found.map((choice): Item => ({ kind: 'choice', choice })),
    ...(pagingToken === undefined ? [] : [{ kind: 'more' } satisfies Item]),
    ...(typed === '' || choices.some((choice) => isMatch(choice, typed))
      ? []
      : [{ kind: 'custom', text: typed } satisfies Item]),
  ];
};

/**
 * A dropdown of the Zap editor: options to choose from, the app's own page by page, and any other
 * value by typing it, since a Zap may map an id.
 */
export const Combobox = (props: Props) => {
  const { id, label, value, valueLabel, options, onChange } = props;
  const { announce, attempt } = useShell();
  const listId = useId();
  const [isOpen, setOpen] = useState(false);
  /** What was typed since the field was entered. */
  const [typed, setTyped] = useState<string>();
  const [active, setActive] = useState(-1);
  const [loaded, setLoaded] = useState<Loaded>(NOTHING);
  const list = useRef<HTMLDivElement>(null);
  /** Only the answer to the last question counts. */
  const question = useRef(0);
  /** What was typed last, for an answer that comes later. */
  const latest = useRef('');

  const items = isOpen ? itemsFor(loaded, typed?.trim() ?? '') : [];
  const activeId = items[active] ? `${listId}-${active}` : undefined;

  useEffect(() => {
    if (activeId !== undefined) {
      list.current?.querySelector(`[id="${activeId}"]`)?.scrollIntoView({ block: 'nearest' });
    }
  }, [activeId]);

  const load = (before: Loaded, wanted: string): void => {
    if (typeof options !== 'function') {
      setLoaded({ choices: options, isLoading: false });
      return;
    }
    question.current += 1;
    const asked = question.current;
    setLoaded({ ...before, failure: undefined, isLoading: true });
    attempt(async () => {
      const page = await options(before.pagingToken, wanted);
      if (asked !== question.current) return;
      const choices = [...before.choices, ...page.choices];
      const { pagingToken, failure } = page;
      const now = { choices, pagingToken, failure: failure?.message, isLoading: false };
      setLoaded(now);
      announce(failure?.message ?? `${label}: ${choices.length} to choose from.`);
      if (!failure) seek(now, latest.current);
    });
  };

  /** What is not on the pages so far may be on a later one. */
  const seek = (before: Loaded, text: string): void => {
    const isKnown = itemsFor(before, text).some(({ kind }) => kind === 'choice');
    if (text !== '' && before.pagingToken !== undefined && !isKnown) load(before, text);
  };

  const open = (): void => {
    if (isOpen || props.isDisabled) return;
    setOpen(true);
    setActive(-1);
    load(NOTHING, '');
  };

  const close = (): void => {
    question.current += 1;
    setOpen(false);
    setActive(-1);
    setTyped(undefined);
    latest.current = '';
  };

  const choose = (item: Item): void => {
    if (item.kind === 'more') {
      load(loaded, '');
      return;
    }
    if (item.kind === 'choice') onChange(item.choice.value, item.choice.label);
    else onChange(item.text, undefined);
    close();
  };

  /** Leaving the field keeps what was typed, as one of the options if it is one. */
  const settle = (): void => {
    const text = typed?.trim();
    const choice =
      text === undefined ? undefined : loaded.choices.find((own) => isMatch(own, text));
    if (choice) onChange(choice.value, choice.label);
    else if (text !== undefined) onChange(text, undefined);
    close();
  };

  const move = (to: number): void => {
    if (isOpen) setActive(Math.max(0, Math.min(items.length - 1, to)));
    else open();
  };

  const onKeyDown = (event: TargetedKeyboardEvent<HTMLInputElement>): void => {
    const item = items[active];
    /** What was typed may still turn out to be one of the options. */
    const isEarly = loaded.isLoading && item?.kind !== 'choice';
    if (event.key === 'ArrowDown') move(active + 1);
    else if (event.key === 'ArrowUp') move(active < 0 ? items.length - 1 : active - 1);
    else if (event.key === 'Enter' && isOpen && isEarly) announce('Still loading.');
    else if (event.key === 'Enter' && item) choose(item);
    else if (event.key === 'Enter' && typed !== undefined) settle();
    else if (event.key === 'Escape' && isOpen) close();
    else return;
    event.preventDefault();
  };

  const type = (text: string): void => {
    open();
    setTyped(text);
    latest.current = text.trim();
    if (!loaded.isLoading && loaded.failure === undefined) seek(loaded, latest.current);
    setActive(text.trim() === '' ? -1 : 0);
  };

  return (
    <div class="combobox">
      <input
        id={id}
        type="text"
        role="combobox"
        autocomplete="off"
        spellcheck={false}
        dir="auto"
        value={typed ?? valueLabel ?? value}
        placeholder={props.placeholder ?? (value === '' ? 'Choose, or type a value' : '')}
        disabled={props.isDisabled}
        aria-label={props.ariaLabel}
        aria-expanded={isOpen}
        aria-controls={listId}
        aria-autocomplete="list"
        aria-activedescendant={activeId}
        aria-required={props.isRequired}
        aria-invalid={props.isInvalid}
        aria-describedby={props.describedBy}
        onClick={open}
        onInput={(event) => type(event.currentTarget.value)}
        onKeyDown={onKeyDown}
        onBlur={settle}
      />
      <span class="chevron" aria-hidden="true" />
      {isOpen && (
        // The pointer must not take the focus from the input, or choosing would count as leaving.
        <div
          id={listId}
          ref={list}
          role="listbox"
          tabIndex={-1}
          aria-label={label}
          aria-busy={loaded.isLoading}
          onMouseDown={(event) => event.preventDefault()}
        >
          {items.map((item, index) => (
            <Option
              key={index}
              id={`${listId}-${index}`}
              item={item}
              isActive={index === active}
              isChosen={item.kind === 'choice' && item.choice.value === value}
              onChoose={() => choose(item)}
            />
          ))}
          {loaded.isLoading && <Note text="Loading…" />}
          {loaded.failure !== undefined && <Note text={loaded.failure} />}
          {items.length === 0 && !loaded.isLoading && loaded.failure === undefined && (
            <Note text="There is nothing to choose. A value can be typed." />
          )}
        </div>
      )}
    </div>
  );
};

const Note = ({ text }: { text: string }) => (
  <div role="option" tabIndex={-1} aria-disabled="true" aria-selected={false} class="note">
    {text}
  </div>
);

const Option = ({
  id,
  item,
  isActive,
  isChosen,
  onChoose,
}: {
  id: string;
  item: Item;
  isActive: boolean;
  isChosen: boolean;
  onChoose: () => void;
}) => (
  // The focus stays in the input, which hears the keys.
  // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
  <div
    id={id}
    role="option"
    tabIndex={-1}
    aria-selected={isChosen}
    class={`${item.kind} ${isActive ? 'active' : ''}`}
    onClick={onChoose}
  >
    {item.kind === 'choice' && (
      <>
        <bdi>{item.choice.label}</bdi>
        <ForDevelopers>
          {item.choice.value !== item.choice.label && <code>{item.choice.value}</code>}
        </ForDevelopers>
      </>
    )}
    {item.kind === 'more' && 'Load more'}
    {item.kind === 'custom' && (
      <>
        Use “<bdi>{item.text}</bdi>” itself
      </>
    )}
  </div>
);
