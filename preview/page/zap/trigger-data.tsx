import { useId } from 'preact/hooks';

import type { ZapData } from '../../protocol.ts';

interface Props {
  records: readonly ZapData[];
  /** Which of the records sets the Zap off. */
  index: number;
  /** What is to be another than in the record, by path. */
  changes: Readonly<Record<string, string>>;
  onRecord: (index: number) => void;
  onChange: (path: string, text: string) => void;
}

/** What sets the Zap off: a record of the account, in which everything that matters can be changed. */
export const TriggerData = ({ records, index, changes, onRecord, onChange }: Props) => {
  const id = useId();
  const { inputs = [] } = records[index] ?? {};
  return (
    <fieldset class="trigger-data">
      <legend>What sets it off</legend>
      <label htmlFor={`${id}-record`}>Record</label>
      <select
        id={`${id}-record`}
        value={String(index)}
        onChange={({ currentTarget }) => onRecord(Number(currentTarget.value))}
      >
        {records.map(({ title }, number) => (
          <option key={number} value={String(number)}>
            {title}
          </option>
        ))}
      </select>
      {inputs.map(({ path, label, value }) => (
        <div key={path}>
          <label htmlFor={`${id}-${path}`}>{label}</label>
          <input
            id={`${id}-${path}`}
            type="text"
            dir="auto"
            autocomplete="off"
            value={changes[path] ?? value}
            onInput={({ currentTarget }) => onChange(path, currentTarget.value)}
          />
        </div>
      ))}
      {inputs.length > 0 && (
        <p class="muted small">
          Change a value, such as a tag or a score, and run the Zap again: it may take another way.
          Several tags are written with commas.
        </p>
      )}
    </fieldset>
  );
};
