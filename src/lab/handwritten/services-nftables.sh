# nftables rejects other ports of a service, and drops new calls to the rest of the range. [S2]
. "${0%/*}/services.sh"
translate
filter '
    ct state new ip daddr { 10.32.0.11, 10.32.5.7 } reject
    ct state new ip daddr 10.32.0.0/16 drop'
calls
