# ipvs makes every VIP an address of every node: a reply to it stays there. [S3]
. "${0%/*}/services.sh"
translate
for node in node0 node1; do
  on $node ip address add 10.32.0.11/32 dev lo
  on $node ip address add 10.32.5.7/32 dev lo
  on $node nft add table ip vips
  on $node nft add chain ip vips input '{ type filter hook input priority filter; }'
  on $node nft add rule ip vips input ct state new ip daddr '{ 10.32.0.11, 10.32.5.7 }' meta l4proto '{ tcp, udp }' reject
done
calls
