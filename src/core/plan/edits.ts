import type { Cluster, Flow, Frame, Host, Link, Note, Plan, Router } from './plan.ts';

/** The flat lists of the plan whose entries have ids; frames and notes are those of `view`. */
export type Collection = 'clusters' | 'routers' | 'links' | 'hosts' | 'flows' | 'frames' | 'notes';
export type EntityOf = {
  clusters: Cluster;
  routers: Router;
  links: Link;
  hosts: Host;
  flows: Flow;
  frames: Frame;
  notes: Note;
};

/** A place inside an entity: `['pods', 'cidrs', 0]`. */
export type PropertyPath = readonly (string | number)[];

/**
 * The only ways to change a plan. Canvas, panels, repairs, imports and the command line all speak in these;
 * `applyEdit` carries one out.
 */
export type PlanEdit =
  | {
      readonly [C in Collection]: {
        readonly kind: 'add';
        readonly collection: C;
        readonly entity: EntityOf[C];
        readonly index?: number;
      };
    }[Collection]
  /**
   * Removes the entity, and with it what names it: a router's links, attachments (`router`), flows from or to it, accepts, its place,
   * its lock and its place in a frame; a frame that is left empty goes too.
   */
  | { readonly kind: 'remove'; readonly collection: Collection; readonly id: string }
  /** Gives an entity another id, everywhere it is named. */
  | { readonly kind: 'rename'; readonly collection: Collection; readonly id: string; readonly to: string }
  /**
   * Sets (value) or deletes (value undefined) one property of an entity; missing objects on the way are made. What the
   * new value rules out goes along (see settle.ts): a link that becomes `bgp` loses its prefixes.
   */
  | {
      readonly kind: 'set';
      readonly collection: Collection;
      readonly id: string;
      readonly path: PropertyPath;
      readonly value: unknown;
    }
  /** The same for the plan's own properties. */
  | { readonly kind: 'set-plan'; readonly path: PropertyPath; readonly value: unknown }
  /** Places on the canvas, of notes too; never recompiles anything. */
  | { readonly kind: 'move'; readonly positions: Readonly<Record<string, readonly [number, number]>> }
  /** Puts a whole other plan in place (open, import, example). */
  | { readonly kind: 'replace'; readonly plan: Plan };

/** A place in the document and what is wrong there, with its remedy in the sentence. */
export interface PlanProblem {
  /** As `clusters[0].pods.cidrs[0]`; empty for the whole document. */
  readonly path: string;
  readonly message: string;
}
