import type { Edge, Node } from '@xyflow/react';
import type { Cluster, Frame, Host, Link, Note, Router } from '#core';
import type { Mark, Session } from '#core/view';
import type { DeviceView } from '#editor';

/** What the picture is made of: cards, sites and notes, and the lines between them. */
export interface Graph {
  readonly nodes: readonly CanvasNode[];
  readonly edges: readonly CanvasEdge[];
}

interface Data extends Record<string, unknown> {
  readonly locked: boolean;
}
export interface ClusterData extends Data {
  readonly cluster: Cluster;
  /** AS number of the router that its nodes hang on. */
  readonly asn: number | undefined;
  readonly mark: Mark | undefined;
  readonly open: boolean;
  /** Opens away from its router, so that it does not cover it. */
  readonly upwards: boolean;
  readonly devices: readonly DeviceView[];
}
export interface RouterData extends Data {
  readonly router: Router;
  readonly mark: Mark | undefined;
  readonly addresses: readonly string[];
}
export interface HostData extends Data {
  readonly host: Host;
  readonly mark: Mark | undefined;
}
export interface NoteData extends Data {
  readonly note: Note;
}
export interface FrameData extends Data {
  readonly frame: Frame;
}
export interface LinkData extends Data {
  readonly link: Link;
  readonly mark: Mark | undefined;
  /** How far from the straight line it runs, so that parallel links are told apart. */
  readonly offset: number;
  /** Addresses of its two ends, where it has a network of its own. */
  readonly addresses: readonly [string, string] | undefined;
  /** Where routes are told by BGP. */
  readonly session: Session | undefined;
}

export type ClusterNode = Node<ClusterData, 'cluster'>;
export type RouterNode = Node<RouterData, 'router'>;
export type HostNode = Node<HostData, 'host'>;
export type NoteNode = Node<NoteData, 'note'>;
export type FrameNode = Node<FrameData, 'frame'>;
export type CanvasNode = ClusterNode | RouterNode | HostNode | NoteNode | FrameNode;
export type LinkEdge = Edge<LinkData, 'link'>;
export type AttachmentEdge = Edge<Record<string, never>, 'attachment'>;
export type CanvasEdge = LinkEdge | AttachmentEdge;
