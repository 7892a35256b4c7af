#ifndef MARTLET_CKAFKA_SHIM_H
#define MARTLET_CKAFKA_SHIM_H

#include <librdkafka/rdkafka.h>
#include <librdkafka/rdkafka_mock.h>

// Swift cannot call C functions with a variable number of arguments, and rd_kafka_producev is the only
// producing function that takes headers and a timestamp without building an array of unions per record.
// The headers belong to librdkafka when this succeeds, and to the caller when it does not.
static inline rd_kafka_resp_err_t martlet_kafka_produce(
    rd_kafka_t *client, rd_kafka_topic_t *topic, int32_t partition, int64_t timestamp, const void *key,
    size_t key_size, const void *value, size_t value_size, rd_kafka_headers_t *headers, void *opaque) {
  return rd_kafka_producev(
      client, RD_KAFKA_V_RKT(topic), RD_KAFKA_V_PARTITION(partition),
      RD_KAFKA_V_MSGFLAGS(RD_KAFKA_MSG_F_COPY), RD_KAFKA_V_KEY(key, key_size),
      RD_KAFKA_V_VALUE((void *)value, value_size), RD_KAFKA_V_TIMESTAMP(timestamp),
      RD_KAFKA_V_HEADERS(headers), RD_KAFKA_V_OPAQUE(opaque), RD_KAFKA_V_END);
}

// The only function that makes such an object takes a format.
static inline rd_kafka_error_t *martlet_kafka_error(rd_kafka_resp_err_t code) {
  return rd_kafka_error_new(code, "%s", rd_kafka_err2str(code));
}

#endif
