import { characters, LIMITS, utf8Length } from './limits.ts';

/** A place where a single thing is too much. */
export interface Over {
  readonly path: readonly (string | number)[];
  readonly has: number;
  readonly most: number;
  readonly unit: 'characters' | 'bytes' | 'entries' | 'properties' | 'number';
}

/** What a JSON value adds to its plan. */
export interface Weight {
  /** Of its JSON without blanks, in UTF-8. */
  readonly bytes: number;
  readonly values: number;
  /** Levels of objects and lists. */
  readonly depth: number;
  readonly nodes: number;
  readonly pods: number;
  readonly mostReplicas: number;
  readonly over: readonly Over[];
}

/** Limits of texts, lists and numbers by the property that they stand under; no name means two things in the format. */
const CHARACTERS: Readonly<Record<string, number>> = {
  ...Object.fromEntries(
    ['name', 'namespace', 'router', 'workload', 'via', 'ends', 'members', 'locked', 'entities'].map((key) => [
      key,
      LIMITS.name,
    ]),
  ),
  from: 4 * LIMITS.name,
  to: 4 * LIMITS.name,
  $schema: 2_048,
};
const BYTES: Readonly<Record<string, number>> = {
  notes: LIMITS.notesBytes,
  reason: LIMITS.notesBytes,
  text: LIMITS.noteBytes,
};
const ENTRIES: Readonly<Record<string, number>> = {
  clusters: LIMITS.clusters,
  routers: LIMITS.routers,
  links: LIMITS.links,
  hosts: LIMITS.hosts,
  flows: LIMITS.flows,
  frames: LIMITS.frames,
  notes: LIMITS.notes,
  list: LIMITS.nodesInCluster,
  pods: LIMITS.replicas,
};
const NUMBERS: Readonly<Record<string, number>> = {
  count: LIMITS.nodesInCluster,
  replicas: LIMITS.replicas,
};

/** Values never change, so what one weighs is known for ever; only those that many edits leave alone are remembered. */
const remembered = new WeakMap<object, Weight>();
const REMEMBERED_DEPTH = 2;

/** What a plan weighs, with every single thing in it that is too much. */
export const weightOf = (plan: object): Weight => weigh(plan, '', 0, false);

function weigh(value: unknown, key: string, depth: number, extension: boolean): Weight {
  if (typeof value === 'string') return ofText(value, key, extension);
  if (typeof value === 'number') return ofNumber(value, key, extension);
  if (typeof value !== 'object' || value === null) return ofBytes(String(value).length);
  // Deeper is too deep already; a stack that ends would tell nobody why.
  if (depth > LIMITS.depth) return { ...NOTHING, depth: 1 };
  const known = depth <= REMEMBERED_DEPTH ? remembered.get(value) : undefined;
  if (known) return known;
  const weight = Array.isArray(value)
    ? ofList(value, key, depth, extension)
    : ofObject(value, key, depth, extension);
  if (depth <= REMEMBERED_DEPTH) remembered.set(value, weight);
  return weight;
}

const NOTHING: Weight = { bytes: 0, values: 1, depth: 0, nodes: 0, pods: 0, mostReplicas: 0, over: [] };

const ofBytes = (bytes: number): Weight => ({ ...NOTHING, bytes });

/** What JSON writes as it is, one byte a character. */
const PLAIN = /^[ !#-[\]-~]*$/;

const textBytes = (text: string): number =>
  PLAIN.test(text) ? text.length + 2 : utf8Length(JSON.stringify(text));

function ofText(text: string, key: string, extension: boolean): Weight {
  const bytes = textBytes(text);
  const over = extension ? undefined : textOver(text, key);
  return over ? { ...NOTHING, bytes, over: [over] } : ofBytes(bytes);
}

function textOver(text: string, key: string): Over | undefined {
  const most = CHARACTERS[key];
  if (most !== undefined && text.length > most) {
    const has = characters(text);
    return has > most ? { path: [], has, most, unit: 'characters' } : undefined;
  }
  const room = BYTES[key];
  if (room === undefined || text.length * 3 <= room) return undefined;
  const has = utf8Length(text);
  return has > room ? { path: [], has, most: room, unit: 'bytes' } : undefined;
}

function ofNumber(value: number, key: string, extension: boolean): Weight {
  const bytes = String(value).length;
  const most = extension ? undefined : NUMBERS[key];
  return most === undefined || value <= most
    ? ofBytes(bytes)
    : { ...NOTHING, bytes, over: [{ path: [], has: value, most, unit: 'number' }] };
}

function ofList(list: readonly unknown[], key: string, depth: number, extension: boolean): Weight {
  const sum = new Sum();
  const most = extension ? LIMITS.values : (ENTRIES[key] ?? LIMITS.list);
  if (list.length > most) sum.over.push({ path: [], has: list.length, most, unit: 'entries' });
  list.forEach((entry, i) => {
    sum.add(weigh(entry, key, depth + 1, extension), i);
  });
  return sum.weight(2 + Math.max(0, list.length - 1));
}

function ofObject(object: object, key: string, depth: number, extension: boolean): Weight {
  const sum = new Sum();
  const entries = Object.entries(object).filter(([, inner]) => inner !== undefined);
  const most = LIMITS.properties;
  if (entries.length > most) sum.over.push({ path: [], has: entries.length, most, unit: 'properties' });
  let bytes = 2 + Math.max(0, entries.length - 1);
  if (key === 'positions' && depth === 2) {
    for (const [name, place] of entries as [string, readonly number[]][]) bytes += sum.addPlace(name, place);
    return sum.weight(bytes);
  }
  for (const [name, inner] of entries) {
    bytes += textBytes(name) + 1;
    sum.add(weigh(inner, name, depth + 1, extension || name.startsWith('x-')), name);
  }
  const weight = sum.weight(bytes);
  // Nodes and pods of a cluster: `clusters[i]` stands at depth 2.
  return depth === 2 && key === 'clusters' ? { ...weight, ...populationOf(object) } : weight;
}

function populationOf(cluster: object): Pick<Weight, 'nodes' | 'pods' | 'mostReplicas'> {
  const { nodes, workloads } = cluster as {
    readonly nodes?: { readonly count?: number; readonly list?: readonly unknown[] };
    readonly workloads?: readonly { readonly replicas?: number }[];
  };
  const replicas = (workloads ?? []).map((workload) => workload.replicas ?? 1);
  return {
    nodes: nodes?.list?.length ?? nodes?.count ?? 0,
    pods: replicas.reduce((sum, count) => sum + count, 0),
    mostReplicas: Math.max(0, ...replicas),
  };
}

/** Weights of what stands in one place, added up. */
class Sum {
  readonly over: Over[] = [];
  #bytes = 0;
  #values = 1;
  #depth = 0;
  #nodes = 0;
  #pods = 0;
  #mostReplicas = 0;

  add(weight: Weight, step: string | number): void {
    this.#bytes += weight.bytes;
    this.#values += weight.values;
    this.#depth = Math.max(this.#depth, weight.depth);
    this.#nodes += weight.nodes;
    this.#pods += weight.pods;
    this.#mostReplicas = Math.max(this.#mostReplicas, weight.mostReplicas);
    for (const { path, ...rest } of weight.over) this.over.push({ ...rest, path: [step, ...path] });
  }

  /**
   * An id with its place on the canvas; the answer is how many bytes they are. Every move asks for all of them: nothing is made
   * for one on the way.
   */
  addPlace(id: string, place: readonly number[]): number {
    this.#values += 3;
    this.#depth = 1;
    const over = id.length > LIMITS.name ? textOver(id, 'name') : undefined;
    if (over) this.over.push({ ...over, path: [id] });
    return textBytes(id) + 4 + String(place[0]).length + String(place[1]).length;
  }

  /** With the brackets, commas and keys of the place itself. */
  weight(bytes: number): Weight {
    return {
      bytes: this.#bytes + bytes,
      values: this.#values,
      depth: this.#depth + 1,
      nodes: this.#nodes,
      pods: this.#pods,
      mostReplicas: this.#mostReplicas,
      over: this.over,
    };
  }
}
