# bgp: the nodes tell each other their pods; cluster c0 tells its router too, c1 does not. [R2] [R3]
. "${0%/*}/lab.sh"

device r0 router:r0 80
device node0 node:c0/0 80
device node1 node:c0/1 80
device web0 pod:c0/web-0 8091
device web1 pod:c0/web-1 8091
device silent0 node:c1/0 80
device silent1 node:c1/1 80
device app0 pod:c1/app-0 8080
device app1 pod:c1/app-1 8080

wire nodes
plug r0 seg0 nodes 172.16.0.1/24
plug node0 eth0 nodes 172.16.0.2/24
plug node1 eth0 nodes 172.16.0.3/24
wire others
plug r0 seg1 others 172.17.0.1/24
plug silent0 eth0 others 172.17.0.2/24
plug silent1 eth0 others 172.17.0.3/24

pods node0 10.0.0.1/24
pod node0 web0 1500 10.0.0.2 10.0.0.1
pods node1 10.0.1.1/24
pod node1 web1 1500 10.0.1.2 10.0.1.1
pods silent0 10.1.0.1/24
pod silent0 app0 1500 10.1.0.2 10.1.0.1
pods silent1 10.1.1.1/24
pod silent1 app1 1500 10.1.1.2 10.1.1.1

on node0 ip route add default via 172.16.0.1
on node1 ip route add default via 172.16.0.1
on node0 ip route add 10.0.1.0/24 via 172.16.0.3 metric 200
on node1 ip route add 10.0.0.0/24 via 172.16.0.2 metric 200
on r0 ip route add 10.0.0.0/24 via 172.16.0.2 metric 200
on r0 ip route add 10.0.1.0/24 via 172.16.0.3 metric 200

on silent0 ip route add default via 172.17.0.1
on silent1 ip route add default via 172.17.0.1
on silent0 ip route add 10.1.1.0/24 via 172.17.0.3 metric 200
on silent1 ip route add 10.1.0.0/24 via 172.17.0.2 metric 200

flow inside-shared web0 web1 tcp 10.0.1.2 8091
flow inside-silent app0 app1 tcp 10.1.1.2 8080
flow to-silent web0 app0 tcp 10.1.0.2 8080
flow from-silent app0 web0 tcp 10.0.0.2 8091
flow silent-node-to-pod silent0 web1 tcp 10.0.1.2 8091
