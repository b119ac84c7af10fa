# What the labs of this folder are made of; each sources it. Namespaces are named "$LAB.NAME".
# What is printed, one line each: the devices with their names in the plan, and the calls to make.
set -eu

# Where bridges ask netfilter, they are not to: what passes a wire passes no device.
plain_bridges='cd /proc/sys/net; for s in bridge/bridge-nf-call-*; do [ ! -e "$s" ] || echo 0 > "$s"; done'

ip netns add "$LAB.wires"
ip netns exec "$LAB.wires" sh -c "$plain_bridges"

# device NAME ENDPOINT [PORT…]: a namespace, what the plan calls it, and where it listens. Nodes and routers forward.
device() {
  ip netns add "$LAB.$1"
  case $2 in node:* | router:*) forward=1 ;; *) forward=0 ;; esac
  switch "$1" ipv4/ip_forward=$forward ipv6/conf/all/forwarding=$forward \
    ipv6/conf/default/accept_dad=0 ipv6/conf/default/accept_ra=0 \
    ipv4/conf/all/send_redirects=0 ipv4/conf/default/send_redirects=0 \
    ipv4/conf/all/rp_filter=0 ipv4/conf/default/rp_filter=0 ipv4/tcp_timestamps=0
  on "$1" sh -c "$plain_bridges"
  on "$1" ip link set lo up
  echo "device $*"
}

# switch NAME SYSCTL=VALUE…
switch() {
  on "$1" sh -c 'shift; cd /proc/sys/net; for s; do echo "${s#*=}" > "${s%=*}"; done' sh "$@"
}

# on NAME COMMAND…: in the device's namespace
on() {
  where=$1
  shift
  ip netns exec "$LAB.$where" "$@"
}

# wire NAME: a segment
wire() {
  ip -n "$LAB.wires" link add "$1" type bridge mcast_snooping 0
  ip -n "$LAB.wires" link set "$1" up
}

# plug DEVICE INTERFACE WIRE [ADDRESS/LENGTH…]
plugs=0
plug() {
  plugs=$((plugs + 1))
  ip -n "$LAB.wires" link add "plug$plugs" type veth peer name "$2" netns "$LAB.$1"
  ip -n "$LAB.wires" link set "plug$plugs" master "$3" up
  up "$1" "$2"
  device=$1 interface=$2
  shift 3
  for address; do on "$device" ip address add "$address" dev "$interface"; done
}

up() {
  on "$1" ip link set "$2" up
}

# cable ROUTER ROUTER INTERFACE MTU: both ends have that name
cable() {
  ip -n "$LAB.$1" link add "$3" mtu "$4" type veth peer name "$3" mtu "$4" netns "$LAB.$2"
  up "$1" "$3"
  up "$2" "$3"
}

# pods NODE [ADDRESS/LENGTH…]: the node's side of its pods
pods() {
  on "$1" ip link add pods type bridge mcast_snooping 0
  up "$1" pods
  node=$1
  shift
  for address; do on "$node" ip address add "$address" dev pods; done
}

# pod NODE POD MTU ADDRESS GATEWAY: a pod knows its node and nobody else
pod() {
  case $4 in *:*) length=128 ;; *) length=32 ;; esac
  on "$1" ip link add "to-$2" mtu "$3" type veth peer name eth0 mtu "$3" netns "$LAB.$2"
  on "$1" ip link set "to-$2" master pods up
  up "$2" eth0
  on "$2" ip address add "$4/$length" dev eth0
  on "$2" ip route add "$5" dev eth0
  on "$2" ip route add default via "$5"
}

# flow ID FROM TO|anybody PROTOCOL ADDRESS PORT [BYTES]
flow() {
  echo "flow $*"
}
