# How the tour tells what it does, and how it checks what it gets. Sourced by tools/quickstart.
# shellcheck shell=bash disable=SC2154

bold= faint= plain=
if [[ -t 1 ]]; then bold=$'\e[1m' faint=$'\e[2m' plain=$'\e[0m'; fi

# part TITLE: a heading.
part() { printf '\n%s%s\n%s%s\n' "$bold" "$1" "${1//?/=}" "$plain"; }

# say TEXT: what comes now, and why.
say() { printf '\n%s%s%s\n' "$bold" "$*" "$plain"; }

# shown COMMAND: a command, before it runs.
shown() { printf '\n  %s$%s %s\n' "$faint" "$plain" "$1"; }

# run EXIT_CODE INPUT COMMAND…: prints a command, runs it, and keeps what it writes in $folder/out and $folder/err.
run() {
  local expected=$1 input=$2 status=0
  shift 2
  shown "$*$([[ $input == /dev/null ]] || printf ' < %s' "$input")"
  "$martlet" "${@:2}" <"$input" >"$folder/out" 2>"$folder/err" || status=$?
  sed 's/^/    /' "$folder/out" "$folder/err"
  ((status == expected)) || fail "that command must end with exit code $expected, and it ended with $status"
}

# answers TEXT: the last command's output must be exactly this.
answers() { [[ $(<"$folder/out") == "$1" ]] || fail "that command must answer '$1'"; }

# mentions WORD: the last command must name it somewhere.
mentions() { grep -qF -- "$1" "$folder/out" "$folder/err" || fail "that answer must mention '$1'"; }

# same_records FILE…: the last output must hold the records of these files, in any order: a topic has several partitions.
same_records() {
  python3 - "$folder/out" "$@" <<'PYTHON' || fail "the records that came back are not those that were sent"
import json, sys

def records(paths):
    return sorted(json.dumps(json.loads(line), sort_keys=True) for path in paths for line in open(path) if line.strip())

sys.exit(records(sys.argv[1:2]) != records(sys.argv[2:]))
PYTHON
}

# try EXIT_CODE COMMAND: the same for a line of the shell.
try() {
  local expected=$1 status=0
  shown "$2"
  (set -o pipefail; eval "$2") </dev/null >"$folder/out" 2>"$folder/err" || status=$?
  sed 's/^/    /' "$folder/out" "$folder/err"
  ((status == expected)) || fail "that command must end with exit code $expected, and it ended with $status"
}

# Commands on these lines are the binary of the tour.
martlet() { "$martlet" "$@"; }

# eventually WHAT COMMAND…: waits until a command succeeds; records take a moment from one end to the other.
eventually() {
  local what=$1
  shift
  for _ in {1..300}; do
    "$@" >/dev/null 2>&1 && return
    sleep 0.1
  done
  fail "it did not come to $what"
}

# glance FILE [LINES]: the end of a file.
glance() {
  printf '\n  %s%s%s\n' "$faint" "$1" "$plain"
  tail -n "${2:-3}" "$1" | cut -c 1-110 | sed 's/^/    /'
}
