// What hand-written C takes for each workload: the bound that a library for any schema is held against.
#include "bound_values.h"

static const size_t ROOM = 1 << 20;
// A struct, and what its lists may take for each byte of a record: an option of two empty texts is the most.
static const size_t ROOM_OF_STRUCT = 1024, ROOM_OF_BYTE = sizeof(struct option);

struct codec {
  struct records records;
  uint8_t *room;
  uint8_t *output;
  uint8_t *kept;
};

static struct input input_of(const struct codec *codec, size_t record, uint8_t *room) {
  const uint8_t *start = codec->records.starts[record];
  return (struct input){start, start + codec->records.sizes[record], room, room + ROOM, 0};
}

static size_t kept_size(const struct records *records) {
  size_t size = 2 * ROOM;
  for (size_t place = 0; place < records->count; place++) size += ROOM_OF_STRUCT + ROOM_OF_BYTE * records->sizes[place];
  return size;
}

// The passes over the records of one type, and what makes the values to write: each with its lists behind it.
#define CODEC(type)                                                                             \
  static uint64_t decode_##type(void *context) {                                                \
    struct codec *codec = context;                                                              \
    struct type *value = (struct type *)codec->room;                                            \
    uint64_t sum = 0;                                                                           \
    for (size_t place = 0; place < codec->records.count; place++) {                             \
      struct input input = input_of(codec, place, codec->room + sizeof *value);                 \
      read_##type(&input, value);                                                               \
      if (input.failed || input.at != input.end) fail("cannot be read", #type);                 \
      black_hole = (uint64_t)(uintptr_t)value;                                                  \
      __asm__ volatile("" ::"r"(value) : "memory");                                             \
      sum += (uint64_t)(input.room - codec->room);                                              \
    }                                                                                           \
    return sum;                                                                                 \
  }                                                                                             \
  static uint64_t encode_##type(void *context) {                                                \
    struct codec *codec = context;                                                              \
    const uint8_t *kept = codec->kept;                                                          \
    uint64_t sum = 0;                                                                           \
    for (size_t place = 0; place < codec->records.count; place++) {                             \
      size_t size = *(const size_t *)kept;                                                      \
      sum += (uint64_t)(write_##type(codec->output, (const struct type *)(kept + 16)) - codec->output); \
      __asm__ volatile("" ::"r"(codec->output) : "memory");                                     \
      kept += size;                                                                             \
    }                                                                                           \
    return sum;                                                                                 \
  }                                                                                             \
  static void prepare_##type(struct codec *codec) {                                             \
    codec->room = allocated(2 * ROOM);                                                          \
    codec->output = allocated(ROOM);                                                            \
    codec->kept = allocated(kept_size(&codec->records));                                        \
    uint8_t *next = codec->kept;                                                                \
    for (size_t place = 0; place < codec->records.count; place++) {                             \
      struct type *value = (struct type *)(next + 16);                                          \
      struct input input = input_of(codec, place, next + 16 + ((sizeof *value + 15) & ~(size_t)15)); \
      read_##type(&input, value);                                                               \
      *(size_t *)next = (size_t)(input.room - next);                                            \
      size_t count = (size_t)(write_##type(codec->output, value) - codec->output);              \
      if (input.failed || count != codec->records.sizes[place] ||                               \
          memcmp(codec->output, codec->records.starts[place], count))                           \
        fail("written otherwise", #type);                                                       \
      next = input.room;                                                                        \
    }                                                                                           \
  }

CODEC(reading)
CODEC(order)
CODEC(series)
CODEC(document)

int main(int argc, char **argv) {
  static struct codec codecs[4];
  static const struct {
    const char *workload, *decode_row, *encode_row;
    uint64_t (*decode)(void *), (*encode)(void *);
    void (*prepare)(struct codec *);
  } types[] = {
      {"w1", "w1/decode", "w1/encode", decode_reading, encode_reading, prepare_reading},
      {"w2", "w2/decode", "w2/encode", decode_order, encode_order, prepare_order},
      {"w3", "w3/decode", "w3/encode", decode_series, encode_series, prepare_series},
      {"w4", "w4/decode", "w4/encode", decode_document, encode_document, prepare_document},
  };
  static struct row rows[8];
  size_t count = 0;
  if (argc < 2) fail("expected a folder", argv[0]);
  for (size_t place = 0; place < 4; place++) {
    struct codec *codec = &codecs[place];
    codec->records = read_records(argv[1], types[place].workload);
    if (!codec->records.count) continue;
    types[place].prepare(codec);
    size_t records = codec->records.count;
    rows[count++] = (struct row){types[place].decode_row, records, types[place].decode, codec};
    rows[count++] = (struct row){types[place].encode_row, records, types[place].encode, codec};
  }
  return run(argc, argv, rows, count);
}
