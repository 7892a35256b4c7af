extension StandardOptions {
  static let file = StandardOptions(
    options: [
      Option(1, "java_package", .string), Option(8, "java_outer_classname", .string),
      Option(10, "java_multiple_files"), Option(20, "java_generate_equals_and_hash"),
      Option(27, "java_string_check_utf8"),
      Option(9, "optimize_for", .words(["", "SPEED", "CODE_SIZE", "LITE_RUNTIME"])),
      Option(11, "go_package", .string), Option(16, "cc_generic_services"), Option(17, "java_generic_services"),
      Option(18, "py_generic_services"), Option(42, "php_generic_services"), Option(23, "deprecated"),
      Option(31, "cc_enable_arenas"), Option(36, "objc_class_prefix", .string),
      Option(37, "csharp_namespace", .string), Option(39, "swift_prefix", .string),
      Option(40, "php_class_prefix", .string), Option(41, "php_namespace", .string),
      Option(44, "php_metadata_namespace", .string), Option(45, "ruby_package", .string),
    ],
    features: 50, meta: "confluent.file_meta")

  static let message = StandardOptions(
    options: [
      Option(1, "message_set_wire_format"), Option(2, "no_standard_descriptor_accessor"), Option(3, "deprecated"),
      Option(7, "map_entry"), Option(11, "deprecated_legacy_json_field_conflicts"),
    ],
    features: 12, meta: "confluent.message_meta")

  static let field = StandardOptions(
    options: [
      Option(1, "ctype", .words(["STRING", "CORD", "STRING_PIECE"])), Option(2, "packed"),
      Option(6, "jstype", .words(["JS_NORMAL", "JS_STRING", "JS_NUMBER"])), Option(3, "deprecated"),
      Option(5, "lazy"), Option(15, "unverified_lazy"), Option(10, "weak"), Option(16, "debug_redact"),
      Option(17, "retention", .words(["RETENTION_UNKNOWN", "RETENTION_RUNTIME", "RETENTION_SOURCE"])),
      Option(19, "targets", .words(targetTypes.map { "TARGET_TYPE_" + $0 })),
    ],
    features: 21, meta: "confluent.field_meta")

  static let oneof = StandardOptions(options: [], features: 1)

  static let extensionRange = StandardOptions(options: [], features: 50)

  static let enumeration = StandardOptions(
    options: [
      Option(2, "allow_alias"), Option(3, "deprecated"), Option(6, "deprecated_legacy_json_field_conflicts"),
    ],
    features: 7, meta: "confluent.enum_meta")

  static let enumValue = StandardOptions(
    options: [Option(1, "deprecated"), Option(3, "debug_redact")], features: 2, meta: "confluent.enum_value_meta")

  static let service = StandardOptions(options: [Option(33, "deprecated")], features: 34)

  static let method = StandardOptions(
    options: [
      Option(33, "deprecated"),
      Option(34, "idempotency_level", .words(["IDEMPOTENCY_UNKNOWN", "NO_SIDE_EFFECTS", "IDEMPOTENT"])),
    ],
    features: 35)

  /// The fields of `google.protobuf.FeatureSet`.
  static let featureSet = [
    Option(1, "field_presence", .words(["FIELD_PRESENCE_UNKNOWN", "EXPLICIT", "IMPLICIT", "LEGACY_REQUIRED"])),
    Option(2, "enum_type", .words(["ENUM_TYPE_UNKNOWN", "OPEN", "CLOSED"])),
    Option(3, "repeated_field_encoding", .words(["REPEATED_FIELD_ENCODING_UNKNOWN", "PACKED", "EXPANDED"])),
    Option(4, "utf8_validation", .words(["UTF8_VALIDATION_UNKNOWN", "UNVERIFIED", "VERIFY", "NONE"])),
    Option(5, "message_encoding", .words(["MESSAGE_ENCODING_UNKNOWN", "LENGTH_PREFIXED", "DELIMITED"])),
    Option(6, "json_format", .words(["JSON_FORMAT_UNKNOWN", "ALLOW", "LEGACY_BEST_EFFORT"])),
  ]

  private static let targetTypes = [
    "UNKNOWN", "FILE", "EXTENSION_RANGE", "MESSAGE", "FIELD", "ONEOF", "ENUM", "ENUM_ENTRY", "SERVICE", "METHOD",
  ]
}
