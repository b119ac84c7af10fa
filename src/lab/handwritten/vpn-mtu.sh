# Two sites, a static VPN link with IPsec (1500 - 77 bytes), and one prefix that nobody thought of. [R4] [E2] [E3]
. "${0%/*}/lab.sh"

device r0 router:r0 80
device r1 router:r1 80
device node0 node:c0/0 80
device web0 pod:c0/web-0 8091
device host0 host:h0 443
device host1 host:h1 443

wire nodes
plug r0 seg0 nodes 172.16.0.1/24
plug node0 eth0 nodes 172.16.0.2/24
wire office
plug r1 seg1 office 192.168.0.1/24
plug host0 eth0 office 192.168.0.7/24
wire lab
plug r1 seg2 lab 192.168.1.1/24
plug host1 eth0 lab 192.168.1.7/24
cable r0 r1 vpn 1423

pods node0 10.0.0.1/24
pod node0 web0 1500 10.0.0.2 10.0.0.1

on node0 ip route add default via 172.16.0.1
on host0 ip route add default via 192.168.0.1
on host1 ip route add default via 192.168.1.1
on r0 ip route add 10.0.0.0/24 via 172.16.0.2
on r1 ip address add 10.255.0.2/30 dev vpn
on r0 ip address add 10.255.0.1/30 dev vpn
on r0 ip route add 192.168.0.0/24 via 10.255.0.2
on r1 ip route add 10.0.0.0/16 via 10.255.0.1

flow small web0 host0 tcp 192.168.0.7 443
flow fits host0 web0 tcp 10.0.0.2 8091 1423
flow too-big host0 web0 tcp 10.0.0.2 8091 1424
flow too-big-datagram web0 host0 udp 192.168.0.7 443 1424
flow no-way-back host1 web0 tcp 10.0.0.2 8091
flow no-way web0 host1 tcp 192.168.1.7 443
