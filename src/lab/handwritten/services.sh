# The cluster of the service labs. Its service range 10.32.0.0/16 covers an office: the laptop there has the very
# address of the service "twin". Replies to the office look like calls into the range. [S1] to [S5]
. "${0%/*}/lab.sh"

device r0 router:r0 80
device node0 node:c0/0 80
device node1 node:c0/1 80
device web0 pod:c0/web-0 8091
device app0 pod:c0/app-0 8080
device laptop host:laptop 443
device desk host:desk 443
device far host:far 443

wire nodes
plug r0 seg0 nodes 172.16.0.1/24
plug node0 eth0 nodes 172.16.0.2/24
plug node1 eth0 nodes 172.16.0.3/24
wire office
plug r0 seg1 office 10.32.5.1/24
plug laptop eth0 office 10.32.5.7/24
plug desk eth0 office 10.32.5.8/24
wire away
plug r0 seg2 away 192.168.0.1/24
plug far eth0 away 192.168.0.7/24

pods node0 10.0.0.1/24
pod node0 web0 1500 10.0.0.2 10.0.0.1
pods node1 10.0.1.1/24
pod node1 app0 1500 10.0.1.2 10.0.1.1

on node0 ip route add default via 172.16.0.1
on node1 ip route add default via 172.16.0.1
on laptop ip route add default via 10.32.5.1
on desk ip route add default via 10.32.5.1
on far ip route add default via 192.168.0.1
on r0 ip route add 10.0.0.0/24 via 172.16.0.2
on r0 ip route add 10.0.1.0/24 via 172.16.0.3
on r0 ip route add 10.32.0.0/24 via 172.16.0.2

# translate [MATCH]: what every proxy does with calls to a service [S9]; MATCH says whose
translate() {
  for node in node0 node1; do
    on $node nft -f - <<NFT
table ip services {
  map ports { type ipv4_addr . inet_service : ipv4_addr . inet_service
    elements = { 10.32.0.11 . 80 : 10.0.0.2 . 8091, 10.32.5.7 . 80 : 10.0.0.2 . 8091 } }
  chain prerouting {
    type nat hook prerouting priority dstnat
    ${1:-} meta l4proto tcp dnat ip to ip daddr . tcp dport map @ports
  }
  chain output {
    type nat hook output priority -100
    meta l4proto tcp dnat ip to ip daddr . tcp dport map @ports
  }
  chain postrouting {
    type nat hook postrouting priority srcnat
    ct status dnat ip saddr != 10.0.0.0/16 masquerade
    ct status dnat ip saddr 10.0.0.2 ip daddr 10.0.0.2 masquerade
  }
}
NFT
  done
}

# filter RULE…: a rule a line, for what nodes forward and send themselves
filter() {
  for node in node0 node1; do
    on $node nft -f - <<NFT
table inet filter {
  chain rules {
    $1
  }
  chain forward { type filter hook forward priority filter; jump rules; }
  chain output { type filter hook output priority filter; jump rules; }
}
NFT
  done
}

calls() {
  flow service app0 web0 tcp 10.32.0.11 80
  flow itself web0 web0 tcp 10.32.0.11 80
  flow from-outside far web0 tcp 10.32.0.11 80
  flow other-port app0 web0 tcp 10.32.0.11 9999
  flow aliased-vip laptop web0 tcp 10.0.0.2 8091
  flow aliased-vip-datagram laptop web0 udp 10.0.0.2 8091
  flow aliased-range desk web0 tcp 10.0.0.2 8091
  flow into-the-range app0 desk tcp 10.32.5.8 443
  flow into-the-vip app0 laptop tcp 10.32.5.7 443
}
