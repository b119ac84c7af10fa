# A route takes the whole range: also the replies to whoever has an address in it. [S5]
. "${0%/*}/services.sh"
translate
for node in node0 node1; do on $node ip route add blackhole 10.32.0.0/16; done
calls
