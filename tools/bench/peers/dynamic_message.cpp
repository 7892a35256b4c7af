// Protobuf's C++ library: messages by descriptors that are read at run time, and its reader of schemas.
#include <google/protobuf/arena.h>
#include <google/protobuf/compiler/importer.h>
#include <google/protobuf/descriptor.pb.h>
#include <google/protobuf/dynamic_message.h>
#include <google/protobuf/util/json_util.h>

#include <filesystem>
#include <string>
#include <vector>

#include "messages.h"

namespace protobuf = google::protobuf;

struct Codec {
  records encoded;
  records texts;
  const protobuf::Message *prototype;
  std::vector<protobuf::Message *> kept;
  std::string output;
};

static char *block;

static protobuf::ArenaOptions arena_options() {
  protobuf::ArenaOptions options;
  options.initial_block = block;
  options.initial_block_size = ARENA_SIZE;
  return options;
}

static void parse(const Codec &codec, size_t place, protobuf::Message *message) {
  if (!message->ParseFromArray(codec.encoded.starts[place], (int)codec.encoded.sizes[place]))
    fail("cannot be decoded", "DynamicMessage");
}

static uint64_t decode(void *context) {
  Codec &codec = *(Codec *)context;
  uint64_t sum = 0;
  protobuf::Arena arena(arena_options());
  for (size_t place = 0; place < codec.encoded.count; place++) {
    protobuf::Message *message = codec.prototype->New(&arena);
    parse(codec, place, message);
    sum += (uint64_t)(uintptr_t)message;
    if (place % BATCH == BATCH - 1) arena.Reset();
  }
  return sum;
}

static uint64_t encode(void *context) {
  Codec &codec = *(Codec *)context;
  uint64_t total = 0;
  for (protobuf::Message *message : codec.kept) {
    size_t size = message->ByteSizeLong();
    if (size > codec.output.size()) codec.output.resize(size);
    message->SerializeWithCachedSizesToArray((uint8_t *)&codec.output[0]);
    total += size;
  }
  return total;
}

static uint64_t to_json(void *context) {
  Codec &codec = *(Codec *)context;
  uint64_t total = 0;
  std::string text;
  for (protobuf::Message *message : codec.kept) {
    text.clear();
    if (!protobuf::util::MessageToJsonString(*message, &text).ok()) fail("cannot be written as JSON", "DynamicMessage");
    total += text.size();
  }
  return total;
}

static uint64_t from_json(void *context) {
  Codec &codec = *(Codec *)context;
  uint64_t sum = 0;
  protobuf::Arena arena(arena_options());
  for (size_t place = 0; place < codec.texts.count; place++) {
    protobuf::Message *message = codec.prototype->New(&arena);
    protobuf::StringPiece text((const char *)codec.texts.starts[place], codec.texts.sizes[place]);
    if (!protobuf::util::JsonStringToMessage(text, message).ok()) fail("cannot be read from JSON", "DynamicMessage");
    sum += (uint64_t)(uintptr_t)message;
    if (place % BATCH == BATCH - 1) arena.Reset();
  }
  return sum;
}

static void prepare(Codec &codec, const char *folder, const char *workload) {
  size_t size;
  const char *descriptors = workload_file(folder, workload, "descriptors", &size);
  protobuf::FileDescriptorSet set;
  if (!set.ParseFromArray(descriptors, (int)size)) fail("is no set of descriptors", workload);
  // The pool and the factory live as long as the process.
  auto *pool = new protobuf::DescriptorPool;
  for (const auto &file : set.file())
    if (!pool->BuildFile(file)) fail("cannot be linked", file.name().c_str());
  const auto *type = pool->FindMessageTypeByName(workload_file(folder, workload, "message", nullptr));
  if (!type) fail("lacks its type", workload);
  codec.prototype = (new protobuf::DynamicMessageFactory(pool))->GetPrototype(type);
  for (size_t place = 0; place < codec.encoded.count; place++) {
    codec.kept.push_back(codec.prototype->New());
    parse(codec, place, codec.kept.back());
  }
}

struct Errors : protobuf::compiler::MultiFileErrorCollector {
  void AddError(const std::string &file, int, int, const std::string &message) override {
    fail(message.c_str(), file.c_str());
  }
};

// Parses and links all files of a folder.
static uint64_t link(void *context) {
  const std::string &folder = *(const std::string *)context;
  protobuf::compiler::DiskSourceTree tree;
  tree.MapPath("", folder);
  Errors errors;
  protobuf::compiler::Importer importer(&tree, &errors);
  uint64_t sum = 0;
  for (const auto &entry : std::filesystem::directory_iterator(folder))
    sum += (uint64_t)(uintptr_t)importer.Import(entry.path().filename());
  return sum;
}

int main(int argc, char **argv) {
  static Codec codecs[WORKLOAD_COUNT];
  static row rows[WORKLOAD_COUNT * ROWS_OF_WORKLOAD + 1];
  size_t count = 0;
  if (argc < 2) fail("expected a folder", argv[0]);
  block = (char *)allocated(ARENA_SIZE);
  for (size_t place = 0; place < WORKLOAD_COUNT; place++) {
    Codec &codec = codecs[place];
    const char *workload = workloads[place];
    codec.encoded = read_records(argv[1], workload);
    codec.texts = read_records(argv[1], (std::string(workload) + ".json").c_str());
    if (!codec.encoded.count) continue;
    prepare(codec, argv[1], workload);
    add_row(rows, &count, workload, "decode", codec.encoded.count, decode, &codec);
    add_row(rows, &count, workload, "encode", codec.encoded.count, encode, &codec);
    add_row(rows, &count, workload, "to-json", codec.encoded.count, to_json, &codec);
    add_row(rows, &count, workload, "from-json", codec.texts.count, from_json, &codec);
  }
  static std::string schemas = std::string(argv[1]) + "/schemas/set";
  if (std::filesystem::is_directory(schemas)) add_row(rows, &count, "schemas", "link:importer", 1, link, &schemas);
  return run(argc, argv, rows, count);
}
