import { addressBits, type Platform, parsePrefix, platformRanges } from '#core';
import { type Choice, ChoiceProperty, SwitchProperty } from './ChoiceProperty.tsx';
import { countText } from './cidrFacts.ts';
import { ExposeEntries } from './ExposeEntries.tsx';
import { Identity, REVERSE_PATH_FILTER, useRouterChoices } from './identity.tsx';
import { ListProperty } from './ListProperty.tsx';
import { MasqueradeFields, NetworkFields } from './NetworkFields.tsx';
import { NodesFields } from './NodesFields.tsx';
import { Section } from './Section.tsx';
import { keyOf, type Scope, useValue } from './scope.ts';
import { BoundText, TextProperty } from './TextProperty.tsx';
import { placeOf, setEdit, valueAt } from './target.ts';
import { WorkloadEntries } from './WorkloadEntries.tsx';

const PLATFORMS = Object.keys(platformRanges) as Platform[];
const PLATFORM_CHOICES: readonly Choice[] = [
  { value: undefined, text: 'not given' },
  ...PLATFORMS.map((platform) => ({ value: platform, text: platform })),
];
const SERVICE_PROXY: readonly Choice[] = [
  { value: 'any', text: 'any: not decided, plan for the worst' },
  { value: 'iptables', text: 'iptables' },
  { value: 'ipvs', text: 'ipvs' },
  { value: 'nftables', text: 'nftables' },
  { value: 'ebpf', text: 'ebpf' },
  { value: 'routed', text: 'routed: a route for the whole range' },
];

/** Every property of a cluster. */
export function ClusterForm({
  scope,
  onRenamed,
}: {
  scope: Scope;
  onRenamed: (from: string, to: string) => void;
}) {
  const routers = useRouterChoices(scope);
  return (
    <>
      <Section title="Cluster">
        <Identity scope={scope} onRenamed={onRenamed} />
        <ChoiceProperty scope={scope} path={['platform']} label="Platform" choices={PLATFORM_CHOICES} />
        <ChoiceProperty scope={scope} path={['router']} label="Router" choices={routers} />
      </Section>
      <NodesFields scope={scope} />
      <PodsFields scope={scope} />
      <ServicesFields scope={scope} />
      <NetworkFields scope={scope} />
      <Section title="Traffic">
        <ChoiceProperty
          scope={scope}
          path={['serviceProxy']}
          label="Service proxy"
          choices={SERVICE_PROXY}
          absent="any"
        />
        <MasqueradeFields scope={scope} />
        <ChoiceProperty
          scope={scope}
          path={['reversePathFilter']}
          label="Reverse-path filter"
          choices={REVERSE_PATH_FILTER}
          absent="off"
        />
        <TextProperty
          scope={scope}
          path={['mtu']}
          label="MTU of the node network"
          placeholder="1500"
          numeric
          mark="mtu"
        />
      </Section>
      <WorkloadEntries scope={scope} />
      <ExposeEntries scope={scope} />
    </>
  );
}

function PodsFields({ scope }: { scope: Scope }) {
  const cidrs = useValue(scope, ['pods', 'cidrs']);
  const masks = useValue(scope, ['pods', 'nodeMask']);
  const list: readonly unknown[] = Array.isArray(cidrs) ? cidrs : [];
  const defaultMask = (index: number) => {
    const prefix = parsePrefix(String(list[index] ?? ''));
    return prefix?.family === 6 ? 64 : 24;
  };
  const maskOf = (index: number): number => {
    const mask: unknown = Array.isArray(masks) ? masks[index] : undefined;
    return typeof mask === 'number' ? mask : defaultMask(index);
  };
  return (
    <Section title="Pods">
      <ListProperty
        scope={scope}
        path={['pods', 'cidrs']}
        label="Pod networks"
        item="Pod network"
        placeholder="10.0.0.0/16"
        use="pods"
        mark="pods.cidrs"
        nodeMask={maskOf}
        emptied={[setEdit(scope.target, ['pods'], undefined)]}
      />
      {list.map((cidr, index) => (
        <NodeMask
          // biome-ignore lint/suspicious/noArrayIndexKey: a mask belongs to the CIDR at its place
          key={index}
          scope={scope}
          index={index}
          masks={list.map((_, other) => maskOf(other))}
          bits={addressBits(parsePrefix(String(cidr))?.family ?? 4)}
          label={list.length === 1 ? 'Node mask' : `Node mask of pod network ${index + 1}`}
        />
      ))}
    </Section>
  );
}

/** The length of the prefix that each node gets. Writing one writes all of them: there is one per CIDR, or none. */
function NodeMask({
  scope,
  index,
  masks,
  bits,
  label,
}: {
  scope: Scope;
  index: number;
  masks: readonly number[];
  bits: number;
  label: string;
}) {
  const path = ['pods', 'nodeMask', index];
  const mask = masks[index] ?? 0;
  return (
    <BoundText
      scope={scope}
      label={label}
      numeric
      mark="pods.nodeMask"
      placeholder={String(mask)}
      facts={`Each node gets a /${mask}: ${countText(1n << BigInt(Math.max(0, bits - mask)))} addresses.`}
      binding={{
        textOf: (plan) => String(valueAt(plan, scope.target, path) ?? ''),
        editsFor: (text) => {
          const plain = text.trim();
          if (plain === '') return [setEdit(scope.target, ['pods', 'nodeMask'], undefined)];
          if (!/^\d{1,3}$/.test(plain)) return 'must be a prefix length, as 24';
          return [
            setEdit(
              scope.target,
              ['pods', 'nodeMask'],
              masks.map((other, n) => (n === index ? Number(plain) : other)),
            ),
          ];
        },
        placeOf: (plan) => placeOf(plan, scope.target, path),
        label: `Change node mask of ${scope.title}`,
        key: keyOf(scope, path),
      }}
    />
  );
}

function ServicesFields({ scope }: { scope: Scope }) {
  const services = useValue(scope, ['services']);
  return (
    <Section title="Services">
      <ListProperty
        scope={scope}
        path={['services', 'cidrs']}
        label="Service (VIP) ranges"
        item="Service range"
        placeholder="10.96.0.0/12"
        use="services"
        mark="services.cidrs"
        emptied={[setEdit(scope.target, ['services'], undefined)]}
      />
      {services !== undefined && (
        <SwitchProperty
          scope={scope}
          path={['services', 'advertise']}
          label="Advertise the service range to the router"
        />
      )}
    </Section>
  );
}
