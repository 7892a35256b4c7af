// What the programs that code Protobuf messages have in common: where the workloads are.
#pragma once
#include "harness.h"

static const char *const workloads[] = {"w1", "w2", "w3", "w4", "order"};
enum { WORKLOAD_COUNT = sizeof workloads / sizeof *workloads, ROWS_OF_WORKLOAD = 4 };

// Messages are made in one arena and let go together, so many at a time: as a consumer does with a batch.
enum { BATCH = 16, ARENA_SIZE = 1 << 20 };

// The content of FOLDER/WORKLOAD.KIND.
static inline char *workload_file(const char *folder, const char *workload, const char *kind, size_t *size) {
  char name[256];
  snprintf(name, sizeof name, "%s.%s", workload, kind);
  char *content = file_content(folder, name, size);
  if (!content) fail("is missing", name);
  return content;
}

// Adds a row of a workload, whose name is kept.
static void add_row(struct row *rows, size_t *count, const char *workload, const char *what, size_t record_count,
                    uint64_t (*pass)(void *), void *context) {
  size_t size = strlen(workload) + strlen(what) + 2;
  char *name = (char *)allocated(size);
  snprintf(name, size, "%s/%s", workload, what);
  struct row row = {name, record_count, pass, context};
  rows[(*count)++] = row;
}
