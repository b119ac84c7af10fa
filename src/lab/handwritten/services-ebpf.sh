# ebpf translates at the pods' own side; who calls from outside is not looked at. [S4]
. "${0%/*}/services.sh"
translate 'iifname "pods"'
calls
