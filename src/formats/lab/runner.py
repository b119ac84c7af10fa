"""Sends the flows of a lab and tells what became of them, leg by leg: real TCP, UDP and ICMP sockets inside the devices'
network namespaces, and the kernel's own log of what reached each device.
"""

import ctypes
import errno
import json
import os
import select
import socket
import struct
import sys
import time

LIBC = ctypes.CDLL(None, use_errno=True)
CLONE_NEWNET = 0x40000000
# The group and the prefixes that the devices' rules log with.
LOG_GROUP = 7
IP_MTU_DISCOVER, IP_PMTUDISC_DO, IP_PMTUDISC_PROBE, IP_MTU = 10, 2, 3, 14
IPV6_MTU_DISCOVER, IPV6_MTU, IPV6_DONTFRAG = 23, 24, 62
IP_PKTINFO, IPV6_RECVPKTINFO, IPV6_PKTINFO = 8, 49, 50
SO_MARK = 36


def enter(fd):
    if LIBC.setns(fd, CLONE_NEWNET) != 0:
        raise OSError(ctypes.get_errno(), 'setns')


class Namespaces:
    """The devices' network namespaces, held open, and the sockets made in them."""

    def __init__(self, listens):
        self.listens = listens
        self.fds = {}
        self.sockets = []

    def socket(self, ns, *kind):
        enter(self.fds[ns])
        made = socket.socket(*kind)
        made.setblocking(False)
        self.sockets.append(made)
        return made

    def hang_up(self):
        for made in self.sockets:
            made.close()
        self.sockets = []

    def close(self):
        self.hang_up()
        for fd in self.fds.values():
            os.close(fd)
        self.fds = {}


def log_socket(lab, ns):
    """A netlink socket that hears what the rule of OBSERVE logs in that namespace."""
    made = lab.socket(ns, socket.AF_NETLINK, socket.SOCK_RAW, 12)
    made.bind((0, 0))

    def configure(kind, payload):
        attribute = struct.pack('=HH', 4 + len(payload), kind) + payload
        attribute += b'\0' * (-len(attribute) % 4)
        body = struct.pack('=BB', socket.AF_UNSPEC, 0) + struct.pack('>H', LOG_GROUP) + attribute
        made.send(struct.pack('=IHHII', 16 + len(body), (4 << 8) | 1, 1, 0, 0) + body)

    configure(1, struct.pack('=B', 1))
    configure(2, struct.pack('>IBB', 128, 2, 0))
    configure(5, struct.pack('>I', 1))
    return made


def log_entries(data):
    """Prefix and packet of everything in a message."""
    offset = 0
    while offset + 20 <= len(data):
        length, kind = struct.unpack_from('=IH', data, offset)
        if length < 16:
            return
        if kind == (4 << 8):
            at, prefix, packet = offset + 20, b'', b''
            while at + 4 <= offset + length:
                size, attribute = struct.unpack_from('=HH', data, at)
                if size < 4:
                    break
                if attribute & 0x7FFF == 9:
                    packet = data[at + 4:at + size]
                if attribute & 0x7FFF == 10:
                    prefix = data[at + 4:at + size].rstrip(b'\0')
                at += (size + 3) & ~3
            if packet:
                yield prefix.decode(), packet
        offset += (length + 3) & ~3


def parse(packet):
    """The packet's facts, by its own headers; None when it has no ports or echo identifier."""
    if packet[0] >> 4 == 4:
        start = (packet[0] & 15) * 4
        size, protocol = struct.unpack_from('>H', packet, 2)[0], packet[9]
        src, dst = socket.inet_ntop(socket.AF_INET, packet[12:16]), socket.inet_ntop(socket.AF_INET, packet[16:20])
    else:
        start, size, protocol = 40, 40 + struct.unpack_from('>H', packet, 4)[0], packet[6]
        src, dst = socket.inet_ntop(socket.AF_INET6, packet[8:24]), socket.inet_ntop(socket.AF_INET6, packet[24:40])
    fact = {'src': src, 'dst': dst, 'size': size, 'flags': 0, 'data': 0, 'ttl': packet[8 if packet[0] >> 4 == 4 else 7]}
    body = packet[start:]
    if protocol in (6, 17) and len(body) >= 8:
        fact['sport'], fact['dport'] = struct.unpack_from('>HH', body)
        fact['protocol'] = 'tcp' if protocol == 6 else 'udp'
        if protocol == 6 and len(body) >= 14:
            fact['flags'] = body[13]
            fact['data'] = size - start - (body[12] >> 4) * 4
        return fact
    if protocol in (1, 58) and len(body) >= 8:
        fact['protocol'], fact['type'] = 'icmp', body[0]
        fact['id'] = struct.unpack_from('>H', body, 4)[0]
        return fact
    return None


class Run:
    """One flow on its way, and what became of it."""

    def __init__(self, spec):
        self.spec = spec
        self.client = None
        self.connected = False
        self.done = False
        self.deadline = 0
        self.request = None
        self.data_at = set()
        self.answered = False
        self.replied = False
        self.answer_seen = False
        self.note = ''
        self.trail = []
        self.passed = {'request': {}, 'reply': {}, 'follow-up': {}, 'answer': {}}
        self.want = max(spec['bytes'], {'tcp': 41, 'udp': 28, 'icmp': 28}[spec['protocol']] + (20 if spec['family'] == 6 else 0))

    def payload(self):
        headers = {'tcp': 40, 'udp': 28, 'icmp': 28}[self.spec['protocol']] + (20 if self.spec['family'] == 6 else 0)
        return b'x' * (self.want - headers)


class Runner:
    def __init__(self, lab, flows, timeout):
        self.lab, self.timeout = lab, timeout
        self.runs = [Run(flow) for flow in flows]
        self.by_port = {run.spec['sport']: run for run in self.runs}
        self.poll = select.epoll()
        self.handlers = {}
        self.listens = lab.listens

    def watch(self, made, mask, handler):
        self.handlers[made.fileno()] = handler
        self.poll.register(made.fileno(), mask)

    def forget(self, made):
        if made.fileno() in self.handlers:
            del self.handlers[made.fileno()]
            self.poll.unregister(made.fileno())

    def go(self):
        for ns, ports in self.listens.items():
            logs = log_socket(self.lab, ns)
            self.watch(logs, select.EPOLLIN, lambda events, logs=logs, name=ns: self.heard(name, logs))
            for port in ports:
                for family in (socket.AF_INET, socket.AF_INET6):
                    self.listen(ns, family, port)
        for run in self.runs:
            run.deadline = time.monotonic() + self.timeout
            try:
                getattr(self, 'start_' + run.spec['protocol'])(run)
            except OSError as problem:
                self.stop(run, errno.errorcode.get(problem.errno, str(problem)))
        while any(not run.done for run in self.runs):
            now = time.monotonic()
            for run in self.runs:
                if not run.done and run.deadline <= now:
                    self.stop(run, 'timeout')
            waits = [run.deadline - now for run in self.runs if not run.done]
            if waits:
                self.turn(max(0.0, min(waits)))
        while self.turn(0.015):
            pass
        self.poll.close()
        return [self.verdict(run) for run in self.runs]

    def turn(self, seconds):
        ready = self.poll.poll(seconds)
        for fd, events in ready:
            handler = self.handlers.get(fd)
            if handler:
                handler(events)
        return bool(ready)

    def stop(self, run, note):
        run.done = True
        run.note = run.note or note
        if run.client:
            self.forget(run.client)

    def heard(self, name, logs):
        while True:
            try:
                data = logs.recv(65536)
            except BlockingIOError:
                return
            for prefix, packet in log_entries(data):
                fact = parse(packet)
                if fact:
                    self.fact(name, fact, prefix == 'passing')

    def fact(self, name, fact, passing):
        if fact['protocol'] == 'icmp':
            run, request = self.by_port.get(fact['id']), fact['type'] in (8, 128)
        else:
            request = fact['sport'] in self.by_port
            run = self.by_port.get(fact['sport'] if request else fact['dport'])
        if run is None or run.spec['protocol'] != fact['protocol']:
            return
        leg = ('follow-up' if request else 'answer') if fact['data'] > 0 else 'request' if request else 'reply'
        if passing:
            # An acknowledgement alone belongs to no leg.
            if fact['protocol'] != 'tcp' or fact['data'] > 0 or fact['flags'] & 2:
                run.passed[leg].setdefault(name, fact['ttl'])
            return
        run.trail.append([name, 'request' if request else 'reply', fact['src'], fact['dst'], fact['size'], fact['flags']])
        first = fact['protocol'] != 'tcp' or fact['flags'] & 0x12 == 0x02
        if request and first and run.request is None:
            run.request = (name, fact)
        if request and fact['data'] > 0 and fact['size'] == run.want:
            run.data_at.add(name)
        if not request and name == run.spec['ns'] and fact['data'] > 0 and fact['size'] == run.want:
            run.answer_seen = True

    def listen(self, ns, family, port):
        six = family == socket.AF_INET6
        tcp = self.lab.socket(ns, family, socket.SOCK_STREAM)
        udp = self.lab.socket(ns, family, socket.SOCK_DGRAM)
        for made in (tcp, udp):
            made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            if six:
                made.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
            self.fix_size(made, six, IP_PMTUDISC_DO if made is tcp else IP_PMTUDISC_PROBE)
            made.bind(('', port))
        udp.setsockopt(*((socket.IPPROTO_IPV6, IPV6_RECVPKTINFO, 1) if six else (socket.IPPROTO_IP, IP_PKTINFO, 1)))
        tcp.listen(64)
        self.watch(tcp, select.EPOLLIN, lambda events: self.accept(tcp))
        self.watch(udp, select.EPOLLIN, lambda events: self.answer_udp(udp, six))

    def fix_size(self, made, six, mode):
        if six:
            made.setsockopt(socket.IPPROTO_IPV6, IPV6_MTU_DISCOVER, mode)
            if made.type == socket.SOCK_DGRAM:
                made.setsockopt(socket.IPPROTO_IPV6, IPV6_DONTFRAG, 1)
        else:
            made.setsockopt(socket.IPPROTO_IP, IP_MTU_DISCOVER, mode)

    def accept(self, listener):
        try:
            made, peer = listener.accept()
        except OSError:
            return
        made.setblocking(False)
        self.lab.sockets.append(made)
        made.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack('ii', 1, 0))
        made.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        run = self.by_port.get(peer[1])
        if run:
            self.watch(made, select.EPOLLIN, lambda events: self.answer_tcp(run, made))

    def answer_tcp(self, run, made):
        try:
            data = made.recv(65536)
        except OSError:
            data = b''
        if not data:
            self.forget(made)
            return
        if not run.answered:
            run.answered = True
            if run.want > self.room(made, run):
                self.stop(run, 'the answer is larger than the way out')
                return
            try:
                made.send(run.payload())
            except OSError as problem:
                run.note = 'server: ' + errno.errorcode.get(problem.errno, str(problem))

    def room(self, made, run):
        six = run.spec['family'] == 6
        return made.getsockopt(*((socket.IPPROTO_IPV6, IPV6_MTU) if six else (socket.IPPROTO_IP, IP_MTU)))

    def answer_udp(self, made, six):
        try:
            data, notes, _, peer = made.recvmsg(65536, 256)
        except OSError:
            return
        run = self.by_port.get(peer[1])
        if run is None:
            return
        for level, kind, value in notes:
            if level == socket.IPPROTO_IP and kind == IP_PKTINFO:
                called = struct.pack('=I', 0) + value[8:12] + b'\0\0\0\0'
                notes = [(level, kind, called)]
            elif level == socket.IPPROTO_IPV6 and kind == IPV6_PKTINFO:
                notes = [(level, kind, value[:16] + struct.pack('=I', 0))]
        try:
            made.sendmsg([run.payload()], notes, 0, peer)
        except OSError as problem:
            run.note = 'server: ' + errno.errorcode.get(problem.errno, str(problem))

    def client(self, run, kind, protocol=0):
        spec = run.spec
        six = spec['family'] == 6
        made = self.lab.socket(spec['ns'], socket.AF_INET6 if six else socket.AF_INET, kind, protocol)
        run.client = made
        if spec['mark']:
            made.setsockopt(socket.SOL_SOCKET, SO_MARK, spec['mark'])
        if kind != socket.SOCK_RAW:
            made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            made.bind(('', spec['sport']))
        return made, six

    def start_tcp(self, run):
        made, six = self.client(run, socket.SOCK_STREAM)
        self.fix_size(made, six, IP_PMTUDISC_DO)
        made.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack('ii', 1, 0))
        made.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        code = made.connect_ex((run.spec['dst'], run.spec['dport']))
        if code not in (0, errno.EINPROGRESS):
            raise OSError(code, 'connect')
        self.watch(made, select.EPOLLIN | select.EPOLLOUT, lambda events: self.tcp_event(run, made))

    def tcp_event(self, run, made):
        if not run.connected:
            code = made.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR)
            if code:
                self.stop(run, errno.errorcode.get(code, str(code)))
                return
            run.connected = run.replied = True
            run.deadline = time.monotonic() + self.timeout
            self.poll.modify(made.fileno(), select.EPOLLIN)
            if run.want > self.room(made, run):
                self.stop(run, 'larger than the way out')
                return
            try:
                made.send(run.payload())
            except OSError as problem:
                self.stop(run, errno.errorcode.get(problem.errno, str(problem)))
            return
        try:
            data = made.recv(65536)
        except OSError as problem:
            self.stop(run, errno.errorcode.get(problem.errno, ''))
            return
        self.stop(run, 'answered' if data else 'closed')

    def start_udp(self, run):
        made, six = self.client(run, socket.SOCK_DGRAM)
        self.fix_size(made, six, IP_PMTUDISC_PROBE)
        made.connect((run.spec['dst'], run.spec['dport']))
        self.watch(made, select.EPOLLIN, lambda events: self.udp_event(run, made))
        made.send(run.payload())

    def udp_event(self, run, made):
        try:
            made.recv(65536)
        except OSError as problem:
            self.stop(run, errno.errorcode.get(problem.errno, ''))
            return
        run.replied = True
        self.stop(run, 'answered')

    def start_icmp(self, run):
        six = run.spec['family'] == 6
        made, _ = self.client(run, socket.SOCK_RAW, socket.IPPROTO_ICMPV6 if six else socket.IPPROTO_ICMP)
        if six:
            made.setsockopt(socket.IPPROTO_IPV6, IPV6_MTU_DISCOVER, IP_PMTUDISC_PROBE)
            made.setsockopt(socket.IPPROTO_IPV6, IPV6_DONTFRAG, 1)
        else:
            made.setsockopt(socket.IPPROTO_IP, IP_MTU_DISCOVER, IP_PMTUDISC_PROBE)
        self.watch(made, select.EPOLLIN, lambda events: self.icmp_event(run, made, six))
        echo = struct.pack('>BBHHH', 128 if six else 8, 0, 0, run.spec['sport'], 1) + run.payload()
        if not six:
            echo = echo[:2] + struct.pack('>H', checksum(echo)) + echo[4:]
        made.sendto(echo, (run.spec['dst'], 0))

    def icmp_event(self, run, made, six):
        try:
            data, peer = made.recvfrom(65536)
        except OSError as problem:
            self.stop(run, errno.errorcode.get(problem.errno, ''))
            return
        body = data if six else data[(data[0] & 15) * 4:]
        if body[0] != (129 if six else 0) or struct.unpack_from('>H', body, 4)[0] != run.spec['sport']:
            return
        if peer[0] == run.spec['dst']:
            run.replied = True
            self.stop(run, 'answered')

    def verdict(self, run):
        spec = run.spec
        answer = {'flow': spec['flow'], 'choice': spec['choice'], 'note': run.note, 'trail': run.trail,
                  'passed': {leg: sorted(seen, key=lambda name: -seen[name]) for leg, seen in run.passed.items()},
                  'failed': None, 'receiver': None, 'source': None, 'landed': None}
        if run.request:
            name, fact = run.request
            answer['landed'] = name
            meant = not spec['targets'] or name in spec['targets']
            if meant and (spec['protocol'] == 'icmp' or fact['dport'] in self.listens[name]):
                answer['receiver'], answer['source'] = name, fact['src']
        if answer['receiver'] is None:
            answer['failed'] = 'request'
        elif not run.replied:
            answer['failed'] = 'reply'
        elif spec['protocol'] == 'tcp':
            if answer['receiver'] not in run.data_at:
                answer['failed'] = 'follow-up'
            elif not (run.answer_seen and run.note == 'answered'):
                answer['failed'] = 'answer'
        return answer


def checksum(data):
    if len(data) % 2:
        data += b'\0'
    total = sum(struct.unpack('>%dH' % (len(data) // 2), data))
    while total >> 16:
        total = (total & 0xFFFF) + (total >> 16)
    return ~total & 0xFFFF
