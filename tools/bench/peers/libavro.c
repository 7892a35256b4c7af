// libavro's generic values: one reused value is read into; values kept in memory are written to a reused buffer.
// Reading copies strings and does not validate UTF-8. A record read with another schema gets new values each time,
// as reused ones get slower from record to record. Containers are files beside the records.
#include <avro.h>

#include "harness.h"

struct container {
  struct codec *codec;
  const char *compression;
  char path[4096];
};

struct codec {
  struct records records;
  avro_schema_t schema;
  avro_value_iface_t *class;
  avro_value_t value;
  avro_value_t *kept;
  avro_reader_t reader;
  avro_writer_t writer;
  char *output;
  avro_schema_t reader_schema;
  avro_value_iface_t *reader_class;
  avro_value_iface_t *resolver;
  struct container containers[2];
};

static const size_t OUTPUT_SIZE = 1 << 20, BLOCK_SIZE = 64 * 1024;

static void check(int status) {
  if (status) fail(avro_strerror(), "libavro");
}

static avro_schema_t parsed(const char *folder, const char *workload, const char *kind) {
  char name[256];
  size_t size;
  snprintf(name, sizeof name, "%s.%savsc", workload, kind);
  char *text = file_content(folder, name, &size);
  if (!text) return NULL;
  avro_schema_t schema;
  check(avro_schema_from_json_length(text, size, &schema));
  free(text);
  return schema;
}

static uint64_t decode(void *context) {
  struct codec *codec = context;
  for (size_t place = 0; place < codec->records.count; place++) {
    avro_reader_memory_set_source(codec->reader, (const char *)codec->records.starts[place],
                                  (int64_t)codec->records.sizes[place]);
    check(avro_value_read(codec->reader, &codec->value));
  }
  return (uint64_t)(uintptr_t)codec->value.self;
}

static uint64_t encode(void *context) {
  struct codec *codec = context;
  uint64_t total = 0;
  for (size_t place = 0; place < codec->records.count; place++) {
    avro_writer_reset(codec->writer);
    check(avro_value_write(codec->writer, &codec->kept[place]));
    total += (uint64_t)avro_writer_tell(codec->writer);
  }
  return total;
}

static uint64_t decode_resolved(void *context) {
  struct codec *codec = context;
  uint64_t total = 0;
  for (size_t place = 0; place < codec->records.count; place++) {
    avro_value_t target, resolved;
    check(avro_generic_value_new(codec->reader_class, &target));
    check(avro_resolved_writer_new_value(codec->resolver, &resolved));
    avro_resolved_writer_set_dest(&resolved, &target);
    avro_reader_memory_set_source(codec->reader, (const char *)codec->records.starts[place],
                                  (int64_t)codec->records.sizes[place]);
    check(avro_value_read(codec->reader, &resolved));
    total += (uint64_t)(uintptr_t)target.self;
    avro_value_decref(&resolved);
    avro_value_decref(&target);
  }
  return total;
}

static uint64_t write_container(void *context) {
  struct container *container = context;
  avro_file_writer_t writer;
  remove(container->path);
  check(avro_file_writer_create_with_codec(container->path, container->codec->schema, &writer, container->compression,
                                           BLOCK_SIZE));
  for (size_t place = 0; place < container->codec->records.count; place++)
    check(avro_file_writer_append_value(writer, &container->codec->kept[place]));
  check(avro_file_writer_close(writer));
  return 0;
}

static uint64_t read_container(void *context) {
  struct container *container = context;
  avro_file_reader_t reader;
  check(avro_file_reader(container->path, &reader));
  uint64_t count = 0;
  while (!avro_file_reader_read_value(reader, &container->codec->value)) count++;
  if (count != container->codec->records.count) fail("read otherwise", container->path);
  avro_file_reader_close(reader);
  return count;
}

static void prepare_container(struct codec *codec, size_t place, const char *folder, const char *workload,
                              const char *compression) {
  struct container *container = &codec->containers[place];
  container->codec = codec;
  container->compression = compression;
  snprintf(container->path, sizeof container->path, "%s/%s.libavro.%s.avro", folder, workload, compression);
  write_container(container);
}

static void prepare(struct codec *codec, const char *folder, const char *workload) {
  codec->schema = parsed(folder, workload, "");
  codec->class = avro_generic_class_from_schema(codec->schema);
  check(avro_generic_value_new(codec->class, &codec->value));
  codec->output = allocated(OUTPUT_SIZE);
  codec->writer = avro_writer_memory(codec->output, (int64_t)OUTPUT_SIZE);
  codec->reader = avro_reader_memory("", 0);
  codec->kept = allocated(codec->records.count * sizeof *codec->kept);
  for (size_t place = 0; place < codec->records.count; place++) {
    avro_reader_memory_set_source(codec->reader, (const char *)codec->records.starts[place],
                                  (int64_t)codec->records.sizes[place]);
    check(avro_generic_value_new(codec->class, &codec->kept[place]));
    check(avro_value_read(codec->reader, &codec->kept[place]));
    avro_writer_reset(codec->writer);
    check(avro_value_write(codec->writer, &codec->kept[place]));
    if ((size_t)avro_writer_tell(codec->writer) != codec->records.sizes[place]) fail("written otherwise", workload);
  }
  prepare_container(codec, 0, folder, workload, "null");
  prepare_container(codec, 1, folder, workload, "snappy");
  codec->reader_schema = parsed(folder, workload, "basic.");
  if (!codec->reader_schema) return;
  codec->reader_class = avro_generic_class_from_schema(codec->reader_schema);
  codec->resolver = avro_resolved_writer_new(codec->schema, codec->reader_schema);
  if (!codec->resolver) fail(avro_strerror(), workload);
}

enum { WORKLOAD_COUNT = 5, ROWS_OF_WORKLOAD = 7 };

int main(int argc, char **argv) {
  static const char *workloads[WORKLOAD_COUNT] = {"w1", "w2", "w3", "w4", "payment"};
  static struct codec codecs[WORKLOAD_COUNT];
  static char names[WORKLOAD_COUNT * ROWS_OF_WORKLOAD][64];
  static struct row rows[WORKLOAD_COUNT * ROWS_OF_WORKLOAD];
  size_t count = 0;
  if (argc < 2) fail("expected a folder", argv[0]);
  for (size_t place = 0; place < WORKLOAD_COUNT; place++) {
    struct codec *codec = &codecs[place];
    codec->records = read_records(argv[1], workloads[place]);
    if (!codec->records.count) continue;
    prepare(codec, argv[1], workloads[place]);
    const struct row all[ROWS_OF_WORKLOAD] = {
        {"decode", codec->records.count, decode, codec},
        {"encode", codec->records.count, encode, codec},
        {"write-null", codec->records.count, write_container, &codec->containers[0]},
        {"write-snappy", codec->records.count, write_container, &codec->containers[1]},
        {"read-null", codec->records.count, read_container, &codec->containers[0]},
        {"read-snappy", codec->records.count, read_container, &codec->containers[1]},
        {"decode-basic", codec->records.count, decode_resolved, codec},
    };
    for (size_t kind = 0; kind < ROWS_OF_WORKLOAD - (codec->reader_schema ? 0 : 1); kind++) {
      snprintf(names[count], sizeof names[count], "%s/%s", workloads[place], all[kind].name);
      rows[count] = all[kind];
      rows[count].name = names[count];
      count++;
    }
  }
  return run(argc, argv, rows, count);
}
