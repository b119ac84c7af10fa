import {
  addLinked,
  connect,
  type Editor,
  endpointOf,
  frameSelection,
  locate,
  nameOf,
  playWalk,
  run,
  setSite,
  walkBetween,
} from '#editor';
import type { PaletteGroup, PaletteItem, PaletteMode } from './item.ts';

/** What can be chosen for what is selected: the other end of a connection, a site, the target of a walk. */
export function choiceGroups(
  editor: Editor,
  mode: Exclude<PaletteMode, 'commands' | 'find'>,
): PaletteGroup[] {
  return { peer: peers, site: sites, target: targets }[mode](editor);
}

/** Everything that could be connected to the selected device; for two routers, over a VPN or directly. */
function peers(editor: Editor): PaletteGroup[] {
  const { plan, selection } = editor.store.getState();
  const from = selection[0] ?? '';
  const own = locate(plan, from);
  const routers = (plan.routers ?? []).filter(({ id }) => id !== from);
  const item = (
    entity: { id: string; name?: string },
    sign: 'clusters' | 'routers' | 'hosts',
    kind: 'vpn' | 'direct' = 'vpn',
  ): PaletteItem => {
    const command = connect(from, entity.id, kind);
    const answer = command(editor.store.getState());
    return {
      key: `${kind} ${entity.id}`,
      title: nameOf(entity),
      detail: entity.id,
      sign,
      reason: answer.applies ? undefined : answer.reason,
      run: () => void run(editor, command),
    };
  };
  if (own?.collection !== 'routers')
    return [
      { value: 'Attach to a router', items: routers.map((router) => item(router, 'routers')) },
      // What has a router would be given a sibling instead.
      ...(own && 'router' in own.entity && own.entity.router !== undefined ? [] : [newRouter(editor)]),
    ];
  return [
    { value: 'Link by VPN', items: routers.map((router) => item(router, 'routers')) },
    { value: 'Link directly', items: routers.map((router) => item(router, 'routers', 'direct')) },
    {
      value: 'Attach to it',
      items: [
        ...(plan.clusters ?? []).map((cluster) => item(cluster, 'clusters')),
        ...(plan.hosts ?? []).map((host) => item(host, 'hosts')),
      ],
    },
    newRouter(editor),
  ];
}

/** A router made for it: the first thing that is drawn has nothing yet that it could be connected to. */
function newRouter(editor: Editor): PaletteGroup {
  const state = editor.store.getState();
  const own = locate(state.plan, state.selection[0] ?? '');
  const command = addLinked(own?.collection === 'routers' ? { x: 1, y: 0 } : { x: 0, y: 1 });
  const answer = command(state);
  const item: PaletteItem = {
    key: 'new router',
    title: 'A new router',
    sign: 'routers',
    reason: answer.applies ? undefined : answer.reason,
    run: () => void run(editor, command),
  };
  return { value: 'Add', items: [item] };
}

/** The sites of the plan, a new one, and none. */
function sites(editor: Editor): PaletteGroup[] {
  const { plan, selection } = editor.store.getState();
  const item = (key: string, title: string, command: ReturnType<typeof setSite>): PaletteItem => {
    const answer = command(editor.store.getState());
    return {
      key,
      title,
      sign: 'frames',
      reason: answer.applies ? undefined : answer.reason,
      run: () => void run(editor, command),
    };
  };
  return [
    {
      value: 'Sites',
      items: (plan.view?.frames ?? []).map(({ id, name }) => item(id, name, setSite(selection, id))),
    },
    {
      value: 'Other',
      items: [
        item('new site', 'A new site', frameSelection),
        item('no site', 'Out of its site', setSite(selection, undefined)),
      ],
    },
  ];
}

/** Where a packet from the selected device could go. */
function targets(editor: Editor): PaletteGroup[] {
  const { plan, selection } = editor.store.getState();
  const from = selection[0] ?? '';
  const items = (['hosts', 'clusters', 'routers'] as const).flatMap((collection) =>
    (plan[collection] ?? [])
      .filter(({ id }) => id !== from)
      .map((entity): PaletteItem => {
        const question = walkBetween(plan, from, entity.id);
        return {
          key: entity.id,
          title: nameOf(entity),
          detail: endpointOf(plan, entity.id) ?? '',
          sign: collection,
          reason: question ? undefined : 'A packet cannot go there',
          run: () => question && playWalk(editor, question),
        };
      }),
  );
  return [{ value: `Walk a packet from ${endpointOf(plan, from) ?? from} to`, items }];
}
