/// The files that every schema may import without a reference: Google's well-known types and common types, and the
/// schema registry's own.
///
/// Their numbers, names, types and options are those that Google and Confluent publish; a reference of the same name
/// takes precedence.
public enum BuiltInFiles {
  /// The import paths, sorted.
  public static let names = texts.keys.sorted()

  /// The text of the file that is imported by this path; nil if it is not built in.
  public static func text(of path: String) -> String? { texts[path] }

  private static let texts = [
    "confluent/meta.proto": confluentMeta,
    "confluent/type/decimal.proto": confluentDecimal,
    "confluent/type/variant.proto": confluentVariant,
    "google/protobuf/any.proto": wellKnownAny,
    "google/protobuf/api.proto": wellKnownApi,
    "google/protobuf/cpp_features.proto": cppFeatures,
    "google/protobuf/descriptor.proto": descriptor,
    "google/protobuf/duration.proto": wellKnownDuration,
    "google/protobuf/empty.proto": wellKnownEmpty,
    "google/protobuf/field_mask.proto": wellKnownFieldMask,
    "google/protobuf/java_features.proto": javaFeatures,
    "google/protobuf/source_context.proto": wellKnownSourceContext,
    "google/protobuf/struct.proto": wellKnownStruct,
    "google/protobuf/timestamp.proto": wellKnownTimestamp,
    "google/protobuf/type.proto": wellKnownType,
    "google/protobuf/wrappers.proto": wellKnownWrappers,
    "google/type/calendar_period.proto": googleCalendarPeriod,
    "google/type/color.proto": googleColor,
    "google/type/date.proto": googleDate,
    "google/type/datetime.proto": googleDateTime,
    "google/type/dayofweek.proto": googleDayOfWeek,
    "google/type/decimal.proto": googleDecimal,
    "google/type/expr.proto": googleExpr,
    "google/type/fraction.proto": googleFraction,
    "google/type/interval.proto": googleInterval,
    "google/type/latlng.proto": googleLatLng,
    "google/type/money.proto": googleMoney,
    "google/type/month.proto": googleMonth,
    "google/type/phone_number.proto": googlePhoneNumber,
    "google/type/postal_address.proto": googlePostalAddress,
    "google/type/quaternion.proto": googleQuaternion,
    "google/type/timeofday.proto": googleTimeOfDay,
  ]
}
