# iptables translates what it knows, and drops what it forwards of connections that it saw one way only. [S1] [S8]
. "${0%/*}/services.sh"
translate
for node in node0 node1; do
  on $node nft add table ip filter
  on $node nft add chain ip filter forward '{ type filter hook forward priority filter; }'
  on $node nft add rule ip filter forward ct state invalid drop
done
calls
