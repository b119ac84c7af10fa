# Three routers: the request goes straight, the reply by a stateful router that never saw the request. [R4] [S8]
. "${0%/*}/lab.sh"

device r0 router:r0 80
device r1 router:r1 80
device r2 router:r2 80
device host0 host:h0 443
device host1 host:h1 443

wire office
plug r0 seg0 office 192.168.0.1/24
plug host0 eth0 office 192.168.0.7/24
wire store
plug r1 seg1 store 192.168.1.1/24
plug host1 eth0 store 192.168.1.7/24
cable r0 r1 direct 1500
cable r1 r2 first 1500
cable r2 r0 second 1500

on host0 ip route add default via 192.168.0.1
on host1 ip route add default via 192.168.1.1
on r0 ip address add 10.255.0.1/30 dev direct
on r1 ip address add 10.255.0.2/30 dev direct
on r1 ip address add 10.255.1.1/30 dev first
on r2 ip address add 10.255.1.2/30 dev first
on r2 ip address add 10.255.2.1/30 dev second
on r0 ip address add 10.255.2.2/30 dev second

on r0 ip route add 192.168.1.0/24 via 10.255.0.2
on r1 ip route add 192.168.0.0/24 via 10.255.1.2
on r2 ip route add 192.168.0.0/24 via 10.255.2.2

on r2 nft -f - <<'NFT'
table inet stateful {
  chain forward {
    type filter hook forward priority filter
    ct state invalid drop
  }
}
NFT

flow tcp-there host0 host1 tcp 192.168.1.7 443
flow tcp-back host1 host0 tcp 192.168.0.7 443
flow udp-there host0 host1 udp 192.168.1.7 443
flow icmp-there host0 host1 icmp 192.168.1.7 0
flow icmp-back host1 host0 icmp 192.168.0.7 0
