import { entries, type Path, type Report, textsOf } from './names.ts';
import { child } from './schemaProperties.ts';

/** What is drawn refers to what is there: members of frames, each in one frame at most, and what is locked. */
export function viewProblems(document: unknown, suggest: Near, report: Report): void {
  const view = child(document, 'view');
  if (view === undefined) return;
  const links = textsOf(document, 'links', 'id');
  const frames = textsOf(view, 'frames', 'id');
  const standing = new Set(
    ['clusters', 'routers', 'hosts'].flatMap((list) => [...textsOf(document, list, 'id')]),
  );
  for (const id of textsOf(view, 'notes', 'id')) standing.add(id);
  const seen = new Map<string, number>();
  for (const [i, frame] of entries(view, 'frames'))
    for (const [j, member] of entries(frame, 'members')) {
      const path: Path = ['view', 'frames', i, 'members', j];
      if (typeof member !== 'string' || member === '') continue;
      if (!standing.has(member)) report(path, notMember(member, links, frames, standing, suggest));
      const first = seen.get(member);
      if (first === undefined) seen.set(member, i);
      else if (first === i) report(path, `${shown(member)} is listed twice; keep one`);
      else report(path, `${shown(member)} is in frame ${first} already; an entity is in one frame at most`);
    }
  const lockable = new Set([...standing, ...links, ...frames]);
  const locked = new Set<string>();
  for (const [i, id] of entries(view, 'locked')) {
    if (typeof id !== 'string' || id === '') continue;
    if (!lockable.has(id)) report(['view', 'locked', i], unknown(id, lockable, suggest));
    else if (locked.has(id)) report(['view', 'locked', i], `${shown(id)} is listed twice; keep one`);
    locked.add(id);
  }
}

type Near = (word: string, candidates: ReadonlySet<string>) => string;

function notMember(
  id: string,
  links: ReadonlySet<string>,
  frames: ReadonlySet<string>,
  standing: ReadonlySet<string>,
  suggest: Near,
): string {
  const kind = links.has(id) ? 'link' : frames.has(id) ? 'frame' : undefined;
  return kind === undefined
    ? unknown(id, standing, suggest)
    : `${shown(id)} is a ${kind}; a frame holds clusters, routers, hosts and notes`;
}

const unknown = (id: string, known: ReadonlySet<string>, suggest: Near): string =>
  `there is nothing with the id ${shown(id)}${suggest(id, known) || '; remove it, or add what it names'}`;

const shown = (id: string): string => id.slice(0, 80);
