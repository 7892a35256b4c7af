# Part two of the tour: four sources and six targets. Sourced by tools/quickstart.
# shellcheck shell=bash disable=SC2154

part "TWO: THE FLOW"

cat <<'TEXT'

  Sources and targets do not know each other. Between them are topics, and each topic has a contract: a schema that
  what is written must fit, and that changes only in ways that its readers survive.

    website       JSON lines   ──▶  shop.website       JSON Schema  ──┬──▶  analytics.jsonl   for whoever counts visits
    prices        CSV          ──▶  shop.prices        Protobuf     ──┼──▶  shop.db           an SQLite database
    transactions  Avro file    ──▶  shop.transactions  Avro         ──┼──▶  accounting.csv    for a spreadsheet
    interactions  HTTP posts   ──▶  shop.interactions  JSON Schema  ──┼──▶  outbox/           messages to customers
                                                                      ├──▶  audit.log         every record, hash-chained
                                                                      └──▶  metrics.prom      counters
TEXT

# Short paths in what is shown.
ln -s schemas/examples/flow tools/tour/targets tools/tour/http_source.py schemas/examples/json/interaction "$folder"

# wait_for PID…: until these have ended, and none of them badly.
wait_for() {
  local process
  for process in "$@"; do wait "$process" || fail "process $process of the flow has failed"; done
}

# target COMMAND FILTER: starts `COMMAND | FILTER` in the background, so that both can be ended one after the other.
consumers=() programs=()
target() {
  local pipe=$folder/.pipe-${#consumers[@]}
  shown "$1 | $2 &"
  mkfifo "$pipe"
  eval "exec $2" <"$pipe" >"$pipe.log" 2>&1 &
  programs+=($!)
  eval "exec \"\$martlet\" ${1#martlet }" >"$pipe" 2>"$pipe.errors" </dev/null &
  consumers+=($!)
  flow+=("${programs[-1]}" "${consumers[-1]}")
}

say "13. The sources. Each registers the contract of its topic, and sends what it has, in whatever form it has it."
try 0 "martlet produce shop.website flow/website-events.jsonl --schema flow/website-event.json --key-field visitor"
mentions "5 records written"
try 0 "martlet produce shop.prices flow/prices.csv --schema flow/price.proto --key-field article"
mentions "3 records written"
say "    The bank delivers a container file, which is made here first. Its records go on as they are."
try 0 "martlet file write transactions.avro flow/transactions.jsonl --schema flow/transaction.avsc --json plain"
try 0 "martlet file read transactions.avro --json plain |
      martlet produce shop.transactions --json plain --schema flow/transaction.avsc --key-field id"
mentions "4 records written"
say "    Interactions are posted to a small HTTP server, and are on the topic as soon as they are."
shown "python3 http_source.py address | martlet produce shop.interactions --schema interaction/v1.json --key-field customer &"
mkfifo "$folder/.posts"
python3 http_source.py address >"$folder/.posts" &
posts=$!
"$martlet" produce shop.interactions --schema interaction/v1.json --key-field customer \
  <"$folder/.posts" 2>"$folder/.posts.log" &
interactions=$!
flow+=("$posts" "$interactions")
eventually "an HTTP server" test -s address
try 0 "python3 http_source.py --post \$(<address) interaction/interactions.jsonl"

say "14. The targets. Each is one small program that reads lines, and says which topics it wants. They run from now on."
target "martlet consume shop.website shop.interactions -o json" "cat >analytics.jsonl"
target "martlet consume shop.prices shop.transactions -o json --json plain" "targets/sqlite_tables.py shop.db"
target "martlet consume shop.transactions -o json --json plain" "targets/csv_table.py accounting.csv id customer cents currency"
target "martlet consume shop.transactions shop.interactions -o json --json plain" "targets/mail_outbox.py outbox"
target "martlet consume shop.website shop.prices shop.transactions shop.interactions -o json" "targets/audit_log.py audit.log"
target "martlet consume shop.website shop.prices shop.transactions shop.interactions -o json" "targets/metrics.py metrics.prom"

# rows TABLE [COLUMN VALUE]: how many rows of the database there are.
rows() {
  python3 - "$@" <<'PYTHON'
import sqlite3, sys

table, *condition = sys.argv[1:]
where = f' WHERE "{condition[0]}" = ?' if condition else ""
print(sqlite3.connect("shop.db").execute(f'SELECT count(*) FROM "{table}"{where}', condition[1:]).fetchone()[0])
PYTHON
}
# table TABLE: the newest rows of the database.
table() {
  printf '\n  %sshop.db, table %s%s\n' "$faint" "$1" "$plain"
  python3 - "$1" <<'PYTHON'
import sqlite3, sys

rows = sqlite3.connect("shop.db").execute(f'SELECT * FROM "{sys.argv[1]}" ORDER BY id DESC LIMIT 3')
names = [column[0] for column in rows.description]
for row in [names, *rows]:
    print("    " + "".join(str("" if cell is None else cell).ljust(12) for cell in row[2:]).rstrip())
PYTHON
}
is() { [[ $("${@:2}") == "$1" ]]; }
lines() { wc -l <"$1"; }
messages() { find outbox -name '*.txt' | wc -l; }

say "15. What has arrived."
eventually "8 records for analytics" is 8 lines analytics.jsonl
eventually "4 transactions in the database" is 4 rows shop.transactions
eventually "3 prices in the database" is 3 rows shop.prices
eventually "4 lines for accounting" is 5 lines accounting.csv
eventually "15 entries in the audit log" is 15 lines audit.log
eventually "5 messages in the outbox" is 5 messages
eventually "3 interactions counted" grep -qF 'records_total{topic="shop.interactions"} 3' metrics.prom
glance analytics.jsonl 2
table shop.transactions
glance accounting.csv 5
glance metrics.prom 8
printf '\n  %soutbox/0001.txt%s\n' "$faint" "$plain"
sed 's/^/    /' outbox/0001.txt
try 0 "targets/audit_log.py --verify audit.log"
mentions "15 entries, unbroken"

say "16. A source changes. Transactions get a field with a default: version 2 reads what version 1 wrote, so it may come."
try 0 "martlet check flow/transaction-v2.avsc --subject shop.transactions-value"
try 0 "martlet produce shop.transactions flow/transactions-v2.jsonl --json plain --schema flow/transaction-v2.avsc --key-field id"
mentions "2 records written"
say "    No target was told, none was restarted, and none is broken. The database has a column more, the spreadsheet not."
eventually "6 transactions in the database" is 6 rows shop.transactions
eventually "one transaction in cash" is 1 rows shop.transactions method cash
eventually "6 lines for accounting" is 7 lines accounting.csv
eventually "17 entries in the audit log" is 17 lines audit.log
eventually "6 messages in the outbox" is 6 messages
eventually "two schemas of transactions" grep -qF 'schemas_seen{topic="shop.transactions"} 2' metrics.prom
table shop.transactions
glance accounting.csv 3
try 0 "grep transactions metrics.prom"

say "17. Another source makes a mistake: the cents of its prices become text. It is stopped, and told why."
try 1 "martlet produce shop.prices flow/prices.csv --schema flow/price-incompatible.proto --key-field article"
mentions FIELD_SCALAR_KIND_CHANGED
try 1 "martlet check flow/price-incompatible.proto --subject shop.prices-value"
mentions "fix:"
say "    Nothing of it has reached the topic, and so nobody downstream."
[[ $("$martlet" consume shop.prices --exit-at-end | wc -l) == 3 ]] || fail "there must be 3 prices on the topic"

say "18. The flow ends: each target gets the end of its input, and the audit log is still unbroken."
kill "$posts"
wait "$posts" || true
wait_for "$interactions"
kill "${consumers[@]}"
wait_for "${consumers[@]}" "${programs[@]}"
flow=()
try 0 "targets/audit_log.py --verify audit.log"
mentions "17 entries, unbroken"
