# routed: the router knows each node's pods, a node knows only its own. [R2] [R3]
. "${0%/*}/lab.sh"

device r0 router:r0 80
device node0 node:c0/0 80
device node1 node:c0/1 80
device web0 pod:c0/web-0 8091
device web1 pod:c0/web-1 8091
device host0 host:h0 443

wire nodes
plug r0 seg0 nodes 172.16.0.1/24
plug node0 eth0 nodes 172.16.0.2/24
plug node1 eth0 nodes 172.16.0.3/24
wire office
plug r0 seg1 office 192.168.0.1/24
plug host0 eth0 office 192.168.0.7/24

pods node0 10.0.0.1/24
pod node0 web0 1500 10.0.0.2 10.0.0.1
pods node1 10.0.1.1/24
pod node1 web1 1500 10.0.1.2 10.0.1.1

on node0 ip route add default via 172.16.0.1
on node1 ip route add default via 172.16.0.1
on host0 ip route add default via 192.168.0.1
on r0 ip route add 10.0.0.0/24 via 172.16.0.2
on r0 ip route add 10.0.1.0/24 via 172.16.0.3

flow pod-to-pod web0 web1 tcp 10.0.1.2 8091
flow host-to-pod host0 web1 udp 10.0.1.2 8091
flow pod-to-host web0 host0 tcp 192.168.0.7 443
flow node-to-pod node0 web1 icmp 10.0.1.2 0
flow nobody host0 anybody tcp 10.0.1.9 8091
flow no-route host0 anybody tcp 10.0.7.2 8091
flow closed web0 host0 tcp 192.168.0.7 22
