# overlay: the nodes carry their pods' packets to each other in VXLAN; nobody outside knows the pods. [R2] [E1] [E3]
. "${0%/*}/overlay-cluster.sh"

flow pod-to-pod web0 web1 tcp 10.0.1.2 8091
flow fits web0 web1 udp 10.0.1.2 8091 1450
flow too-big web0 web1 udp 10.0.1.2 8091 1451
flow node-to-pod node0 web1 tcp 10.0.1.2 8091
flow host-to-pod host0 web1 tcp 10.0.1.2 8091
flow pod-to-host web0 host0 tcp 192.168.0.7 443
