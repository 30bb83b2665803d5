#!/bin/sh
# Starts the service on a spare port and asks /healthz.
set -eu
PORT="${PORT:-18080}"
export PORT
node src/server.js &
pid=$!
trap 'kill "$pid"' EXIT
sleep 1
node -e 'fetch(`http://localhost:${process.env.PORT}/healthz`).then((r) => r.text()).then((t) => { process.stdout.write(t); process.exit(t.includes("ok") ? 0 : 1); })'
