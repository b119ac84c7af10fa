# An overlay whose first node is the way in and leaves sources alone: the reply leaves by the pod's own node. [M2]
. "${0%/*}/overlay-cluster.sh"

on r0 ip route add 10.0.0.0/16 via 172.16.0.2

flow to-the-gateways-pod host0 web0 tcp 10.0.0.2 8091
flow to-another-nodes-pod host0 web1 tcp 10.0.1.2 8091
flow pod-to-host web1 host0 tcp 192.168.0.7 443
