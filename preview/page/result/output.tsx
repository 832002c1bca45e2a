import { useState } from 'preact/hooks';

import type { Notice, OutputField, RecordView, SimpleValue, Table } from '../../protocol.ts';
import { ForDevelopers, useShell } from '../shell.tsx';

/** Characters of a text that are shown before someone asks for all of it. */
const EXCERPT = 600;

const LongText = ({ text }: { text: string }) => {
  const [isWhole, setWhole] = useState(false);
  if (text.length <= EXCERPT) return <bdi class="text">{text}</bdi>;
  return (
    <>
      <bdi class="text">{isWhole ? text : `${text.slice(0, EXCERPT)}…`}</bdi>
      <button
        type="button"
        class="quiet"
        aria-expanded={isWhole}
        onClick={() => setWhole(!isWhole)}
      >
        {isWhole ? 'Show less' : `Show all ${text.length.toLocaleString()} characters`}
      </button>
    </>
  );
};

const Moment = ({ iso, isUtc }: { iso: string; isUtc: boolean | undefined }) => {
  const { timezone } = useShell();
  const readable = new Date(iso).toLocaleString('en', {
    timeZone: isUtc ? 'UTC' : timezone,
    weekday: 'short',
    year: 'numeric',
    month: 'short',
    day: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
    timeZoneName: 'short',
  });
  return (
    <>
      <time dateTime={iso}>{readable}</time>
      <ForDevelopers>
        {' '}
        <code class="raw">{iso}</code>
      </ForDevelopers>
    </>
  );
};

const Value = ({ value }: { value: SimpleValue }) => {
  switch (value.kind) {
    case 'text':
      return <LongText text={value.text} />;
    case 'date':
      return <Moment iso={value.iso} isUtc={value.isUtc} />;
    case 'list':
      return (
        <ul class="items">
          {value.items.map((item, index) => (
            <li key={index}>
              <bdi>{item}</bdi>
            </li>
          ))}
        </ul>
      );
  }
};

/** Line items; it scrolls sideways by itself, also with the keyboard. */
const LineItems = ({ label, table }: { label: string; table: Table }) => (
  <>
    <div class="table" role="region" aria-label={label} tabIndex={0}>
      <table>
        <thead>
          <tr>
            {table.columns.map((column) => (
              <th key={column.path} scope="col">
                {column.label}
                <ForDevelopers>
                  <code>{column.path}</code>
                </ForDevelopers>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map((row, index) => (
            <tr key={index}>
              {row.map((cell, column) => (
                <td key={column}>{cell && <Value value={cell} />}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
    {table.more > 0 && <p class="muted">and {table.more} more</p>}
  </>
);

const FieldRow = ({ field: { path, label, value } }: { field: OutputField }) => (
  <div class={value.kind === 'table' ? 'wide' : ''} data-output={path}>
    <dt>
      {label}
      <ForDevelopers>
        <code>{path}</code>
      </ForDevelopers>
    </dt>
    <dd>
      {value.kind === 'table' ? <LineItems label={label} table={value} /> : <Value value={value} />}
    </dd>
  </div>
);

const NoticeBox = ({ notice: { title, text, items, why } }: { notice: Notice }) => (
  <div class="notice">
    <h3>{title}</h3>
    <p>{text}</p>
    {items.length > 0 && (
      <ul class="items">
        {items.map((item) => (
          <li key={item}>
            <bdi>{item}</bdi>
          </li>
        ))}
      </ul>
    )}
    {why !== undefined && (
      <p class="why">
        <bdi>{why}</bdi>
      </p>
    )}
  </div>
);

/** A record as labelled fields, below what a person should know of it. */
export const Output = ({ record }: { record: RecordView }) => (
  <>
    {record.notices.map((notice) => (
      <NoticeBox key={notice.title} notice={notice} />
    ))}
    <dl class="output">
      {record.fields.map((field) => (
        <FieldRow key={field.path} field={field} />
      ))}
    </dl>
    {record.blank.length > 0 && (
      <details class="blank">
        <summary>
          {record.blank.length === 1
            ? '1 field has no value here'
            : `${record.blank.length} fields have no value here`}
        </summary>
        <p>{record.blank.join(', ')}</p>
      </details>
    )}
  </>
);

/** Several records, of which one is open at a time. */
export const Records = ({ records }: { records: readonly RecordView[] }) => {
  const [first, ...others] = records;
  if (first && others.length === 0) return <Output record={first} />;
  return (
    <>
      {records.map((record, index) => (
        <details class="record" name="records" key={index} open={index === 0}>
          <summary>
            <bdi>{record.title}</bdi>
          </summary>
          <Output record={record} />
        </details>
      ))}
    </>
  );
};
