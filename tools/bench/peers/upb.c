// upb, the C runtime in the Python package of Protobuf: messages by descriptors that are read at run time.
#include <stdbool.h>

#include "google/protobuf/descriptor.upb.h"
#include "messages.h"
#include "upb/mem/arena.h"
#include "upb/reflection/def.h"
#include "upb/wire/decode.h"
#include "upb/wire/encode.h"

struct codec {
  struct records records;
  const upb_MiniTable *table;
  upb_Message **kept;
  char *block;
};

static upb_Arena *batch_arena(const struct codec *codec) {
  return upb_Arena_Init(codec->block, ARENA_SIZE, &upb_alloc_global);
}

static upb_Message *decoded(const struct codec *codec, size_t place, int options, upb_Arena *arena) {
  upb_Message *message = upb_Message_New(codec->table, arena);
  if (upb_Decode((const char *)codec->records.starts[place], codec->records.sizes[place], message, codec->table, NULL,
                 options, arena) != kUpb_DecodeStatus_Ok)
    fail("cannot be decoded", "upb");
  return message;
}

static uint64_t decode_all(const struct codec *codec, int options) {
  uint64_t sum = 0;
  upb_Arena *arena = batch_arena(codec);
  for (size_t place = 0; place < codec->records.count; place++) {
    sum += (uint64_t)(uintptr_t)decoded(codec, place, options, arena);
    if (place % BATCH == BATCH - 1) {
      upb_Arena_Free(arena);
      arena = batch_arena(codec);
    }
  }
  upb_Arena_Free(arena);
  return sum;
}

static uint64_t decode(void *context) { return decode_all(context, kUpb_DecodeOption_AliasString); }

static uint64_t decode_copying(void *context) { return decode_all(context, 0); }

static uint64_t encode(void *context) {
  struct codec *codec = context;
  uint64_t total = 0;
  upb_Arena *arena = batch_arena(codec);
  for (size_t place = 0; place < codec->records.count; place++) {
    char *bytes;
    size_t size;
    if (upb_Encode(codec->kept[place], codec->table, 0, arena, &bytes, &size) != kUpb_EncodeStatus_Ok)
      fail("cannot be encoded", "upb");
    total += size;
    if (place % BATCH == BATCH - 1) {
      upb_Arena_Free(arena);
      arena = batch_arena(codec);
    }
  }
  upb_Arena_Free(arena);
  return total;
}

static const upb_MiniTable *table_of(const char *folder, const char *workload) {
  size_t size;
  const char *descriptors = workload_file(folder, workload, "descriptors", &size);
  const char *name = workload_file(folder, workload, "message", NULL);
  upb_Arena *arena = upb_Arena_New();
  upb_DefPool *pool = upb_DefPool_New();
  google_protobuf_FileDescriptorSet *set = google_protobuf_FileDescriptorSet_parse(descriptors, size, arena);
  if (!set) fail("is no set of descriptors", workload);
  size_t count;
  const google_protobuf_FileDescriptorProto *const *files = google_protobuf_FileDescriptorSet_file(set, &count);
  for (size_t place = 0; place < count; place++) {
    upb_Status status;
    upb_Status_Clear(&status);
    if (!upb_DefPool_AddFile(pool, files[place], &status)) fail(upb_Status_ErrorMessage(&status), workload);
  }
  const upb_MessageDef *message = upb_DefPool_FindMessageByName(pool, name);
  if (!message) fail("is not in the descriptors", name);
  return upb_MessageDef_MiniTable(message);
}

static void prepare(struct codec *codec, const char *folder, const char *workload) {
  codec->table = table_of(folder, workload);
  codec->block = allocated(ARENA_SIZE);
  codec->kept = allocated(codec->records.count * sizeof *codec->kept);
  upb_Arena *arena = upb_Arena_New();
  for (size_t place = 0; place < codec->records.count; place++) codec->kept[place] = decoded(codec, place, 0, arena);
}

int main(int argc, char **argv) {
  static struct codec codecs[WORKLOAD_COUNT];
  static struct row rows[WORKLOAD_COUNT * ROWS_OF_WORKLOAD];
  size_t count = 0;
  if (argc < 2) fail("expected a folder", argv[0]);
  for (size_t place = 0; place < WORKLOAD_COUNT; place++) {
    struct codec *codec = &codecs[place];
    const char *workload = workloads[place];
    codec->records = read_records(argv[1], workload);
    if (!codec->records.count) continue;
    prepare(codec, argv[1], workload);
    add_row(rows, &count, workload, "decode", codec->records.count, decode, codec);
    add_row(rows, &count, workload, "decode:copying", codec->records.count, decode_copying, codec);
    add_row(rows, &count, workload, "encode", codec->records.count, encode, codec);
  }
  return run(argc, argv, rows, count);
}
