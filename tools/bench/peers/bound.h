// Reading and writing Avro's primitives as tightly as C allows: for structs whose fields are known beforehand.
//
// Every length and every branch is checked, UTF-8 is not. Texts are places in the input. A failure is remembered and
// reading goes on with zeros, which costs less than looking after each field.
#pragma once
#include "harness.h"

#define INLINE static inline __attribute__((always_inline))

struct text {
  const uint8_t *start;
  size_t count;
};

struct input {
  const uint8_t *at, *end;
  // Where lists are put; taken from the front.
  uint8_t *room, *room_end;
  int failed;
};

INLINE uint64_t failed(struct input *input) {
  input->failed = 1;
  input->at = input->end;
  return 0;
}

INLINE int64_t read_long(struct input *input) {
  uint64_t value = 0;
  const uint8_t *at = input->at;
  for (unsigned shift = 0; shift < 70; shift += 7) {
    if (at == input->end) return (int64_t)failed(input);
    uint8_t byte = *at++;
    value |= (uint64_t)(byte & 0x7F) << shift;
    if (byte < 0x80) {
      if (shift == 63 && byte > 1) break;
      input->at = at;
      return (int64_t)(value >> 1) ^ -(int64_t)(value & 1);
    }
  }
  return (int64_t)failed(input);
}

INLINE int32_t read_int(struct input *input) {
  int64_t value = read_long(input);
  return value == (int32_t)value ? (int32_t)value : (int32_t)failed(input);
}

INLINE size_t read_index(struct input *input, size_t count) {
  uint64_t value = (uint64_t)read_long(input);
  return value < count ? value : failed(input);
}

INLINE const uint8_t *read_fixed(struct input *input, size_t count) {
  const uint8_t *start = input->at;
  if (count > (size_t)(input->end - start)) {
    failed(input);
    return start;
  }
  input->at += count;
  return start;
}

INLINE double read_double(struct input *input) {
  double value = 0;
  if (input->end - input->at < 8) return (double)failed(input);
  memcpy(&value, input->at, 8);
  input->at += 8;
  return value;
}

INLINE float read_float(struct input *input) {
  float value = 0;
  if (input->end - input->at < 4) return (float)failed(input);
  memcpy(&value, input->at, 4);
  input->at += 4;
  return value;
}

INLINE uint8_t read_boolean(struct input *input) {
  if (input->at == input->end || *input->at > 1) return (uint8_t)failed(input);
  return *input->at++;
}

INLINE struct text read_text(struct input *input) {
  uint64_t count = (uint64_t)read_long(input);
  if (count > (size_t)(input->end - input->at)) count = failed(input);
  struct text text = {input->at, count};
  input->at += count;
  return text;
}

// A nullable text; without a start for null.
INLINE struct text read_optional_text(struct input *input) {
  return read_index(input, 2) ? read_text(input) : (struct text){NULL, 0};
}

// The count of the next block of a list. No item of these schemas takes no bytes.
INLINE size_t read_count(struct input *input) {
  int64_t count = read_long(input);
  if (count < 0) {
    count = -(uint64_t)count;
    if ((uint64_t)read_long(input) > (uint64_t)(input->end - input->at)) count = (int64_t)failed(input);
  }
  return (uint64_t)count <= (uint64_t)(input->end - input->at) ? (size_t)count : failed(input);
}

INLINE void *take(struct input *input, size_t size) {
  uint8_t *start = input->room;
  if (size > (size_t)(input->room_end - start)) fail("the lists take too much room", "bound");
  input->room += (size + 15) & ~(size_t)15;
  return start;
}

// Reads a list into `count_of` and `items`: `statement` reads one item into `*item`. A list of several blocks is moved.
#define READ_LIST(input, items, count_of, type, statement)                        \
  do {                                                                            \
    size_t total = 0;                                                             \
    type *list = NULL;                                                            \
    for (size_t block; (block = read_count(input));) {                            \
      type *moved = take(input, (total + block) * sizeof(type));                  \
      if (total) memcpy(moved, list, total * sizeof(type));                       \
      list = moved;                                                               \
      for (type *item = list + total, *end = item + block; item < end; item++) statement; \
      total += block;                                                             \
    }                                                                             \
    (items) = list;                                                               \
    (count_of) = total;                                                           \
  } while (0)

// Writing: the buffer has room for every record, which is not looked at again.

INLINE uint8_t *write_long(uint8_t *at, int64_t value) {
  uint64_t rest = ((uint64_t)value << 1) ^ (uint64_t)(value >> 63);
  while (rest > 0x7F) {
    *at++ = (uint8_t)(rest | 0x80);
    rest >>= 7;
  }
  *at++ = (uint8_t)rest;
  return at;
}

INLINE uint8_t *write_content(uint8_t *at, const void *content, size_t count) {
  memcpy(at, content, count);
  return at + count;
}

INLINE uint8_t *write_text(uint8_t *at, struct text text) {
  return write_content(write_long(at, (int64_t)text.count), text.start, text.count);
}

INLINE uint8_t *write_optional_text(uint8_t *at, struct text text) {
  *at++ = text.start ? 2 : 0;
  return text.start ? write_text(at, text) : at;
}

// Writes a list as one block: `statement` writes one item from `*item`.
#define WRITE_LIST(at, items, count_of, type, statement)                                          \
  do {                                                                                            \
    if (count_of) at = write_long(at, (int64_t)(count_of));                                       \
    for (const type *item = (items), *end = item + (count_of); item < end; item++) statement;     \
    *at++ = 0;                                                                                    \
  } while (0)
