// valijson over documents of RapidJSON, whose memory is reused from text to text.
#include <rapidjson/document.h>
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include <memory>
#include <valijson/adapters/rapidjson_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validator.hpp>
#include <vector>

#include "harness.h"

struct workload {
  struct records records;
  valijson::Schema schema;
  std::vector<std::unique_ptr<rapidjson::Document>> kept;
};

static void read(rapidjson::Document &document, const uint8_t *start, size_t size) {
  document.Parse<rapidjson::kParseValidateEncodingFlag>(reinterpret_cast<const char *>(start), size);
  if (document.HasParseError()) fail("is no JSON", "RapidJSON");
}

static void check(const struct workload &workload, const rapidjson::Document &document) {
  // It keeps the regular expressions that it has compiled.
  static valijson::Validator validator;
  valijson::adapters::RapidJsonAdapter target(document);
  if (!validator.validate(workload.schema, target, nullptr)) fail("is not valid", "valijson");
}

template <typename Body>
static uint64_t each_text(void *context, Body body) {
  static char pool[1 << 20];
  auto *workload = static_cast<struct workload *>(context);
  uint64_t sum = 0;
  for (size_t place = 0; place < workload->records.count; place++) {
    rapidjson::MemoryPoolAllocator<> allocator(pool, sizeof pool);
    rapidjson::Document document(&allocator);
    read(document, workload->records.starts[place], workload->records.sizes[place]);
    body(*workload, document);
    sum += document.GetType();
  }
  return sum;
}

static uint64_t parse(void *context) {
  return each_text(context, [](const struct workload &, const rapidjson::Document &) {});
}

static uint64_t verdict(void *context) { return each_text(context, check); }

static uint64_t verdict_of_values(void *context) {
  auto *workload = static_cast<struct workload *>(context);
  for (const auto &document : workload->kept) check(*workload, *document);
  return workload->kept.size();
}

static uint64_t write(void *context) {
  static rapidjson::StringBuffer buffer;
  uint64_t sum = 0;
  for (const auto &document : static_cast<struct workload *>(context)->kept) {
    buffer.Clear();
    rapidjson::Writer<rapidjson::StringBuffer> writer(buffer);
    document->Accept(writer);
    sum += buffer.GetSize();
  }
  return sum;
}

static void prepare(struct workload &workload, const char *folder, const char *name) {
  char file[256];
  snprintf(file, sizeof file, "%s.draft-07.schema.json", name);
  size_t size = 0;
  auto *text = reinterpret_cast<uint8_t *>(file_content(folder, file, &size));
  if (!text) fail("is missing", file);
  rapidjson::Document schema;
  read(schema, text, size);
  valijson::SchemaParser parser(valijson::SchemaParser::kDraft7);
  parser.populateSchema(valijson::adapters::RapidJsonAdapter(schema), workload.schema);
  for (size_t place = 0; place < workload.records.count; place++) {
    workload.kept.push_back(std::make_unique<rapidjson::Document>());
    read(*workload.kept.back(), workload.records.starts[place], workload.records.sizes[place]);
  }
}

int main(int argc, char **argv) {
  if (argc < 2) fail("expected a folder", argv[0]);
  static const char *const names[] = {"w1", "w2", "w3", "w4", "payment"};
  static const struct {
    const char *name;
    uint64_t (*pass)(void *);
  } operations[] = {{"verdict", verdict}, {"verdict:value given", verdict_of_values}, {"parse", parse}, {"write", write}};
  enum { COUNT = sizeof names / sizeof *names, OPERATIONS = sizeof operations / sizeof *operations };
  static struct workload workloads[COUNT];
  static char labels[COUNT * OPERATIONS][48];
  static struct row rows[COUNT * OPERATIONS];
  size_t count = 0;
  for (size_t place = 0; place < COUNT; place++) {
    workloads[place].records = read_records(argv[1], names[place]);
    if (!workloads[place].records.count) continue;
    prepare(workloads[place], argv[1], names[place]);
    for (const auto &operation : operations) {
      snprintf(labels[count], sizeof *labels, "%s/%s", names[place], operation.name);
      rows[count] = {labels[count], workloads[place].records.count, operation.pass, &workloads[place]};
      count++;
    }
  }
  return run(argc, argv, rows, count);
}
