import type { Interface, Network } from '#core';

/** What a lab calls the devices, interfaces and wires of a network. Names are short, plain and never quoted. */
export interface LabNames {
  /** The namespace of a device, without the lab's prefix: `node-london-0`. */
  namespace(device: string): string;
  /** The kernel's interface name, at most 15 letters. */
  kernel(device: string, name: string): string;
  mac(device: string, name: string): string;
  /** The bridge of a segment, or of a node's own pods. */
  wire(i: Interface): string | undefined;
}

/** Gives names out. Plan ids are DNS labels, workload names and link ids too, so they can stand in a script as they are. */
export function labNames(network: Network): LabNames {
  const segments = [...network.segments.keys()];
  const nodes = [...network.devices.values()].filter((d) => d.kind === 'node').map((d) => d.id);
  const links: string[] = [];
  const macs = new Map<string, string>();
  const namespaces = namespaceNames([...network.devices.keys()]);
  for (const device of network.devices.values())
    for (const i of device.interfaces) {
      const hex = (macs.size + 1).toString(16).padStart(6, '0');
      macs.set(`${device.id} ${i.name}`, `02:00:00:${hex.slice(0, 2)}:${hex.slice(2, 4)}:${hex.slice(4)}`);
      if (i.attachment.kind === 'link' && !links.includes(i.attachment.link)) links.push(i.attachment.link);
    }
  const kernelName = (i: Interface): string => {
    switch (i.attachment.kind) {
      case 'segment':
        return `seg${segments.indexOf(i.attachment.segment)}`;
      case 'link':
        return `link${links.indexOf(i.attachment.link)}`;
      case 'tunnel':
        return 'tunnel';
      case 'dummy':
        return 'lo';
      case 'pods':
        return i.name === 'pods' ? 'pods' : 'eth0';
    }
  };
  return {
    namespace: (device) => namespaces.get(device) ?? plainName(device),
    kernel: (device, name) => {
      const i = network.devices.get(device)?.interfaces.find((own) => own.name === name);
      if (!i) throw new Error(`${device} has no interface ${name}`);
      return kernelName(i);
    },
    mac: (device, name) => macs.get(`${device} ${name}`) ?? '02:00:00:ff:ff:ff',
    wire: ({ attachment }) =>
      attachment.kind === 'segment'
        ? `seg${segments.indexOf(attachment.segment)}`
        : attachment.kind === 'pods'
          ? `pods${nodes.indexOf(attachment.node)}`
          : undefined,
  };
}

/** `pod:london/cb-0` → `pod-london-cb-0`; names that would then be the same are numbered. */
function namespaceNames(devices: readonly string[]): Map<string, string> {
  const given = new Map<string, string>();
  const taken = new Set<string>();
  for (const device of devices) {
    const plain = plainName(device);
    let name = plain;
    for (let n = 2; taken.has(name); n++) name = `${plain}-${n}`;
    taken.add(name);
    given.set(device, name);
  }
  return given;
}

const plainName = (device: string): string => device.replace(/[^a-zA-Z0-9]+/g, '-');
