/** What comes in and never changes: messages by their export, submissions of forms and surveys by their days. */
interface Arrival {
  id: string;
  at: number;
}

type Kind = 'inbound' | 'outbound' | 'form' | 'survey';

interface Answer {
  rows: number;
  body: unknown;
}

const iso = (at: number): string => new Date(at).toISOString();

export class FakeArrivals {
  readonly #all: Readonly<Record<Kind, Arrival[]>> = {
    inbound: [],
    outbound: [],
    form: [],
    survey: [],
  };

  add(kind: Kind, id: string, at: number): void {
    this.#all[kind].push({ id, at });
  }

  /** The answer to a request for them that has seen what came until then; nothing where it asks for none. */
  answerTo({ pathname, searchParams }: URL, seenUntil: number): Answer | undefined {
    if (pathname === '/conversations/messages/export')
      return this.#exported(searchParams, seenUntil);
    if (pathname === '/forms/submissions') return this.#submitted('form', searchParams, seenUntil);
    if (pathname === '/surveys/submissions') {
      return this.#submitted('survey', searchParams, seenUntil);
    }
    return undefined;
  }

  /** Newest first, both ends included; all of them are SMS. */
  #exported(asked: URLSearchParams, seenUntil: number): Answer {
    const channel = asked.get('channel');
    const from = Date.parse(asked.get('startDate') ?? iso(0));
    const to = Math.min(seenUntil, Date.parse(asked.get('endDate') ?? iso(seenUntil)));
    const skip = Number(asked.get('cursor') ?? 0);
    const limit = Number(asked.get('limit'));
    const found = (['inbound', 'outbound'] as const)
      .flatMap((direction) => this.#all[direction].map((one) => ({ ...one, direction })))
      .filter(({ at }) => (channel === null || channel === 'SMS') && at >= from && at <= to)
      .toSorted((a, b) => b.at - a.at);
    const messages = found.slice(skip, skip + limit).map(({ id, at, direction }) => ({
      id,
      direction,
      messageType: 'TYPE_SMS',
      contactId: 'c',
      conversationId: 'conversation1',
      body: 'See you at 9.',
      dateAdded: iso(at),
    }));
    const next = skip + messages.length;
    return {
      rows: messages.length,
      body: {
        messages,
        total: found.length,
        nextCursor: next < found.length ? String(next) : null,
      },
    };
  }

  /** Newest first, of whole days. */
  #submitted(kind: 'form' | 'survey', asked: URLSearchParams, seenUntil: number): Answer {
    const startAt = asked.get('startAt') ?? '';
    const endAt = asked.get('endAt') ?? '';
    const limit = Number(asked.get('limit'));
    const skip = (Number(asked.get('page')) - 1) * limit;
    const found = this.#all[kind]
      .filter(({ at }) => {
        const day = iso(at).slice(0, 10);
        return at <= seenUntil && day >= startAt && day <= endAt;
      })
      .toSorted((a, b) => b.at - a.at);
    const submissions = found.slice(skip, skip + limit).map(({ id, at }) => ({
      id,
      contactId: 'c',
      createdAt: iso(at),
      [`${kind}Id`]: `${kind}1`,
      name: 'Robin Fields',
      others: {},
    }));
    return { rows: submissions.length, body: { submissions, meta: { total: found.length } } };
  }
}
