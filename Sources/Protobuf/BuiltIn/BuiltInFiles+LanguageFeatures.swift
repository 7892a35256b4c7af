extension BuiltInFiles {
  static let cppFeatures = """
    syntax = "proto2";

    package pb;

    import "google/protobuf/descriptor.proto";

    message CppFeatures {
      enum StringType {
        STRING_TYPE_UNKNOWN = 0;
        VIEW = 1;
        CORD = 2;
        STRING = 3;
      }
      enum RepeatedType {
        REPEATED_TYPE_UNKNOWN = 0;
        LEGACY = 1;
        PROXY = 2;
      }
      optional bool legacy_closed_enum = 1 [
        retention = RETENTION_RUNTIME, targets = TARGET_TYPE_FIELD, targets = TARGET_TYPE_FILE,
        edition_defaults = { value: "true", edition: EDITION_LEGACY },
        edition_defaults = { value: "false", edition: EDITION_PROTO3 },
        feature_support = { edition_introduced: EDITION_2023, edition_deprecated: EDITION_2023,
          deprecation_warning: "Deprecated" }
      ];
      optional StringType string_type = 2 [
        retention = RETENTION_RUNTIME, targets = TARGET_TYPE_FIELD, targets = TARGET_TYPE_FILE,
        edition_defaults = { value: "STRING", edition: EDITION_LEGACY },
        edition_defaults = { value: "VIEW", edition: EDITION_2024 },
        feature_support = { edition_introduced: EDITION_2023 }
      ];
      optional bool enum_name_uses_string_view = 3 [
        retention = RETENTION_RUNTIME, targets = TARGET_TYPE_ENUM, targets = TARGET_TYPE_FILE,
        edition_defaults = { value: "false", edition: EDITION_LEGACY },
        edition_defaults = { value: "true", edition: EDITION_2024 },
        feature_support = { edition_introduced: EDITION_2024 }
      ];
      optional RepeatedType repeated_type = 4 [
        retention = RETENTION_RUNTIME, targets = TARGET_TYPE_FIELD, targets = TARGET_TYPE_FILE,
        edition_defaults = { value: "LEGACY", edition: EDITION_LEGACY },
        feature_support = { edition_introduced: EDITION_UNSTABLE }
      ];
    }

    extend google.protobuf.FeatureSet {
      optional CppFeatures cpp = 1000;
    }

    """

  static let javaFeatures = """
    syntax = "proto2";

    package pb;

    import "google/protobuf/descriptor.proto";

    option java_package = "com.google.protobuf";
    option java_outer_classname = "JavaFeaturesProto";

    message JavaFeatures {
      enum Utf8Validation {
        UTF8_VALIDATION_UNKNOWN = 0;
        DEFAULT = 1;
        VERIFY = 2;
      }
      message NestInFileClassFeature {
        enum NestInFileClass {
          NEST_IN_FILE_CLASS_UNKNOWN = 0;
          NO = 1;
          YES = 2;
          LEGACY = 3 [feature_support = { edition_introduced: EDITION_2024, edition_removed: EDITION_2024 }];
        }
        reserved 1 to max;
      }
      optional bool legacy_closed_enum = 1 [
        retention = RETENTION_RUNTIME, targets = TARGET_TYPE_FIELD, targets = TARGET_TYPE_FILE,
        edition_defaults = { value: "true", edition: EDITION_LEGACY },
        edition_defaults = { value: "false", edition: EDITION_PROTO3 },
        feature_support = { edition_introduced: EDITION_2023, edition_deprecated: EDITION_2023,
          deprecation_warning: "Deprecated" }
      ];
      optional Utf8Validation utf8_validation = 2 [
        retention = RETENTION_RUNTIME, targets = TARGET_TYPE_FIELD, targets = TARGET_TYPE_FILE,
        edition_defaults = { value: "DEFAULT", edition: EDITION_LEGACY },
        feature_support = { edition_introduced: EDITION_2023, edition_deprecated: EDITION_2024,
          deprecation_warning: "Deprecated" }
      ];
      optional bool large_enum = 3 [
        retention = RETENTION_RUNTIME, targets = TARGET_TYPE_ENUM, targets = TARGET_TYPE_FILE,
        edition_defaults = { value: "false", edition: EDITION_LEGACY },
        feature_support = { edition_introduced: EDITION_2024 }
      ];
      optional bool use_old_outer_classname_default = 4 [
        retention = RETENTION_RUNTIME, targets = TARGET_TYPE_FILE,
        edition_defaults = { value: "true", edition: EDITION_LEGACY },
        edition_defaults = { value: "false", edition: EDITION_2024 },
        feature_support = { edition_introduced: EDITION_2024, edition_removed: EDITION_2024 }
      ];
      optional NestInFileClassFeature.NestInFileClass nest_in_file_class = 5 [
        retention = RETENTION_RUNTIME, targets = TARGET_TYPE_MESSAGE, targets = TARGET_TYPE_ENUM,
        targets = TARGET_TYPE_SERVICE, edition_defaults = { value: "LEGACY", edition: EDITION_LEGACY },
        edition_defaults = { value: "NO", edition: EDITION_2024 },
        feature_support = { edition_introduced: EDITION_2024 }
      ];
      reserved 6;
    }

    extend google.protobuf.FeatureSet {
      optional JavaFeatures java = 1001;
    }

    """
}
