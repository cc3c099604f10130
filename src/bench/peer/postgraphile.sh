#!/usr/bin/env bash
# The peer of the read benchmark: PostGraphile, and the client that loads both it and the hub: wrk, or autocannon. Needs npm; what it installs stays in
# ${ESTEIRA_PEER_DIR:-~/.cache/esteira-peer}, outside of the repository.
#
#   postgraphile.sh start POSTGRES_URI SCHEMA PORT       installs it when need be, starts it, prints its address when it answers
#   postgraphile.sh load ADDRESS BODY_FILE SECONDS CONNECTIONS [TOKEN]
#                                                        posts the body again and again; prints the counts of answers as JSON
#   postgraphile.sh stop
set -euo pipefail

folder=${ESTEIRA_PEER_DIR:-$HOME/.cache/esteira-peer}
mkdir -p "$folder"
cd "$folder"
node=$folder/node_modules/node/bin/node

install_once() {
  if [ ! -x "$node" ] || [ ! -d node_modules/postgraphile ]; then
    echo '{"private": true, "type": "module"}' >package.json
    npm install --no-audit --no-fund --loglevel=error postgraphile@5.1.5 pg@8 autocannon@8 node@22 >&2
  fi
}

start() {
  install_once
  cat >graphile.config.mjs <<CONFIG
import { makePgService } from "postgraphile/adaptors/pg";
import { PostGraphileAmberPreset } from "postgraphile/presets/amber";

export default {
  extends: [PostGraphileAmberPreset],
  pgServices: [makePgService({ connectionString: "$1", schemas: ["$2"], poolConfig: { max: 12 } })],
  grafserv: { host: "127.0.0.1", port: $3 },
  grafast: { explain: false },
};
CONFIG
  local address=http://127.0.0.1:$3/graphql
  NODE_ENV=production GRAPHILE_ENV=production nohup "$node" node_modules/postgraphile/dist/cli-run.js >peer.log 2>&1 &
  echo $! >peer.pid
  for _ in $(seq 120); do
    if curl -fsS -o /dev/null "$address" -H 'content-type: application/json' -d '{"query": "{__typename}"}' 2>/dev/null; then
      echo "$address"
      return
    fi
    sleep 0.5
  done
  tail -20 peer.log >&2
  return 1
}

# wrk where there is one: it takes less of the processors that the servers need.
load() {
  if command -v wrk >/dev/null; then
    load_by_wrk "$@"
  else
    install_once
    "$node" node_modules/autocannon/autocannon.js --json --method POST --headers content-type=application/json \
      ${5:+--headers "authorization=Bearer $5"} --input "$2" --duration "$3" --connections "$4" "$1" 2>/dev/null
  fi
}

load_by_wrk() {
  cat >load.lua <<LUA
wrk.method = "POST"
wrk.headers["content-type"] = "application/json"
if "${5:-}" ~= "" then wrk.headers["authorization"] = "Bearer ${5:-}" end
wrk.body = io.open("$2"):read("*a")
function done(summary, latency, requests)
  local e = summary.errors
  io.stderr:write(string.format('{"2xx": %d, "non2xx": %d, "errors": %d}',
    summary.requests - e.status, e.status, e.connect + e.read + e.write + e.timeout))
end
LUA
  wrk -t1 -c"$4" -d"$3"s -s load.lua "$1" 2>&1 >/dev/null
}

stop() {
  if [ -f peer.pid ]; then
    kill "$(cat peer.pid)" 2>/dev/null || true
    rm -f peer.pid
  fi
}

case "${1:-}" in
  start | load | stop) "$@" ;;
  *)
    sed -n '2,9p' "$0"
    exit 2
    ;;
esac
