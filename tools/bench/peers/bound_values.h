// The records of the workloads as structs, read and written field by field.
#pragma once
#include "bound.h"

struct reading {
  int64_t id;
  struct text key;
  int32_t count;
  double value;
  uint8_t active, level;
  struct text note;
  int64_t at;
};

INLINE void read_reading(struct input *input, struct reading *value) {
  value->id = read_long(input);
  value->key = read_text(input);
  value->count = read_int(input);
  value->value = read_double(input);
  value->active = read_boolean(input);
  value->level = (uint8_t)read_index(input, 4);
  value->note = read_optional_text(input);
  value->at = read_long(input);
}

INLINE uint8_t *write_reading(uint8_t *at, const struct reading *value) {
  at = write_long(at, value->id);
  at = write_text(at, value->key);
  at = write_long(at, value->count);
  at = write_content(at, &value->value, 8);
  *at++ = value->active;
  *at++ = (uint8_t)(value->level << 1);
  at = write_optional_text(at, value->note);
  return write_long(at, value->at);
}

struct address {
  struct text line1, line2, city, region, post_code, country;
  uint8_t has_geo;
  double latitude, longitude;
};

INLINE void read_address(struct input *input, struct address *value) {
  value->line1 = read_text(input);
  value->line2 = read_optional_text(input);
  value->city = read_text(input);
  value->region = read_optional_text(input);
  value->post_code = read_text(input);
  value->country = read_text(input);
  value->has_geo = (uint8_t)read_index(input, 2);
  if (!value->has_geo) return;
  value->latitude = read_double(input);
  value->longitude = read_double(input);
}

INLINE uint8_t *write_address(uint8_t *at, const struct address *value) {
  at = write_text(at, value->line1);
  at = write_optional_text(at, value->line2);
  at = write_text(at, value->city);
  at = write_optional_text(at, value->region);
  at = write_text(at, value->post_code);
  at = write_text(at, value->country);
  *at++ = (uint8_t)(value->has_geo << 1);
  if (!value->has_geo) return at;
  at = write_content(at, &value->latitude, 8);
  return write_content(at, &value->longitude, 8);
}

struct option {
  struct text key, value;
};

INLINE void read_option(struct input *input, struct option *value) {
  value->key = read_text(input);
  value->value = read_text(input);
}

struct counter {
  struct text key;
  int64_t value;
};

INLINE void read_counter(struct input *input, struct counter *value) {
  value->key = read_text(input);
  value->value = read_long(input);
}

struct attribute {
  struct text key;
  size_t branch;
  union {
    struct text text;
    int64_t integer;
    double number;
    uint8_t boolean;
  };
};

INLINE void read_attribute(struct input *input, struct attribute *value) {
  value->key = read_text(input);
  switch (value->branch = read_index(input, 4)) {
  case 0: value->text = read_text(input); break;
  case 1: value->integer = read_long(input); break;
  case 2: value->number = read_double(input); break;
  default: value->boolean = read_boolean(input);
  }
}

INLINE uint8_t *write_attribute(uint8_t *at, const struct attribute *value) {
  at = write_text(at, value->key);
  *at++ = (uint8_t)(value->branch << 1);
  switch (value->branch) {
  case 0: return write_text(at, value->text);
  case 1: return write_long(at, value->integer);
  case 2: return write_content(at, &value->number, 8);
  default: *at++ = value->boolean; return at;
  }
}

struct item {
  struct text sku, title;
  int32_t quantity;
  struct text unit_price;
  uint8_t has_discount, tax_class, backorder;
  double discount;
  int32_t weight;
  struct text *tags;
  size_t tag_count;
  struct option *options;
  size_t option_count;
};

INLINE void read_item(struct input *input, struct item *value) {
  value->sku = read_text(input);
  value->title = read_text(input);
  value->quantity = read_int(input);
  value->unit_price = read_text(input);
  value->has_discount = (uint8_t)read_index(input, 2);
  if (value->has_discount) value->discount = read_double(input);
  value->weight = read_int(input);
  READ_LIST(input, value->tags, value->tag_count, struct text, *item = read_text(input));
  READ_LIST(input, value->options, value->option_count, struct option, read_option(input, item));
  value->tax_class = (uint8_t)read_index(input, 3);
  value->backorder = read_boolean(input);
}

INLINE uint8_t *write_item(uint8_t *at, const struct item *value) {
  at = write_text(at, value->sku);
  at = write_text(at, value->title);
  at = write_long(at, value->quantity);
  at = write_text(at, value->unit_price);
  *at++ = (uint8_t)(value->has_discount << 1);
  if (value->has_discount) at = write_content(at, &value->discount, 8);
  at = write_long(at, value->weight);
  WRITE_LIST(at, value->tags, value->tag_count, struct text, at = write_text(at, *item));
  WRITE_LIST(at, value->options, value->option_count, struct option,
             at = write_text(write_text(at, item->key), item->value));
  *at++ = (uint8_t)(value->tax_class << 1);
  *at++ = value->backorder;
  return at;
}

struct payment {
  size_t branch;
  struct text first, second, authorization;
  int32_t month, year;
  int64_t settled_at;
};

INLINE void read_payment(struct input *input, struct payment *value) {
  value->branch = read_index(input, 3);
  value->first = read_text(input);
  value->second = read_text(input);
  if (value->branch == 0) {
    value->month = read_int(input);
    value->year = read_int(input);
    value->authorization = read_optional_text(input);
  } else if (value->branch == 1) {
    value->settled_at = read_long(input);
  }
}

INLINE uint8_t *write_payment(uint8_t *at, const struct payment *value) {
  *at++ = (uint8_t)(value->branch << 1);
  at = write_text(at, value->first);
  at = write_text(at, value->second);
  if (value->branch == 0) {
    at = write_long(at, value->month);
    at = write_long(at, value->year);
    return write_optional_text(at, value->authorization);
  }
  return value->branch == 1 ? write_long(at, value->settled_at) : at;
}

struct event {
  int64_t at;
  int32_t code;
  struct text actor, note;
};

INLINE void read_event(struct input *input, struct event *value) {
  value->at = read_long(input);
  value->code = read_int(input);
  value->actor = read_text(input);
  value->note = read_optional_text(input);
}

struct order {
  struct text identifier;
  int64_t account;
  uint8_t status, channel, has_updated_at, has_due_date, has_billing, gift;
  int64_t created_at, updated_at;
  int32_t due_date, priority, revision;
  struct text currency, total, tax, signature, note, parent;
  struct address shipping, billing;
  struct item *items;
  struct payment payment;
  struct attribute *attributes;
  struct counter *counters;
  struct event *events;
  size_t item_count, attribute_count, counter_count, event_count;
  const uint8_t *checksum;
  double score;
  float ratio;
};

INLINE void read_order(struct input *input, struct order *value) {
  value->identifier = read_text(input);
  value->account = read_long(input);
  value->status = (uint8_t)read_index(input, 7);
  value->channel = (uint8_t)read_index(input, 4);
  value->created_at = read_long(input);
  value->has_updated_at = (uint8_t)read_index(input, 2);
  if (value->has_updated_at) value->updated_at = read_long(input);
  value->has_due_date = (uint8_t)read_index(input, 2);
  if (value->has_due_date) value->due_date = read_int(input);
  value->currency = read_text(input);
  value->total = read_text(input);
  value->tax = read_text(input);
  read_address(input, &value->shipping);
  value->has_billing = (uint8_t)read_index(input, 2);
  if (value->has_billing) read_address(input, &value->billing);
  READ_LIST(input, value->items, value->item_count, struct item, read_item(input, item));
  read_payment(input, &value->payment);
  READ_LIST(input, value->attributes, value->attribute_count, struct attribute, read_attribute(input, item));
  READ_LIST(input, value->counters, value->counter_count, struct counter, read_counter(input, item));
  READ_LIST(input, value->events, value->event_count, struct event, read_event(input, item));
  value->checksum = read_fixed(input, 16);
  value->signature = read_text(input);
  value->priority = read_int(input);
  value->score = read_double(input);
  value->ratio = read_float(input);
  value->gift = read_boolean(input);
  value->note = read_optional_text(input);
  value->revision = read_int(input);
  value->parent = read_optional_text(input);
}

INLINE uint8_t *write_order(uint8_t *at, const struct order *value) {
  at = write_text(at, value->identifier);
  at = write_long(at, value->account);
  *at++ = (uint8_t)(value->status << 1);
  *at++ = (uint8_t)(value->channel << 1);
  at = write_long(at, value->created_at);
  *at++ = (uint8_t)(value->has_updated_at << 1);
  if (value->has_updated_at) at = write_long(at, value->updated_at);
  *at++ = (uint8_t)(value->has_due_date << 1);
  if (value->has_due_date) at = write_long(at, value->due_date);
  at = write_text(at, value->currency);
  at = write_text(at, value->total);
  at = write_text(at, value->tax);
  at = write_address(at, &value->shipping);
  *at++ = (uint8_t)(value->has_billing << 1);
  if (value->has_billing) at = write_address(at, &value->billing);
  WRITE_LIST(at, value->items, value->item_count, struct item, at = write_item(at, item));
  at = write_payment(at, &value->payment);
  WRITE_LIST(at, value->attributes, value->attribute_count, struct attribute, at = write_attribute(at, item));
  WRITE_LIST(at, value->counters, value->counter_count, struct counter,
             at = write_long(write_text(at, item->key), item->value));
  WRITE_LIST(at, value->events, value->event_count, struct event, {
    at = write_long(write_long(at, item->at), item->code);
    at = write_optional_text(write_text(at, item->actor), item->note);
  });
  at = write_content(at, value->checksum, 16);
  at = write_text(at, value->signature);
  at = write_long(at, value->priority);
  at = write_content(at, &value->score, 8);
  at = write_content(at, &value->ratio, 4);
  *at++ = value->gift;
  at = write_optional_text(at, value->note);
  at = write_long(at, value->revision);
  return write_optional_text(at, value->parent);
}

struct series {
  int64_t identifier;
  double *values;
  int64_t *ticks;
  size_t value_count, tick_count;
};

INLINE void read_series(struct input *input, struct series *value) {
  value->identifier = read_long(input);
  READ_LIST(input, value->values, value->value_count, double, *item = read_double(input));
  READ_LIST(input, value->ticks, value->tick_count, int64_t, *item = read_long(input));
}

INLINE uint8_t *write_series(uint8_t *at, const struct series *value) {
  at = write_long(at, value->identifier);
  WRITE_LIST(at, value->values, value->value_count, double, at = write_content(at, item, 8));
  WRITE_LIST(at, value->ticks, value->tick_count, int64_t, at = write_long(at, *item));
  return at;
}

struct document {
  struct text identifier, title, summary, body, language, footer;
  struct text *lines;
  struct option *labels;
  size_t line_count, label_count;
};

INLINE void read_document(struct input *input, struct document *value) {
  value->identifier = read_text(input);
  value->title = read_text(input);
  value->summary = read_text(input);
  value->body = read_text(input);
  value->language = read_text(input);
  READ_LIST(input, value->lines, value->line_count, struct text, *item = read_text(input));
  READ_LIST(input, value->labels, value->label_count, struct option, read_option(input, item));
  value->footer = read_optional_text(input);
}

INLINE uint8_t *write_document(uint8_t *at, const struct document *value) {
  at = write_text(at, value->identifier);
  at = write_text(at, value->title);
  at = write_text(at, value->summary);
  at = write_text(at, value->body);
  at = write_text(at, value->language);
  WRITE_LIST(at, value->lines, value->line_count, struct text, at = write_text(at, *item));
  WRITE_LIST(at, value->labels, value->label_count, struct option,
             at = write_text(write_text(at, item->key), item->value));
  return write_optional_text(at, value->footer);
}
