# Part one of the tour: schemas, their versions, and records. Sourced by tools/quickstart.
# shellcheck shell=bash disable=SC2154

examples=schemas/examples/avro/payment

say "2. Register the first version of a schema. The answer is its ID, which every record will carry."
run 0 /dev/null martlet schema register payments-value "$examples/v1.avsc"
answers 1

say "3. Ask before changing. The second version adds a field with a default: it can read what the first one wrote."
run 0 /dev/null martlet check "$examples/v2.avsc" --subject payments-value

say "4. Another change is not compatible, and the check says which field, why, and what would help."
run 1 /dev/null martlet check "$examples/v3-incompatible.avsc" --subject payments-value
mentions country
say "   The registry refuses it as well, so nobody can publish it by accident."
run 1 /dev/null martlet schema register payments-value "$examples/v3-incompatible.avsc"

say "5. Produce records to the topic 'payments': JSON in, Avro framed with the schema's ID on the topic."
run 0 "$examples/payments.jsonl" martlet produce payments

say "6. Consume them: the ID in each record leads to its schema, and the schema to the fields."
run 0 /dev/null martlet consume payments --from beginning --exit-at-end
same_records "$examples/payments.jsonl"

say "7. The schema evolves: register the second version, and produce with it."
run 0 /dev/null martlet schema register payments-value "$examples/v2.avsc"
answers 2
run 0 "$examples/payments-v2.jsonl" martlet produce payments

say "8. Old and new records live on one topic, and each is decoded with the version that wrote it."
run 0 /dev/null martlet consume payments --from beginning --exit-at-end
same_records "$examples/payments.jsonl" "$examples/payments-v2.jsonl"

say "9. What the bytes are: one record, encoded for the topic, and looked into."
head -n 1 "$examples/payments-v2.jsonl" >"$folder/record.json"
run 0 "$folder/record.json" martlet encode --subject payments-value
cp "$folder/out" "$folder/record.base64"
run 0 "$folder/record.base64" martlet inspect --as base64
mentions "ID 2"
run 0 "$folder/record.base64" martlet decode
same_records "$folder/record.json"

say "10. What the registry holds now."
run 0 /dev/null martlet subject show payments-value
mentions payments-value

say "11. Protobuf, too: an order whose file imports another one, which is a schema of its own."
examples=schemas/examples/protobuf/order
run 0 /dev/null martlet schema register money "$examples/money.proto"
run 0 /dev/null martlet schema register orders-value "$examples/v1.proto" --reference money.proto=money:1
run 1 /dev/null martlet check "$examples/v3-incompatible.proto" --subject orders-value --reference money.proto=money:1
mentions ONEOF_FIELD_REMOVED
run 0 "$examples/orders.jsonl" martlet produce orders
run 0 /dev/null martlet consume orders --from beginning --exit-at-end
same_records "$examples/orders.jsonl"

say "12. JSON Schema, too: records are JSON on the topic as well, and held against their schema before they get there."
examples=schemas/examples/json/interaction
run 0 /dev/null martlet schema register interactions-value "$examples/v1.json"
run 1 /dev/null martlet check "$examples/v3-incompatible.json" --subject interactions-value
mentions REQUIRED_PROPERTY_ADDED_TO_UNOPEN_CONTENT_MODEL
run 0 "$examples/interactions.jsonl" martlet produce interactions
run 1 "$examples/interactions-bad.jsonl" martlet produce interactions
mentions "at least 0"
run 0 /dev/null martlet schema register interactions-value "$examples/v2.json"
run 0 "$examples/interactions-v2.jsonl" martlet produce interactions
run 0 /dev/null martlet consume interactions --from beginning --exit-at-end
same_records "$examples/interactions.jsonl" "$examples/interactions-v2.jsonl"
