import type { FlowQuestion, LegName } from '#core';

/** What a link shows first of its plan: a finding, a walk, and a hop of it. */
export interface LinkView {
  /** Id of the finding that is selected. */
  readonly finding?: string;
  /** The walk that is shown: a saved flow by its id, or any question. */
  readonly walk?: { readonly flow: string } | { readonly question: FlowQuestion };
  /** Which of its paths, from 1; the one that fails, when absent. */
  readonly path?: number;
  /** Where the packet stands: the leg, and the hop's number in it from 1. */
  readonly hop?: { readonly leg: LegName; readonly number: number };
}

const LEGS: readonly LegName[] = ['request', 'reply', 'follow-up', 'answer'];
const PROTOCOLS = ['tcp', 'udp', 'icmp'] as const;

/** No view that this program writes is longer. */
const LONGEST = 4_000;

/**
 * A view as the suffix of a link: `;view=flow:ui,reply:7`. Empty for a view of nothing in particular. Values are
 * percent-encoded, also what a sentence may end with, so that no reader takes it off.
 */
export function viewSuffix(view: LinkView): string {
  const parts: [string, string | number | undefined][] = [['finding', view.finding]];
  if (view.walk && 'flow' in view.walk) parts.push(['flow', view.walk.flow]);
  else if (view.walk) {
    const { from, to, port, protocol, bytes, family } = view.walk.question;
    parts.push(['from', from], ['to', to], ['port', port], ['protocol', protocol], ['bytes', bytes]);
    parts.push(['family', family]);
  }
  parts.push(['path', view.path]);
  if (view.hop) parts.push([view.hop.leg, view.hop.number]);
  const told = parts.flatMap(([key, value]) => (value === undefined ? [] : `${key}:${encoded(`${value}`)}`));
  const suffix = told.length === 0 ? '' : `;view=${told.join(',')}`;
  return suffix.length > LONGEST ? '' : suffix;
}

/** Reads what `viewSuffix` wrote, without its `;view=`; undefined where any of it is not understood. */
export function parseView(text: string): LinkView | undefined {
  if (text.length > LONGEST) return undefined;
  // Some programs escape a link's signs as a whole; every part of a view has a colon.
  const plain = text.includes(':') ? text : (decode(text) ?? '');
  const values = new Map<string, string>();
  for (const part of plain.split(',')) {
    const [, key = '', value = ''] = /^([a-z-]+):(.+)$/.exec(part) ?? [];
    const decoded = decode(value);
    if (decoded === undefined || !KEYS.has(key) || values.has(key)) return undefined;
    values.set(key, decoded);
  }
  const numbers = new Map<string, number>();
  for (const key of ['path', 'port', 'bytes', 'family', ...LEGS]) {
    const value = values.get(key);
    if (value === undefined) continue;
    if (!/^[1-9]\d{0,8}$/.test(value)) return undefined;
    numbers.set(key, Number(value));
  }
  const walk = walkOf(values, numbers);
  const legs = LEGS.filter((leg) => values.has(leg));
  if (walk === 'unclear' || legs.length > 1) return undefined;
  const finding = values.get('finding');
  const path = numbers.get('path');
  const [leg] = legs;
  const number = leg && numbers.get(leg);
  return {
    ...(finding === undefined ? {} : { finding }),
    ...(walk === undefined ? {} : { walk }),
    ...(path === undefined ? {} : { path }),
    ...(leg === undefined || number === undefined ? {} : { hop: { leg, number } }),
  };
}

const QUESTION = ['from', 'to', 'port', 'protocol', 'bytes', 'family'];
const KEYS = new Set(['finding', 'flow', ...QUESTION, 'path', ...LEGS]);

function walkOf(
  values: ReadonlyMap<string, string>,
  numbers: ReadonlyMap<string, number>,
): LinkView['walk'] | 'unclear' {
  const asked = QUESTION.filter((key) => values.has(key));
  const flow = values.get('flow');
  if (flow !== undefined) return asked.length > 0 ? 'unclear' : { flow };
  if (asked.length === 0) return undefined;
  const from = values.get('from');
  const to = values.get('to');
  const protocol = PROTOCOLS.find((known) => known === values.get('protocol'));
  const family = numbers.get('family');
  if (from === undefined || to === undefined) return 'unclear';
  if (values.has('protocol') && !protocol) return 'unclear';
  if (family !== undefined && family !== 4 && family !== 6) return 'unclear';
  const port = numbers.get('port');
  const bytes = numbers.get('bytes');
  return {
    question: {
      from,
      to,
      ...(port === undefined ? {} : { port }),
      ...(protocol ? { protocol } : {}),
      ...(bytes === undefined ? {} : { bytes }),
      ...(family === undefined ? {} : { family }),
    },
  };
}

const encoded = (value: string): string =>
  encodeURIComponent(value.replace(/\p{Surrogate}/gu, '\ufffd')).replace(
    /[!'()*.]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );

function decode(value: string): string | undefined {
  try {
    return value === '' ? undefined : decodeURIComponent(value);
  } catch {
    return undefined;
  }
}
