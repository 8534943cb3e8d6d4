#!/usr/bin/env bash
# Drives deskfleet itself through the checking proxy: everything it sends must be what AWS's own model allows.
#   tests/peers/drive_deskfleet.sh BINARY WORKDIR      (AWS_ENDPOINT_URL is set by the proxy)
set -euo pipefail
binary=$1
state=$(mktemp -d "$2/deskfleet-state.XXXXXX")
trap 'rm -rf "$state"' EXIT
deskfleet() { "$binary" --state-dir "$state" "$@"; }

# Runs a command that must end with a code.
expect() {
  local code=$1 is=0
  shift
  deskfleet "$@" >"$state/out" 2>"$state/err" || is=$?
  if [ "$is" != "$code" ]; then
    echo "error: deskfleet $* ended with $is, not $code" >&2
    cat "$state/err" >&2
    exit 1
  fi
}

expect 0 list --with tags,connection,snapshots,interface -o json
expect 0 show user:alice.dubois -o json
expect 0 stop user:liam.fischer --yes
expect 0 start user:liam.fischer --yes
expect 0 maintenance on user:jonas.fischer --yes
expect 0 maintenance off user:jonas.fischer --yes
expect 0 resize user:ines.eriksen --user 100 --reboot now --yes
expect 0 modify user:liam.costa --set compute-type=performance,running-mode=auto-stop,auto-stop=48h --yes
expect 0 security-group attach sg-fa1cebed65a6667ba,sg-dace826bcb8af04d2 user:jonas.fischer --yes
expect 0 tag set team=lab,terminate-on=+14d user:jonas.fischer
expect 0 tag rename team group user:jonas.fischer
# Asks KMS for the state of its key.
expect 0 reboot user:farid.dubois --yes
expect 0 history --cloudtrail -o json
expect 5 migrate --all --to win11-standard --yes --confirm 80
expect 0 migrate --os WINDOWS_10 --to win11-standard --yes --confirm 60 -o json
expect 0 reboot --os WINDOWS_11 --yes
tail -n 1 "$state/err"
