#!/bin/sh
# Reads what is new and keeps it in files, without any platform: run it by hand, by cron or in a container.
#
#   sync.sh FOLDER
#
# FOLDER holds config.json and catalog.json, unless the variables CONFIG and CATALOG name other files, and gets
#   messages-TIME.jsonl  the messages of a run, whole: load them wherever you like, and delete them when that is done
#   state.json           where the next run goes on
# What a run that was killed has left, messages-TIME.part, is taken over by the next one. Nothing is lost whatever is
# killed whenever, and however full the disk is: a state is replaced only once everything that it covers is kept, and
# replaced whole. Rows may come twice, with the same key.
set -u
connector=${AIRBYTE_ENTRYPOINT:-source-dixa}

fail() {
  echo "sync.sh: $1" >&2
  exit 1
}

# What was written has reached the disk before it is built upon.
settle() {
  sync -f . 2> /dev/null || sync
}

# Makes whole files of what a run has left, whether it has ended or was killed.
keep() {
  for part in messages-*.part; do
    [ -e "$part" ] || continue
    if [ -n "$(tail -c 1 "$part")" ]; then
      # Killed within a line, or the disk was full.
      tail -n 1 "$part" > cut.tmp && truncate -s $(($(wc -c < "$part") - $(wc -c < cut.tmp))) "$part" || return 1
    fi
    if [ ! -s "$part" ]; then
      rm "$part"
      continue
    fi
    settle
    if [ -e state.json ]; then set -- state.json; else set --; fi
    "$connector" state "$@" "$part" > state.tmp || return 1
    settle
    mv state.tmp state.json && mv "$part" "${part%.part}.jsonl" || return 1
  done
}

[ $# -eq 1 ] || fail "usage: sync.sh FOLDER"
config=${CONFIG:-$1/config.json}
catalog=${CATALOG:-$1/catalog.json}
case $config in /*) ;; *) config=$PWD/$config ;; esac
case $catalog in /*) ;; *) catalog=$PWD/$catalog ;; esac
cd "$1" || exit 1
[ -e "$catalog" ] || fail "there is no $catalog. Make one with: source-dixa discover --configured > catalog.json"

# One run at a time. The lock ends with the processes that hold it; the connector holds it too.
exec 9> .lock || exit 1
! command -v flock > /dev/null || flock -n 9 || fail "another sync of $PWD is running"

keep || fail "what the last run has left can't be kept; nothing was read, and nothing is lost"

run=messages-$(date +%Y%m%dT%H%M%S)
while [ -e "$run.jsonl" ]; do
  sleep 1
  run=messages-$(date +%Y%m%dT%H%M%S)
done

if [ -e state.json ]; then set -- --state state.json; else set --; fi
"$connector" read --config "$config" --catalog "$catalog" "$@" > "$run.part" &
child=$!
# A stop goes on to the connector, which still writes its last states; they count like any other.
trap 'kill -TERM $child 2> /dev/null' TERM INT HUP
wait $child
code=$?
while kill -0 $child 2> /dev/null; do
  wait $child
  code=$?
done

if keep; then
  kept=$run.jsonl
else
  kept=$run.part
  [ $code -ne 0 ] || code=1
  echo "sync.sh: what was read can't be kept as a whole yet; the next run tries again" >&2
fi
if [ $code -ne 0 ]; then
  echo "sync.sh: the sync failed (exit code $code). The end of $PWD/$kept says why:" >&2
  tail -n 100 "$kept" | sed -n 's/^{"type":"TRACE","trace":{"type":"ERROR",.*"error":{"message":"\(.*\)","internal_message":.*/\1/p' >&2
fi
exit $code
