import { type Collection, type PlanEdit, platformRanges } from '#core';
import type { Located } from '#editor';
import type { Choice } from './ChoiceProperty.tsx';

/** A field that several things of a kind have. */
export interface Common {
  readonly label: string;
  /** The name of the property in the plan. */
  readonly property: string;
  /** Collections whose entities have the property. */
  readonly of: readonly Collection[];
  /** What an absent property means; empty where that is a choice of its own. */
  readonly absent: string;
  readonly choices: readonly Choice[];
  /** What the plan holds for a choice; its text where it says nothing else. */
  readonly value?: (text: string) => unknown;
}

const choices = (...values: readonly string[]): readonly Choice[] =>
  values.map((value) => ({ value, text: value }));
const SWITCH = {
  absent: 'no',
  choices: choices('no', 'yes'),
  value: (text: string) => (text === 'yes' ? true : undefined),
} as const;

/** In the order in which they are shown. */
export const COMMON: readonly Common[] = [
  {
    label: 'Platform',
    property: 'platform',
    of: ['clusters'],
    absent: '',
    choices: [{ value: '', text: 'not given' }, ...choices(...Object.keys(platformRanges))],
  },
  {
    label: 'Link kind',
    property: 'kind',
    of: ['links'],
    absent: 'vpn',
    choices: [
      { value: 'vpn', text: 'VPN' },
      { value: 'direct', text: 'direct' },
    ],
  },
  {
    label: 'Routing',
    property: 'routing',
    of: ['links'],
    absent: '',
    choices: choices('static', 'bgp'),
  },
  {
    label: 'Service proxy',
    property: 'serviceProxy',
    of: ['clusters'],
    absent: 'any',
    choices: choices('any', 'iptables', 'ipvs', 'nftables', 'ebpf', 'routed'),
  },
  {
    label: 'Reverse-path filter',
    property: 'reversePathFilter',
    of: ['clusters', 'routers'],
    absent: 'off',
    choices: choices('off', 'loose', 'strict'),
  },
  {
    label: 'MTU',
    property: 'mtu',
    of: ['clusters', 'links'],
    absent: '1500',
    choices: choices('1280', '1400', '1450', '1500', '8900', '9000'),
    value: Number,
  },
  { label: 'Stateful', property: 'stateful', of: ['routers'], ...SWITCH },
  { label: 'Way to the internet', property: 'internet', of: ['routers'], ...SWITCH },
  { label: 'Router', property: 'router', of: ['clusters', 'hosts'], absent: '', choices: [] },
];

/** What an entity has there, as the text of a choice. */
const textOf = ({ entity }: Located, { property, absent }: Common): string => {
  const value: unknown = Object.entries(entity).find(([key]) => key === property)?.[1];
  return value === undefined ? absent : value === true ? 'yes' : value === false ? 'no' : String(value);
};

/** What all of them have there; undefined where they differ. */
export function sharedText(all: readonly Located[], field: Common): string | undefined {
  const [only, ...others] = new Set(all.map((one) => textOf(one, field)));
  return others.length > 0 ? undefined : only;
}

/** What can be chosen for all of them: the usual, and what some have already. */
export const choicesFor = (all: readonly Located[], field: Common): readonly Choice[] => [
  ...field.choices,
  ...[...new Set(all.map((one) => textOf(one, field)))]
    .filter((text) => !field.choices.some(({ value }) => value === text))
    .map((text) => ({ value: text, text })),
];

/** The edits that give all of them a choice. */
export const editsForAll = (all: readonly Located[], { property, value }: Common, text: string): PlanEdit[] =>
  all.map(({ collection, entity }) => ({
    kind: 'set',
    collection,
    id: entity.id,
    path: [property],
    value: text === '' ? undefined : value ? value(text) : text,
  }));
