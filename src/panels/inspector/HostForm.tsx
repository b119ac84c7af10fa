import { ChoiceProperty } from './ChoiceProperty.tsx';
import { Identity, useRouterChoices } from './identity.tsx';
import { ListProperty } from './ListProperty.tsx';
import { Section } from './Section.tsx';
import type { Scope } from './scope.ts';
import { TextProperty } from './TextProperty.tsx';

/** Every property of a host. */
export function HostForm({
  scope,
  onRenamed,
}: {
  scope: Scope;
  onRenamed: (from: string, to: string) => void;
}) {
  const routers = useRouterChoices(scope);
  return (
    <Section title="Host">
      <Identity scope={scope} onRenamed={onRenamed} />
      <ChoiceProperty scope={scope} path={['router']} label="Router" choices={routers} />
      <ListProperty
        scope={scope}
        path={['addresses']}
        label="Addresses, with the length of their segment"
        item="Address"
        placeholder="10.32.0.7/24"
        use="segment"
        mark="addresses"
        holds="interface address"
      />
      <TextProperty
        scope={scope}
        path={['port']}
        label="Listens on port"
        placeholder="none: it only calls"
        numeric
      />
    </Section>
  );
}
