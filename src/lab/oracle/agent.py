"""Builds labs of network namespaces and runs flows in them; comes after runner.py in one program.

Reads one JSON request a line from standard input and answers each with one line. Namespaces are anonymous: they live
as long as this process holds them open, so nothing is left behind however it ends.
"""

import subprocess
import traceback

# A kernel lays no route by a next hop that is the device itself (overlapping ranges do that): then there is none.
REFUSALS = ('Nexthop has invalid gateway', 'Gateway can not be a local address', 'Command failed -')

SYSCTLS = {
    'ipv4/conf/all/send_redirects': 0,
    'ipv4/conf/default/send_redirects': 0,
    'ipv4/conf/all/accept_redirects': 0,
    'ipv4/conf/default/accept_redirects': 0,
    'ipv4/conf/default/rp_filter': 0,
    'ipv4/conf/all/arp_ignore': 0,
    'ipv4/conf/all/arp_announce': 0,
    'ipv4/conf/all/accept_local': 0,
    'ipv4/icmp_ratelimit': 0,
    'ipv4/tcp_timestamps': 0,
    'ipv6/conf/all/accept_dad': 0,
    'ipv6/conf/default/accept_dad': 0,
    'ipv6/conf/all/accept_ra': 0,
    'ipv6/conf/default/accept_ra': 0,
    'ipv6/conf/default/dad_transmits': 0,
    'ipv6/conf/default/router_solicitations': 0,
    'ipv6/conf/default/accept_redirects': 0,
    'ipv6/conf/default/autoconf': 0,
    'ipv6/icmp/ratelimit': 0,
}


def new_namespace():
    if LIBC.unshare(CLONE_NEWNET) != 0:
        raise OSError(ctypes.get_errno(), 'unshare')
    return os.open('/proc/self/ns/net', os.O_RDONLY)


def sysctl(name, value):
    with open('/proc/sys/net/' + name, 'w') as file:
        file.write(str(value))


class Lab(Namespaces):
    def __init__(self, spec):
        super().__init__({ns['name']: ns['listens'] for ns in spec['namespaces']})
        self.spec = spec
        self.problems = []
        self.wire = None
        try:
            self.build()
        except BaseException:
            self.close()
            raise

    def build(self):
        self.wire = new_namespace()
        if os.path.exists('/proc/sys/net/bridge'):
            for name in ('iptables', 'ip6tables', 'arptables'):
                sysctl('bridge/bridge-nf-call-' + name, 0)
        for ns in self.spec['namespaces']:
            self.fds[ns['name']] = new_namespace()
            for name, value in SYSCTLS.items():
                sysctl(name, value)
            sysctl('ipv4/ip_forward', int(ns['forwards']))
            sysctl('ipv6/conf/all/forwarding', int(ns['forwards']))
            sysctl('ipv6/conf/default/forwarding', int(ns['forwards']))
            sysctl('ipv6/conf/all/proxy_ndp', 1)
            sysctl('ipv4/conf/all/rp_filter', ns['reversePathFilter'])
        self.batch(self.wire, ['ip', '-batch', '-'], self.cabling())
        for cable in self.spec['cables']:
            for ns, name in ((cable['ns'], cable['name']), (cable.get('peerNs'), cable.get('peerName'))):
                if ns is not None:
                    enter(self.fds[ns])
                    sysctl('ipv4/neigh/%s/proxy_delay' % name, 0)
                    if cable['mtu'] >= 1280:
                        sysctl('ipv6/neigh/%s/proxy_delay' % name, 0)
        running = []
        for ns in self.spec['namespaces']:
            fd = self.fds[ns['name']]
            running.append(self.start(fd, ['ip', '-force', '-batch', '-'], ns['ip'], ns['name']))
        self.finish(running)
        running = []
        for ns in self.spec['namespaces']:
            fd, name = self.fds[ns['name']], ns['name']
            if ns['ip6']:
                running.append(self.start(fd, ['ip', '-6', '-batch', '-'], ns['ip6'], name))
            if ns['bridge']:
                running.append(self.start(fd, ['bridge', '-batch', '-'], ns['bridge'], name))
            running.append(self.start(fd, ['nft', '-f', '-'], ns['nft'], name))
        self.finish(running)

    def cabling(self):
        path = '/proc/%d/fd/' % os.getpid()
        lines = ['link set lo up']
        for name in self.spec['bridges']:
            lines.append('link add %s type bridge stp_state 0 forward_delay 0 mcast_snooping 0' % name)
            lines.append('link set %s up' % name)
        for i, cable in enumerate(self.spec['cables']):
            here = 'link add %s mtu %d address %s netns %s%d type veth peer name ' % (
                cable['name'], cable['mtu'], cable['mac'], path, self.fds[cable['ns']])
            if 'bridge' in cable:
                lines.append(here + 'v%d mtu %d' % (i, cable['mtu']))
                lines.append('link set v%d master %s up' % (i, cable['bridge']))
            else:
                lines.append(here + '%s mtu %d address %s netns %s%d' % (
                    cable['peerName'], cable['mtu'], cable['peerMac'], path, self.fds[cable['peerNs']]))
        return '\n'.join(lines) + '\n'

    def start(self, fd, command, text, name):
        enter(fd)
        process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        process.stdin.write(text.encode())
        process.stdin.close()
        return name, command[0], process, text

    def finish(self, running):
        for name, command, process, text in running:
            lines = process.stdout.read().decode().splitlines()
            process.wait()
            output = '\n'.join(line for line in lines if not any(said in line for said in REFUSALS))
            if output.strip():
                self.problems.append('%s: %s: %s' % (name, command, output.strip()))

    def batch(self, fd, command, text):
        self.finish([self.start(fd, command, text, 'wire')])

    def close(self):
        super().close()
        if self.wire is not None:
            os.close(self.wire)


def main():
    home = os.open('/proc/self/ns/net', os.O_RDONLY)
    for line in sys.stdin:
        request = json.loads(line)
        started = time.monotonic()
        lab = None
        try:
            lab = Lab(request['lab'])
            built = time.monotonic()
            answer = {'results': Runner(lab, request['flows'], request['timeout']).go(), 'problems': lab.problems,
                      'built': built - started, 'ran': time.monotonic() - built}
        except Exception as problem:  # one bad plan must not end the others
            answer = {'results': [], 'problems': [traceback.format_exc()]}
        finally:
            if lab:
                lab.close()
            enter(home)
        print(json.dumps(answer), flush=True)


main()
