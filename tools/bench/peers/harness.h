// What the programs in C and C++ have in common: the records, the clock and the rounds.
//
//   PROGRAM FOLDER ROUNDS MILLISECONDS    measures every row; prints the row and its ns for each record, once a round
//   PROGRAM FOLDER --only ROW PASSES      goes over the records of one row, for those who count instructions
#pragma once
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

struct records {
  size_t count;
  const uint8_t **starts;
  size_t *sizes;
};

struct row {
  const char *name;
  size_t record_count;
  // Goes over all records once; what it gives back is kept, so that no compiler leaves the work out.
  uint64_t (*pass)(void *context);
  void *context;
};

static void fail(const char *what, const char *about) {
  fprintf(stderr, "%s: %s\n", about, what);
  exit(1);
}

static void *allocated(size_t count) {
  void *memory = malloc(count ? count : 1);
  if (!memory) fail("no memory", "malloc");
  return memory;
}

// The content of FOLDER/NAME, with a zero behind it; null if there is no such file.
static char *file_content(const char *folder, const char *name, size_t *size) {
  char path[4096];
  snprintf(path, sizeof path, "%s/%s", folder, name);
  FILE *file = fopen(path, "rb");
  if (!file) return NULL;
  if (fseek(file, 0, SEEK_END)) fail("cannot be read", path);
  long count = ftell(file);
  rewind(file);
  char *content = (char *)allocated((size_t)count + 1);
  if (count < 0 || fread(content, 1, (size_t)count, file) != (size_t)count) fail("cannot be read", path);
  fclose(file);
  content[count] = 0;
  if (size) *size = (size_t)count;
  return content;
}

// The records of a workload, each in memory of its own; none if the folder does not have it.
static struct records read_records(const char *folder, const char *workload) {
  char name[256];
  size_t size = 0;
  snprintf(name, sizeof name, "%s.records", workload);
  uint8_t *content = (uint8_t *)file_content(folder, name, &size);
  struct records records = {0, NULL, NULL};
  if (!content) return records;
  records.starts = (const uint8_t **)allocated((size / 4 + 1) * sizeof *records.starts);
  records.sizes = (size_t *)allocated((size / 4 + 1) * sizeof *records.sizes);
  for (size_t place = 0; place + 4 <= size;) {
    size_t count = 0;
    for (int byte = 3; byte >= 0; byte--) count = count << 8 | content[place + (size_t)byte];
    place += 4;
    if (count > size - place) fail("is cut off", name);
    uint8_t *record = (uint8_t *)allocated(count);
    memcpy(record, content + place, count);
    records.starts[records.count] = record;
    records.sizes[records.count++] = count;
    place += count;
  }
  free(content);
  return records;
}

static double cpu_nanoseconds(void) {
  struct timespec time;
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return (double)time.tv_sec * 1e9 + (double)time.tv_nsec;
}

static volatile uint64_t black_hole;

static void measure(const struct row *row, int rounds, double milliseconds) {
  black_hole = row->pass(row->context);
  for (int round = 0; round < rounds; round++) {
    double started = cpu_nanoseconds(), spent;
    double passes = 0;
    do {
      black_hole = row->pass(row->context);
      passes++;
      spent = cpu_nanoseconds() - started;
    } while (spent < milliseconds * 1e6);
    printf("%s\t%.2f\n", row->name, spent / passes / (double)row->record_count);
  }
}

// Runs the rows as the command line asks.
static int run(int argc, char **argv, const struct row *rows, size_t count) {
  if (argc == 5 && !strcmp(argv[2], "--only")) {
    for (size_t place = 0; place < count; place++)
      if (!strcmp(rows[place].name, argv[3]))
        for (int pass = 0; pass < atoi(argv[4]); pass++) black_hole = rows[place].pass(rows[place].context);
    return 0;
  }
  if (argc != 4) fail("expected FOLDER ROUNDS MILLISECONDS, or FOLDER --only ROW PASSES", argv[0]);
  for (size_t place = 0; place < count; place++) measure(&rows[place], atoi(argv[2]), atof(argv[3]));
  return 0;
}
