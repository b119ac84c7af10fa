# IPv6 alone: a routed cluster; neighbour discovery asks only for what an interface has. [A10] [R3]
. "${0%/*}/lab.sh"

device r0 router:r0 80
device node0 node:c0/0 80
device node1 node:c0/1 80
device web0 pod:c0/web-0 8091
device web1 pod:c0/web-1 8091
device host0 host:h0 443

wire nodes
plug r0 seg0 nodes fd00:16::1/64
plug node0 eth0 nodes fd00:16::2/64
plug node1 eth0 nodes fd00:16::3/64
wire office
plug r0 seg1 office fd00:192::1/64
plug host0 eth0 office fd00:192::7/64

pods node0 fd00:10::1/64
pod node0 web0 1500 fd00:10::2 fd00:10::1
pods node1 fd00:10:0:1::1/64
pod node1 web1 1500 fd00:10:0:1::2 fd00:10:0:1::1

on node0 ip route add default via fd00:16::1
on node1 ip route add default via fd00:16::1
on host0 ip route add default via fd00:192::1
on r0 ip route add fd00:10::/64 via fd00:16::2
on r0 ip route add fd00:10:0:1::/64 via fd00:16::3

flow pod-to-pod web0 web1 tcp fd00:10:0:1::2 8091
flow host-to-pod host0 web1 udp fd00:10:0:1::2 8091
flow full-size host0 web0 tcp fd00:10::2 8091 1500
flow pod-to-host web0 host0 icmp fd00:192::7 0
flow router-by-its-other-address host0 anybody tcp fd00:16::1 80
flow nobody host0 anybody tcp fd00:10::99 8091
