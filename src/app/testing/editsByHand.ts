import type { Cluster, Flow, Host, Link, Plan, PlanEdit, Router } from '#core';
import type { Editor } from '#editor';

/** The plan as one that its properties are simply written to. */
interface Written extends Plan {
  clusters: [Cluster, ...Cluster[]];
  routers: [Router, ...Router[]];
  links: [Link, ...Link[]];
  hosts: Host[];
  flows: Flow[];
}

/** What the random edits begin with; it stays, so that there is always something to change. */
export const BASE: Written = {
  hopwright: 1,
  name: 'base',
  profile: 'vpn',
  clusters: [
    {
      id: 'c',
      router: 'r',
      nodes: { cidrs: ['172.16.0.0/24'], count: 2 },
      pods: { cidrs: ['10.0.0.0/16'] },
      workloads: [{ name: 'w', replicas: 2, port: 80 }],
    },
  ],
  routers: [{ id: 'r' }, { id: 's' }],
  links: [{ id: 'l', ends: ['r', 's'], routing: 'bgp' }],
  hosts: [{ id: 'a', router: 's', addresses: ['192.168.0.2/24'] }],
  flows: [{ id: 'f', from: 'host:a', to: 'pod:c/w-0' }],
  view: { positions: { r: [0, 0] } },
};

export const EDITS = [
  'add host',
  'remove host',
  'add flow',
  'remove flow',
  'replicas',
  'nodes',
  'pods',
  'stateful',
  'mtu',
  'profile',
  'name',
  'move',
  'undo',
  'redo',
] as const;
export type EditKind = (typeof EDITS)[number];

/** Carries out edits in an editor, and the same by hand on a copy that knows nothing of the editor. */
export function ofHand() {
  let plan: Written = structuredClone(BASE);
  let past: Written[] = [];
  let future: Written[] = [];
  let count = 0;

  function edit(kind: EditKind, pick: number): PlanEdit | undefined {
    count++;
    const [cluster] = plan.clusters;
    const [router] = plan.routers;
    const [link] = plan.links;
    const of = <T>(list: readonly T[]): T | undefined => list[1 + (pick % Math.max(1, list.length - 1))];
    switch (kind) {
      case 'add host': {
        const entity: Host = {
          id: `h${count}`,
          router: pick % 2 ? 'r' : 's',
          // Some are in the way of the pods, or of each other.
          addresses: [pick % 3 ? `192.168.0.${2 + (pick % 200)}/24` : `10.0.${pick % 4}.9/24`],
        };
        plan.hosts.push(entity);
        return { kind: 'add', collection: 'hosts', entity: structuredClone(entity) };
      }
      case 'remove host': {
        const host = of(plan.hosts);
        if (!host) return undefined;
        plan.hosts = plan.hosts.filter(({ id }) => id !== host.id);
        plan.flows = plan.flows.filter(({ from }) => from !== `host:${host.id}`);
        return { kind: 'remove', collection: 'hosts', id: host.id };
      }
      case 'add flow': {
        const from = `host:${of(plan.hosts)?.id ?? 'a'}`;
        const entity: Flow = { id: `f${count}`, from, to: pick % 2 ? 'pod:c/w-0' : 'node:c/0' };
        plan.flows.push(entity);
        return { kind: 'add', collection: 'flows', entity: structuredClone(entity) };
      }
      case 'remove flow': {
        const flow = of(plan.flows);
        if (!flow) return undefined;
        plan.flows = plan.flows.filter(({ id }) => id !== flow.id);
        return { kind: 'remove', collection: 'flows', id: flow.id };
      }
      case 'replicas': {
        const value = 1 + (pick % 6);
        Object.assign(cluster.workloads?.[0] ?? {}, { replicas: value });
        return { kind: 'set', collection: 'clusters', id: 'c', path: ['workloads', 0, 'replicas'], value };
      }
      case 'nodes': {
        const value = 1 + (pick % 4);
        Object.assign(cluster.nodes, { count: value });
        return { kind: 'set', collection: 'clusters', id: 'c', path: ['nodes', 'count'], value };
      }
      case 'pods': {
        const value = `10.${pick % 5}.0.0/16`;
        cluster.pods = { cidrs: [value] };
        return { kind: 'set', collection: 'clusters', id: 'c', path: ['pods', 'cidrs', 0], value };
      }
      case 'stateful': {
        const value = pick % 2 === 0;
        router.stateful = value;
        return { kind: 'set', collection: 'routers', id: 'r', path: ['stateful'], value };
      }
      case 'mtu': {
        const value = 576 + pick;
        link.mtu = value;
        return { kind: 'set', collection: 'links', id: 'l', path: ['mtu'], value };
      }
      case 'profile': {
        const value = pick % 2 ? 'vpn' : 'clustermesh';
        plan.profile = value;
        return { kind: 'set-plan', path: ['profile'], value };
      }
      case 'name':
        plan.name = `plan ${count}`;
        return { kind: 'set-plan', path: ['name'], value: plan.name };
      case 'move':
        plan.view = { positions: { r: [count, pick] } };
        return { kind: 'move', positions: { r: [count, pick] } };
      default:
        return undefined;
    }
  }

  return {
    plan: (): Plan => plan,
    carryOut(editor: Editor, kind: EditKind, pick: number): void {
      const [from, to] = kind === 'undo' ? [past, future] : [future, past];
      if (kind === 'undo' || kind === 'redo') {
        editor[kind]();
        const other = from.pop();
        if (!other) return;
        to.push(plan);
        plan = other;
        return;
      }
      const before = structuredClone(plan);
      // There may be nothing to remove any more.
      const change = edit(kind, pick) ?? edit('mtu', pick);
      if (!change) return;
      editor.change(kind, [change]);
      // What says what is there already is no edit.
      if (JSON.stringify(before) === JSON.stringify(plan)) return;
      past = [...past, before];
      future = [];
    },
  };
}
