import { isRecord } from '../../zap-runner/records.ts';
import { asText, follow } from '../../zap-runner/tokens.ts';

type Fields = Readonly<Record<string, unknown>>;

/** A text in the type that the record has there: a list is written with commas. */
const likeBefore = (text: string, before: unknown): unknown => {
  if (Array.isArray(before)) {
    return text
      .split(',')
      .map((item) => item.trim())
      .filter(Boolean);
  }
  if (typeof before === 'number' && text.trim() !== '' && Number.isFinite(Number(text))) {
    return Number(text);
  }
  return text;
};

const put = (record: Fields, path: readonly string[], value: unknown): Fields => {
  const [key, ...rest] = path;
  if (key === undefined) return record;
  if (rest.length === 0) {
    const { [key]: _before, ...others } = record;
    const isEmpty = value === '' || (Array.isArray(value) && value.length === 0);
    return isEmpty ? others : { ...others, [key]: value };
  }
  const inner = record[key];
  return { ...record, [key]: put(isRecord(inner) ? inner : {}, rest, value) };
};

/**
 * A record of a trigger as a person wants to have it, for a run of a Zap.
 *
 * @param changes texts by path, such as `customFields__lead_score`; an empty one takes the field out
 */
export const changed = (record: Fields, changes: Readonly<Record<string, string>>): Fields =>
  Object.entries(changes).reduce<Fields>((now, [path, text]) => {
    const before = follow(record, path);
    if (asText(before) === text) return now;
    const keys = Object.hasOwn(record, path) ? [path] : path.split('__');
    return put(now, keys, likeBefore(text, before));
  }, record);
