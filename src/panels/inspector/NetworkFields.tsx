import { type Choice, ChoiceProperty, SwitchProperty } from './ChoiceProperty.tsx';
import { ListProperty } from './ListProperty.tsx';
import { Section } from './Section.tsx';
import { change, type Scope, useValue } from './scope.ts';
import { TextProperty } from './TextProperty.tsx';
import { setEdit } from './target.ts';

const MODES: readonly Choice[] = [
  { value: 'routed', text: 'routed: the router has a route per node' },
  { value: 'bgp', text: 'bgp: nodes exchange pod prefixes' },
  { value: 'overlay', text: 'overlay: nodes tunnel to each other' },
  { value: 'native', text: 'native: pods on the node network' },
];
const ENCAPSULATIONS: readonly Choice[] = ['vxlan', 'geneve', 'gre', 'ipip', 'wireguard'].map((value) => ({
  value,
  text: value,
}));

/** How pods of different nodes reach each other, with what the mode needs to know. */
export function NetworkFields({ scope }: { scope: Scope }) {
  const mode = useValue(scope, ['network', 'mode']);
  return (
    <Section title="Network">
      <ChoiceProperty
        scope={scope}
        path={['network', 'mode']}
        label="Network mode"
        choices={MODES}
        absent="routed"
        mark="network"
      />
      {mode === 'bgp' && (
        <SwitchProperty
          scope={scope}
          path={['network', 'advertiseToRouter']}
          label="Advertise pod prefixes to the router"
        />
      )}
      {mode === 'overlay' && <OverlayFields scope={scope} />}
    </Section>
  );
}

function OverlayFields({ scope }: { scope: Scope }) {
  const gateway = useValue(scope, ['network', 'gateway']);
  return (
    <>
      <ChoiceProperty
        scope={scope}
        path={['network', 'encapsulation']}
        label="Encapsulation"
        choices={ENCAPSULATIONS}
        absent="vxlan"
      />
      <SwitchProperty
        scope={scope}
        path={['network', 'gateway']}
        label="A gateway node takes outside traffic for the pods"
        checked={gateway !== undefined}
        onChange={(on) =>
          change(scope, 'Change the gateway', [
            setEdit(scope.target, ['network', 'gateway'], on ? { node: 0, snat: true } : undefined),
          ])
        }
      />
      {gateway !== undefined && (
        <>
          <TextProperty
            scope={scope}
            path={['network', 'gateway', 'node']}
            label="Gateway node (index)"
            placeholder="0"
            numeric
          />
          <SwitchProperty
            scope={scope}
            path={['network', 'gateway', 'snat']}
            label="The gateway translates outside clients (SNAT)"
            absent
          />
        </>
      )}
    </>
  );
}

const MASQUERADE: readonly Choice[] = [
  { value: 'none', text: 'none: pods keep their address' },
  { value: 'outside-pods', text: 'outside-pods: all but pod destinations' },
  { value: 'except', text: 'all but a list of destinations' },
];

/** Whether pods leave the cluster with the address of their node. */
export function MasqueradeFields({ scope }: { scope: Scope }) {
  const masquerade = useValue(scope, ['masquerade']);
  const listed = typeof masquerade === 'object';
  return (
    <>
      <ChoiceProperty
        scope={scope}
        path={['masquerade']}
        label="Masquerade"
        choices={MASQUERADE}
        absent="none"
        kindOf={(value) => (typeof value === 'object' ? 'except' : value)}
        editsFor={(value) => [
          setEdit(scope.target, ['masquerade'], value === 'except' ? { except: [] } : value),
        ]}
      />
      {listed && (
        <ListProperty
          scope={scope}
          path={['masquerade', 'except']}
          label="Destinations reached with the pod’s own address"
          item="Exception"
          placeholder="10.0.0.0/8"
        />
      )}
    </>
  );
}
