# Masquerade: pods call outsiders by their node's address, save those that are excepted. [M1]
. "${0%/*}/lab.sh"

device r0 router:r0 80
device node0 node:c0/0 80
device node1 node:c0/1 80
device web0 pod:c0/web-0 8091
device web1 pod:c0/web-1 8091
device host0 host:h0 443
device host1 host:h1 443

wire nodes
plug r0 seg0 nodes 172.16.0.1/24
plug node0 eth0 nodes 172.16.0.2/24
plug node1 eth0 nodes 172.16.0.3/24
wire office
plug r0 seg1 office 192.168.0.1/24
plug host0 eth0 office 192.168.0.7/24
wire store
plug r0 seg2 store 192.168.1.1/24
plug host1 eth0 store 192.168.1.7/24

pods node0 10.0.0.1/24
pod node0 web0 1500 10.0.0.2 10.0.0.1
pods node1 10.0.1.1/24
pod node1 web1 1500 10.0.1.2 10.0.1.1

on node0 ip route add default via 172.16.0.1
on node1 ip route add default via 172.16.0.1
on node0 ip route add 10.0.1.0/24 via 172.16.0.3 metric 200
on node1 ip route add 10.0.0.0/24 via 172.16.0.2 metric 200
on host0 ip route add default via 192.168.0.1
on host1 ip route add default via 192.168.1.1

for node in node0 node1; do
  on $node nft -f - <<'NFT'
table ip nodes {
  chain postrouting {
    type nat hook postrouting priority srcnat
    iifname "pods" ip daddr != { 10.0.0.0/16, 192.168.1.0/24 } masquerade
  }
}
NFT
done

# The router does not know the pods: what is not masqueraded gets no reply.
flow outside web0 host0 tcp 192.168.0.7 443
flow excepted web0 host1 tcp 192.168.1.7 443
flow inside web0 web1 tcp 10.0.1.2 8091
flow another-node web0 node1 tcp 172.16.0.3 80
flow own-node web0 node0 tcp 172.16.0.2 80
