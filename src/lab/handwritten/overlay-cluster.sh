# The cluster of the overlay labs: two nodes with VXLAN between them, and an office beside them.
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
pod node0 web0 1450 10.0.0.2 10.0.0.1
pods node1 10.0.1.1/24
pod node1 web1 1450 10.0.1.2 10.0.1.1

on node0 ip link add tunnel mtu 1450 type vxlan id 1 local 172.16.0.2 remote 172.16.0.3 dstport 4789
on node1 ip link add tunnel mtu 1450 type vxlan id 1 local 172.16.0.3 remote 172.16.0.2 dstport 4789
up node0 tunnel
up node1 tunnel
on node0 ip address add 10.0.0.1/32 dev tunnel
on node1 ip address add 10.0.1.1/32 dev tunnel
on node0 ip route add 10.0.1.0/24 via 10.0.1.1 dev tunnel onlink
on node1 ip route add 10.0.0.0/24 via 10.0.0.1 dev tunnel onlink

on node0 ip route add default via 172.16.0.1
on node1 ip route add default via 172.16.0.1
on host0 ip route add default via 192.168.0.1
