// libprotobuf-c, by code that its generator made of the schemas; `generated.h` lists the types by workload.
#include "generated.h"
#include "messages.h"

struct codec {
  struct records records;
  const ProtobufCMessageDescriptor *type;
  ProtobufCMessage **kept;
  uint8_t *output;
};

static uint8_t *room, *room_end, *next_room;

static void *arena_allocate(void *data, size_t size) {
  (void)data;
  size_t rounded = (size + 15) & ~(size_t)15;
  if (rounded > (size_t)(room_end - next_room)) return NULL;
  void *memory = next_room;
  next_room += rounded;
  return memory;
}

static void arena_free(void *data, void *memory) {
  (void)data;
  (void)memory;
}

static ProtobufCAllocator arena = {arena_allocate, arena_free, NULL};

static ProtobufCMessage *decoded(const struct codec *codec, size_t place, ProtobufCAllocator *allocator) {
  ProtobufCMessage *message =
      protobuf_c_message_unpack(codec->type, allocator, codec->records.sizes[place], codec->records.starts[place]);
  if (!message) fail("cannot be decoded", "libprotobuf-c");
  return message;
}

static uint64_t decode(void *context) {
  struct codec *codec = context;
  uint64_t sum = 0;
  for (size_t place = 0; place < codec->records.count; place++) {
    if (place % BATCH == 0) next_room = room;
    sum += (uint64_t)(uintptr_t)decoded(codec, place, &arena);
  }
  return sum;
}

static uint64_t decode_freeing(void *context) {
  struct codec *codec = context;
  uint64_t sum = 0;
  for (size_t place = 0; place < codec->records.count; place++) {
    ProtobufCMessage *message = decoded(codec, place, NULL);
    sum += (uint64_t)(uintptr_t)message;
    protobuf_c_message_free_unpacked(message, NULL);
  }
  return sum;
}

static uint64_t encode(void *context) {
  struct codec *codec = context;
  uint64_t total = 0;
  for (size_t place = 0; place < codec->records.count; place++)
    total += protobuf_c_message_pack(codec->kept[place], codec->output);
  return total;
}

static void prepare(struct codec *codec) {
  size_t largest = 0;
  codec->kept = allocated(codec->records.count * sizeof *codec->kept);
  for (size_t place = 0; place < codec->records.count; place++) {
    codec->kept[place] = decoded(codec, place, NULL);
    size_t size = protobuf_c_message_get_packed_size(codec->kept[place]);
    if (size > largest) largest = size;
  }
  codec->output = allocated(largest);
}

int main(int argc, char **argv) {
  enum { COUNT = sizeof generated / sizeof *generated };
  static struct codec codecs[COUNT];
  static struct row rows[COUNT * ROWS_OF_WORKLOAD];
  size_t count = 0;
  if (argc < 2) fail("expected a folder", argv[0]);
  room = allocated(BATCH * ARENA_SIZE);
  room_end = room + BATCH * ARENA_SIZE;
  for (size_t place = 0; place < COUNT; place++) {
    struct codec *codec = &codecs[place];
    const char *workload = generated[place].workload;
    codec->records = read_records(argv[1], workload);
    codec->type = generated[place].type;
    if (!codec->records.count) continue;
    prepare(codec);
    add_row(rows, &count, workload, "decode", codec->records.count, decode, codec);
    add_row(rows, &count, workload, "decode:freeing", codec->records.count, decode_freeing, codec);
    add_row(rows, &count, workload, "encode", codec->records.count, encode, codec);
  }
  return run(argc, argv, rows, count);
}
