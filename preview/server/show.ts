/** What the app and the Zap runner speak of, in the words of the page. */
import type { InputField } from '../../zap-runner/definition.ts';
import { failureFrom } from '../../zap-runner/failure.ts';
import type { RequestRecord, Trace } from '../../zap-runner/platform.ts';
import { isRecord } from '../../zap-runner/records.ts';
import { isWrite } from '../../zap-runner/report/requests.ts';
import type { Choice, FailureView, Field, TraceView } from '../protocol.ts';

/** Fixed choices come as `{value: label}`, as texts, or as objects with both. */
const choicesIn = (choices: unknown): Choice[] => {
  if (Array.isArray(choices)) {
    return choices.flatMap((choice: unknown): Choice[] => {
      if (!isRecord(choice)) return [{ value: String(choice), label: String(choice) }];
      return [{ value: String(choice['value']), label: String(choice['label']) }];
    });
  }
  if (!isRecord(choices)) return [];
  return Object.entries(choices).flatMap(([value, label]) =>
    typeof label === 'string' ? [{ value, label }] : [],
  );
};

interface FieldFacts {
  hasDropdown: boolean;
  isDynamic: boolean;
  /** Labels of the app's searches, by key. */
  searchLabels: ReadonlyMap<string, string>;
  /** The headings of the form. */
  groups: readonly { key: string; label: string }[];
}

export const showField = (field: InputField, facts: FieldFacts): Field => {
  const { key, label, type = 'string', required = false, list = false } = field;
  const { default: preset, placeholder, helpText, dependsOn, altersDynamicFields } = field;
  const [searchKey = ''] = field.search?.split('.') ?? [];
  const searchLabel = facts.searchLabels.get(searchKey);
  const group = facts.groups.find((each) => each.key === field.group)?.label;
  return {
    key,
    type,
    required,
    list,
    choices: choicesIn(field.choices),
    hasDropdown: facts.hasDropdown,
    dependsOn: dependsOn ?? [],
    altersDynamicFields: altersDynamicFields ?? false,
    isDynamic: facts.isDynamic,
    ...(label !== undefined && { label }),
    ...(preset !== undefined && { default: preset }),
    ...(placeholder !== undefined && { placeholder }),
    ...(helpText !== undefined && { helpText }),
    ...(group !== undefined && { group }),
    ...(searchLabel !== undefined && { searchStep: { key: searchKey, label: searchLabel } }),
  };
};

const showRequest = (request: RequestRecord): TraceView['requests'][number] => {
  const { pathname, search } = new URL(request.url);
  const { method, status } = request;
  return {
    method,
    path: pathname + search,
    isWrite: isWrite(request),
    ...(status > 0 && { status }),
  };
};

export const showTrace = ({ requests, log }: Trace): TraceView => ({
  requests: requests.map(showRequest),
  log,
});

/** An error of the app as Zapier shows it; a token that cannot be renewed needs a new connection. */
export const showFailure = (error: unknown): FailureView => {
  const { kind, message, retryAfter } = failureFrom(error);
  return {
    kind: kind === 'refresh' ? 'reconnect' : kind,
    message,
    ...(retryAfter !== undefined && { retryAfter }),
  };
};
