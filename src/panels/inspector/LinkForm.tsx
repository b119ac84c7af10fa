import type { Link, Plan, PlanEdit } from '#core';
import { nameOfId } from '#editor';
import { useEditor } from '../useEditor.ts';
import { type Choice, ChoiceProperty } from './ChoiceProperty.tsx';
import { choiceOf, Identity } from './identity.tsx';
import { ListProperty } from './ListProperty.tsx';
import { Section } from './Section.tsx';
import { type Scope, useValue } from './scope.ts';
import { TextProperty } from './TextProperty.tsx';
import { setEdit } from './target.ts';

const KINDS: readonly Choice[] = [
  { value: 'vpn', text: 'VPN' },
  { value: 'direct', text: 'direct' },
];
const ROUTING: readonly Choice[] = [
  { value: 'static', text: 'static: prefixes are listed' },
  { value: 'bgp', text: 'bgp: the ends exchange routes' },
];
const ENCAPSULATIONS: readonly Choice[] = ['ipsec', 'wireguard', 'gre'].map((value) => ({
  value,
  text: value,
}));

/** Every property of a link. */
export function LinkForm({
  scope,
  onRenamed,
}: {
  scope: Scope;
  onRenamed: (from: string, to: string) => void;
}) {
  const routers = useEditor(scope.editor, (state) => state.plan.routers);
  const choices = (routers ?? []).map(choiceOf);
  const kind = useValue(scope, ['kind']) ?? 'vpn';
  const routing = useValue(scope, ['routing']);
  return (
    <>
      <Section title="Link">
        <Identity scope={scope} onRenamed={onRenamed} />
        <ChoiceProperty scope={scope} path={['ends', 0]} label="First end" choices={choices} />
        <ChoiceProperty scope={scope} path={['ends', 1]} label="Second end" choices={choices} />
        <ChoiceProperty scope={scope} path={['kind']} label="Link kind" choices={KINDS} absent="vpn" />
        {kind === 'vpn' && (
          <ChoiceProperty
            scope={scope}
            path={['encapsulation']}
            label="Encapsulation"
            choices={ENCAPSULATIONS}
            absent="ipsec"
          />
        )}
        <TextProperty
          scope={scope}
          path={['mtu']}
          label="MTU of the path below the tunnel"
          placeholder="1500"
          numeric
          mark="mtu"
        />
        <ListProperty
          scope={scope}
          path={['cidrs']}
          label="Transfer networks"
          item="Transfer network"
          placeholder="10.255.10.0/30"
          use="segment"
          mark="link.cidrs"
          emptied={[setEdit(scope.target, ['cidrs'], undefined)]}
        />
      </Section>
      <Section title="Routing">
        <ChoiceProperty scope={scope} path={['routing']} label="Routing" choices={ROUTING} />
        {routing === 'static' && (
          <>
            <Prefixes scope={scope} side={0} />
            <Prefixes scope={scope} side={1} />
          </>
        )}
      </Section>
    </>
  );
}

function Prefixes({ scope, side }: { scope: Scope; side: 0 | 1 }) {
  const end = useValue(scope, ['ends', side]);
  const plan = useEditor(scope.editor, (state) => state.plan);
  const name = nameOfId(plan, String(end));
  return (
    <ListProperty
      scope={scope}
      path={['prefixes', side]}
      label={`What ${name} reaches through this link`}
      item={`Prefix from ${name}`}
      placeholder="10.1.0.0/16"
      use="none"
      mark="link.prefixes"
      write={(current, index, text) => writePrefix(current, scope, side, index, text)}
    />
  );
}

/** Both ends have a list, also where only one is written. */
function writePrefix(
  plan: Plan,
  scope: Scope,
  side: 0 | 1,
  index: number,
  text: string | undefined,
): readonly PlanEdit[] {
  const { target } = scope;
  const link: Link | undefined =
    target.kind === 'entity' ? plan.links?.find((candidate) => candidate.id === target.id) : undefined;
  const before = link?.prefixes ?? [[], []];
  const own = before[side];
  const next = text === undefined ? own.toSpliced(index, 1) : own.toSpliced(index, 1, text);
  return [setEdit(target, ['prefixes'], side === 0 ? [next, before[1]] : [before[0], next])];
}
