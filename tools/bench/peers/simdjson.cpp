// simdjson: each text is read into the tape of a reused parser.
#include <simdjson.h>

#include "harness.h"

struct texts {
  struct records records;
  simdjson::dom::parser parser;
};

static uint64_t parse(void *context) {
  auto *texts = static_cast<struct texts *>(context);
  uint64_t sum = 0;
  for (size_t place = 0; place < texts->records.count; place++) {
    simdjson::dom::element value;
    // The texts have nothing readable behind them, so they are copied, as the other programs do it.
    auto *start = reinterpret_cast<const char *>(texts->records.starts[place]);
    if (texts->parser.parse(start, texts->records.sizes[place], true).get(value)) fail("is no JSON", "simdjson");
    sum += static_cast<uint64_t>(value.type());
  }
  return sum;
}

int main(int argc, char **argv) {
  if (argc < 2) fail("expected a folder", argv[0]);
  static const char *const workloads[] = {"w1", "w2", "w3", "w4", "payment"};
  enum { COUNT = sizeof workloads / sizeof *workloads };
  static struct texts texts[COUNT];
  static char names[COUNT][32];
  static struct row rows[COUNT];
  size_t count = 0;
  for (size_t place = 0; place < COUNT; place++) {
    texts[place].records = read_records(argv[1], workloads[place]);
    if (!texts[place].records.count) continue;
    snprintf(names[place], sizeof *names, "%s/parse", workloads[place]);
    rows[count++] = {names[place], texts[place].records.count, parse, &texts[place]};
  }
  return run(argc, argv, rows, count);
}
