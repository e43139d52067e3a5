#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# A stranger's slow clients (Debian's slowhttptest) against a running service, honest ones beside them.
#
#   mohr serve --home demo &
#   Tests/Load/slowhttptest.sh [URL] [SECONDS] [CONNECTIONS]      http://127.0.0.1:8080 30 1000
#
# Slow heads (-H), slow bodies (-B), overlapping ranges (-R) and slow readers (-X), one after the other, from
# 127.0.0.1. Honest clients come from 127.0.0.2, as from any other address. Prints the honest clients' p50 and p99,
# quiet and under each attack, and what was refused. Exits 1 if any honest question was refused or not answered, or if
# p99 under attack is over three times the quiet one and over ten milliseconds (STRICT=0 judges no times).
set -euo pipefail
url=${1:-http://127.0.0.1:8080}
seconds=${2:-30}
connections=${3:-1000}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
failed=0

# One question after the other on one connection, for so many seconds; curl reads the list of URLs and repeats none.
honest() {
  local end=$((SECONDS + $1)) out=$2
  : >"$out"
  while [ "$SECONDS" -lt "$end" ]; do
    curl -s --interface 127.0.0.2 --max-time 30 -o /dev/null -w '%{http_code} %{time_total}\n' \
      "$url/crls/health.crl" "$url/healthz" -o /dev/null >>"$out" || echo "000 30" >>"$out"
    sleep 0.02
  done
}
figure() {
  awk '{ print $1, $2 * 1000 }' "$2" | sort -k2 -n | awk -v name="$1" -v figure="$folder/figure" '
    { code[$1]++; time[NR] = $2 }
    END {
      bad = NR - code["200"]
      at50 = int(NR / 2); if (at50 < 1) at50 = 1
      at99 = int(NR * 0.99); if (at99 < 1) at99 = 1
      p99 = time[at99]
      printf "%-18s %6d asked  p50 %7.2f ms  p99 %7.2f ms  %d refused or unanswered\n", name, NR, time[at50], p99, bad
      print p99, bad > figure
    }'
}

honest 5 "$folder/quiet"
figure quiet "$folder/quiet"
read -r quiet _ <"$folder/figure"
for manner in H B R X; do
  options=(-c "$connections" "-$manner" -r 500 -i 1 -l "$seconds" -p 5 -x 24)
  case $manner in
    B) options+=(-t POST -s 8192 -u "$url/v1/verifications" -f application/cms) ;;
    X) options+=(-w 1 -y 2 -n 5 -z 1 -k 3 -u "$url/crls/health.crl") ;;
    *) options+=(-t GET -u "$url/crls/health.crl") ;;
  esac
  slowhttptest "${options[@]}" >"$folder/log-$manner" 2>&1 &
  attack=$!
  sleep 2
  honest $((seconds > 6 ? seconds - 4 : 2)) "$folder/$manner"
  wait "$attack" || true
  figure "slowhttptest -$manner" "$folder/$manner"
  read -r p99 bad <"$folder/figure"
  [ "$bad" -eq 0 ] || failed=1
  if [ "${STRICT:-1}" = 1 ] && awk -v a="$p99" -v q="$quiet" 'BEGIN { exit !(a > 3 * q && a > 10) }'; then failed=1; fi
done
[ "$failed" -eq 0 ] && echo "Held." || { echo "Did not hold."; exit 1; }
