# native: pods have addresses of the nodes' segment, and their node answers for them there. [A5]
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

switch node0 ipv4/neigh/eth0/proxy_delay=0
pods node0
pod node0 web0 1500 172.16.0.4 172.16.0.2
on node0 ip route add 172.16.0.4 dev pods
on node0 ip neigh add proxy 172.16.0.4 dev eth0
switch node1 ipv4/neigh/eth0/proxy_delay=0
pods node1
pod node1 web1 1500 172.16.0.5 172.16.0.3
on node1 ip route add 172.16.0.5 dev pods
on node1 ip neigh add proxy 172.16.0.5 dev eth0

on node0 ip route add default via 172.16.0.1
on node1 ip route add default via 172.16.0.1
on host0 ip route add default via 192.168.0.1

flow pod-to-pod web0 web1 tcp 172.16.0.5 8091
flow host-to-pod host0 web0 tcp 172.16.0.4 8091
flow pod-to-host web1 host0 icmp 192.168.0.7 0
flow node-to-own-pod node0 web0 tcp 172.16.0.4 8091
flow nobody host0 anybody tcp 172.16.0.99 8091
