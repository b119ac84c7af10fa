import type { Platform } from './plan.ts';

/** An address range that a platform gives a cluster when nobody says otherwise. */
export interface DefaultRange {
  readonly cidr: string;
  /** Pod ranges only: the prefix length that each node gets of it. */
  readonly nodeMask?: number;
}

/** An address range that the platform keeps for itself on every node. */
export interface UsedRange {
  readonly cidr: string;
  /** What has it, as words that fit "… is used by": `the OVN-Kubernetes join switch`. */
  readonly use: string;
  /** The document that says so. */
  readonly source: string;
  /** Where only some versions or set-ups of the platform use it: which. */
  readonly when?: string;
}

/** What a platform brings along: its name, its defaults with the document that says so, and the ranges it uses itself. */
export interface PlatformRanges {
  readonly title: string;
  readonly source: string;
  readonly nodes: readonly DefaultRange[];
  readonly pods: readonly DefaultRange[];
  readonly services: readonly DefaultRange[];
  readonly used: readonly UsedRange[];
}

const docker: UsedRange = {
  cidr: '172.17.0.0/16',
  use: "the container engine's default bridge (docker0)",
  source: 'https://docs.docker.com/engine/network/drivers/bridge/',
};

const AKS_CNI = 'https://learn.microsoft.com/en-us/azure/aks/concepts-network-cni-overview';
const OPENSHIFT_CIDRS =
  'https://docs.redhat.com/en/documentation/openshift_container_platform/4.18/html/networking_overview/cidr-range-definitions';
const OCI_VCN = 'https://docs.oracle.com/en-us/iaas/Content/Network/Concepts/overview.htm';
const EKS_NETWORK =
  'https://docs.aws.amazon.com/eks/latest/APIReference/API_KubernetesNetworkConfigRequest.html';

/**
 * The platforms that a cluster may name. A platform's own default is no collision with itself: compare with
 * `nodes`, `pods` and `services` before reporting a range of `used`.
 */
export const platformRanges: Readonly<Record<Platform, PlatformRanges>> = {
  kubeadm: {
    title: 'kubeadm',
    source: 'https://kubernetes.io/docs/reference/config-api/kubeadm-config.v1beta4/',
    nodes: [],
    pods: [],
    services: [{ cidr: '10.96.0.0/12' }],
    used: [],
  },
  k3s: {
    title: 'K3s',
    source: 'https://docs.k3s.io/cli/server',
    nodes: [],
    pods: [{ cidr: '10.42.0.0/16', nodeMask: 24 }],
    services: [{ cidr: '10.43.0.0/16' }],
    used: [{ ...docker, when: 'servers and agents started with --docker' }],
  },
  rke2: {
    title: 'RKE2',
    source: 'https://docs.rke2.io/reference/server_config',
    nodes: [],
    pods: [{ cidr: '10.42.0.0/16', nodeMask: 24 }],
    services: [{ cidr: '10.43.0.0/16' }],
    used: [],
  },
  openshift: {
    title: 'OpenShift',
    source: OPENSHIFT_CIDRS,
    nodes: [{ cidr: '10.0.0.0/16' }],
    pods: [{ cidr: '10.128.0.0/14', nodeMask: 23 }],
    services: [{ cidr: '172.30.0.0/16' }],
    used: [
      { cidr: '100.64.0.0/16', use: 'the OVN-Kubernetes join switch', source: OPENSHIFT_CIDRS },
      { cidr: '100.88.0.0/16', use: 'the OVN-Kubernetes transit switch', source: OPENSHIFT_CIDRS },
      { cidr: '169.254.169.0/29', use: 'the OVN-Kubernetes masquerade subnet', source: OPENSHIFT_CIDRS },
      {
        cidr: '169.254.0.0/17',
        use: 'the OVN-Kubernetes masquerade subnet',
        source: OPENSHIFT_CIDRS,
        when: 'clusters installed with 4.17 or later',
      },
      {
        cidr: '100.65.0.0/16',
        use: 'the join switch of user-defined networks',
        source: 'https://github.com/openshift/hypershift/pull/6978',
        when: 'clusters with user-defined networks, 4.17 or later',
      },
      { cidr: 'fd98::/64', use: 'the OVN-Kubernetes join switch', source: OPENSHIFT_CIDRS },
      { cidr: 'fd97::/64', use: 'the OVN-Kubernetes transit switch', source: OPENSHIFT_CIDRS },
      { cidr: 'fd69::/112', use: 'the OVN-Kubernetes masquerade subnet', source: OPENSHIFT_CIDRS },
      { ...docker, when: 'OpenShift 3, whose nodes ran Docker' },
    ],
  },
  eks: {
    title: 'Amazon EKS',
    source: EKS_NETWORK,
    nodes: [],
    pods: [],
    services: [{ cidr: '10.100.0.0/16' }, { cidr: '172.20.0.0/16' }],
    used: [
      {
        cidr: '169.254.169.254/32',
        use: 'the instance metadata service',
        source: 'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/instancedata-data-retrieval.html',
      },
      {
        cidr: '169.254.170.23/32',
        use: 'the EKS Pod Identity agent',
        source: 'https://docs.aws.amazon.com/eks/latest/userguide/pod-id-how-it-works.html',
      },
      {
        ...docker,
        source: 'https://docs.aws.amazon.com/eks/latest/userguide/network_reqs.html',
        when: 'nodes before Kubernetes 1.24, which ran Docker',
      },
    ],
  },
  gke: {
    title: 'Google GKE',
    source: 'https://cloud.google.com/kubernetes-engine/docs/concepts/alias-ips',
    nodes: [],
    pods: [],
    services: [{ cidr: '34.118.224.0/20' }],
    used: [
      {
        cidr: '169.254.169.254/32',
        use: 'the metadata server',
        source: 'https://cloud.google.com/compute/docs/metadata/overview',
      },
      {
        cidr: '169.254.20.10/32',
        use: 'NodeLocal DNSCache',
        source: 'https://cloud.google.com/kubernetes-engine/docs/how-to/nodelocal-dns-cache',
      },
    ],
  },
  aks: {
    title: 'Azure AKS',
    source: AKS_CNI,
    nodes: [],
    pods: [{ cidr: '10.244.0.0/16', nodeMask: 24 }],
    services: [{ cidr: '10.0.0.0/16' }],
    used: [
      { cidr: '169.254.0.0/16', use: 'AKS, which reserves it', source: AKS_CNI },
      { cidr: '172.30.0.0/16', use: 'AKS, which reserves it', source: AKS_CNI },
      { cidr: '172.31.0.0/16', use: 'AKS, which reserves it', source: AKS_CNI },
      { cidr: '192.0.2.0/24', use: 'AKS, which reserves it', source: AKS_CNI },
      { ...docker, when: 'node pools before Kubernetes 1.24, which ran Docker' },
    ],
  },
  oke: {
    title: 'Oracle OKE',
    source:
      'https://docs.oracle.com/en-us/iaas/api/#/en/containerengine/latest/datatypes/KubernetesNetworkConfig',
    nodes: [],
    pods: [{ cidr: '10.244.0.0/16', nodeMask: 25 }],
    services: [{ cidr: '10.96.0.0/16' }],
    used: [{ cidr: '169.254.0.0/16', use: 'Oracle Cloud, which reserves it', source: OCI_VCN }],
  },
  kops: {
    title: 'kOps',
    source: 'https://kops.sigs.k8s.io/cluster_spec/',
    nodes: [],
    pods: [{ cidr: '100.96.0.0/11', nodeMask: 24 }],
    services: [{ cidr: '100.64.0.0/13' }],
    used: [{ ...docker, when: 'clusters before Kubernetes 1.24 that ran Docker' }],
  },
  kubespray: {
    title: 'Kubespray',
    source: 'https://github.com/kubernetes-sigs/kubespray/blob/master/docs/ansible/vars.md',
    nodes: [],
    pods: [{ cidr: '10.233.64.0/18', nodeMask: 24 }],
    services: [{ cidr: '10.233.0.0/18' }],
    used: [
      {
        cidr: '169.254.25.10/32',
        use: 'NodeLocal DNSCache',
        source: 'https://github.com/kubernetes-sigs/kubespray/blob/master/docs/advanced/dns-stack.md',
      },
      { ...docker, when: 'container_manager set to docker' },
    ],
  },
  talos: {
    title: 'Talos Linux',
    source: 'https://www.talos.dev/latest/reference/configuration/v1alpha1/config/',
    nodes: [],
    pods: [{ cidr: '10.244.0.0/16', nodeMask: 24 }],
    services: [{ cidr: '10.96.0.0/12' }],
    used: [
      {
        cidr: '169.254.116.108/32',
        use: "Talos' host DNS",
        source: 'https://www.talos.dev/latest/talos-guides/network/host-dns/',
      },
    ],
  },
  kind: {
    title: 'kind',
    source: 'https://kind.sigs.k8s.io/docs/user/configuration/',
    nodes: [{ cidr: '172.18.0.0/16' }],
    pods: [
      { cidr: '10.244.0.0/16', nodeMask: 24 },
      { cidr: 'fd00:10:244::/56', nodeMask: 64 },
    ],
    services: [{ cidr: '10.96.0.0/16' }, { cidr: 'fd00:10:96::/112' }],
    used: [docker],
  },
  minikube: {
    title: 'minikube',
    source: 'https://minikube.sigs.k8s.io/docs/commands/start/',
    nodes: [{ cidr: '192.168.49.0/24' }],
    pods: [{ cidr: '10.244.0.0/16', nodeMask: 24 }],
    services: [{ cidr: '10.96.0.0/12' }],
    used: [docker],
  },
  microk8s: {
    title: 'MicroK8s',
    source: 'https://microk8s.io/docs/change-cidr',
    nodes: [],
    pods: [{ cidr: '10.1.0.0/16', nodeMask: 26 }],
    services: [{ cidr: '10.152.183.0/24' }],
    used: [],
  },
  k0s: {
    title: 'k0s',
    source: 'https://docs.k0sproject.io/stable/configuration/',
    nodes: [],
    pods: [{ cidr: '10.244.0.0/16', nodeMask: 24 }],
    services: [{ cidr: '10.96.0.0/12' }],
    used: [],
  },
};
