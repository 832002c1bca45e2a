/** Upper bounds of a histogram's buckets, in seconds. */
const FAST = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];
const SLOW = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15, 60, 300, 3600, 86_400];

type Labels = Readonly<Record<string, string>>;

const labelled = (name: string, labels: Labels): string => {
  const pairs = Object.entries(labels).map(([label, value]) => `${label}="${value}"`);
  return pairs.length > 0 ? `${name}{${pairs.join(',')}}` : name;
};

interface Metric {
  kind: 'counter' | 'gauge' | 'histogram';
  name: string;
  help: string;
  lines: () => string[];
}

class Counter implements Metric {
  readonly kind = 'counter';
  readonly name: string;
  readonly help: string;
  readonly #label: string | undefined;
  readonly #values = new Map<string, number>();

  constructor(name: string, help: string, label?: string, values: readonly string[] = ['']) {
    this.name = name;
    this.help = help;
    this.#label = label;
    for (const value of values) this.#values.set(value, 0);
  }

  add(value = '', by = 1): void {
    this.#values.set(value, (this.#values.get(value) ?? 0) + by);
  }

  lines(): string[] {
    const label = this.#label;
    return [...this.#values].map(
      ([value, count]) =>
        `${labelled(this.name, label === undefined ? {} : { [label]: value })} ${count}`,
    );
  }
}

class Gauge implements Metric {
  readonly kind = 'gauge';
  readonly name: string;
  readonly help: string;
  /** What it shows; asked each time where it is a function. */
  value: number | (() => number);

  constructor(name: string, help: string, value: number | (() => number) = 0) {
    this.name = name;
    this.help = help;
    this.value = value;
  }

  lines(): string[] {
    return [`${this.name} ${typeof this.value === 'number' ? this.value : this.value()}`];
  }
}

const cpuSeconds = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
};

class Histogram implements Metric {
  readonly kind = 'histogram';
  readonly name: string;
  readonly help: string;
  readonly #bounds: readonly number[];
  readonly #counts: number[];
  #sum = 0;
  #count = 0;

  constructor(name: string, help: string, bounds: readonly number[]) {
    this.name = name;
    this.help = help;
    this.#bounds = bounds;
    this.#counts = bounds.map(() => 0);
  }

  observe(ms: number): void {
    const seconds = ms / 1000;
    this.#sum += seconds;
    this.#count += 1;
    const index = this.#bounds.findIndex((bound) => seconds <= bound);
    if (index !== -1) this.#counts[index] = (this.#counts[index] ?? 0) + 1;
  }

  lines(): string[] {
    let below = 0;
    const buckets = this.#bounds.map((bound, index) => {
      below += this.#counts[index] ?? 0;
      return `${labelled(`${this.name}_bucket`, { le: String(bound) })} ${below}`;
    });
    return [
      ...buckets,
      `${labelled(`${this.name}_bucket`, { le: '+Inf' })} ${this.#count}`,
      `${this.name}_sum ${this.#sum}`,
      `${this.name}_count ${this.#count}`,
    ];
  }
}

const REFUSALS = [
  'signature',
  'too_old',
  'not_json',
  'too_large',
  'store',
  'full',
  'target',
] as const;

/** Why a request was refused. */
export type Refusal = (typeof REFUSALS)[number];

/** What one relay counts while it lives. */
export const createMetrics = () => {
  const metrics = {
    received: new Counter('relay_webhooks_received_total', 'Webhooks that came in.'),
    refused: new Counter('relay_refused_total', 'Requests refused, by reason.', 'reason', REFUSALS),
    accepted: new Counter(
      'relay_events_total',
      'Signed events, by what became of them.',
      'verdict',
      ['stored', 'repeat', 'useless'],
    ),
    deliveries: new Counter('relay_deliveries_total', 'Attempts to deliver.', 'outcome', [
      'delivered',
      'again',
      'dead',
      'gone',
    ]),
    caughtUp: new Counter('relay_caught_up_windows_total', 'Windows that Zaps were told of.'),
    waiting: new Gauge('relay_deliveries_waiting', 'Deliveries that are neither done nor dead.'),
    dead: new Gauge('relay_deliveries_dead', 'Deliveries that were given up.'),
    oldest: new Gauge('relay_oldest_waiting_seconds', 'Age of the oldest delivery that waits.'),
    acknowledged: new Histogram('relay_acknowledge_seconds', 'From webhook to answer.', FAST),
    answered: new Histogram('relay_answer_seconds', 'How long targets take to answer.', SLOW),
    cpu: new Gauge('process_cpu_seconds_total', 'Processor time of this relay.', cpuSeconds),
    memory: new Gauge('process_resident_memory_bytes', 'Memory of this relay.', () =>
      process.memoryUsage.rss(),
    ),
    lag: new Histogram('relay_lag_seconds', 'From storing an event to its delivery.', SLOW),
  };
  return {
    ...metrics,
    /** Prometheus' text format, version 0.0.4. */
    text: (): string =>
      Object.values(metrics)
        .flatMap((metric: Metric) => [
          `# HELP ${metric.name} ${metric.help}`,
          `# TYPE ${metric.name} ${metric.kind}`,
          ...metric.lines(),
          '',
        ])
        .join('\n'),
  };
};

export type Metrics = ReturnType<typeof createMetrics>;
