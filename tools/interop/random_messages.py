"""Random messages of any Protobuf type, unusual values among them."""

import math
import struct

from google.protobuf.descriptor import FieldDescriptor

INTEGERS = {FieldDescriptor.CPPTYPE_INT32: (-(2**31), 2**31 - 1), FieldDescriptor.CPPTYPE_UINT32: (0, 2**32 - 1),
            FieldDescriptor.CPPTYPE_INT64: (-(2**63), 2**63 - 1), FieldDescriptor.CPPTYPE_UINT64: (0, 2**64 - 1)}
DOUBLES = [0.0, -0.0, 1.0, 0.1, -1.5e300, 5e-324, 1e21, 123456789.125, math.inf, -math.inf, math.nan]
# The largest float is missing, since Python writes it in digits that it refuses to read, and so are the smallest, of
# which it writes more digits than are needed.
FLOATS = [0.0, -0.0, 1.0, 0.1, 3.4e38, 1.1754944e-38, 16777216.0, math.inf, -math.inf, math.nan]
LETTERS = ["a", "Z", "7", " ", '"', "\\", "\n", "\x01", "\x00", "é", "e\u0301", "→", "日", "😀", "\u2028", "<", "\x7f"]


class RandomMessages:
    """Makes messages of one schema."""

    def __init__(self, schema, random):
        self._schema = schema
        self._random = random

    def root(self):
        message = self._schema.root()
        self._fill(message, 0)
        return message

    def _fill(self, message, depth):
        """Fills a message that is empty."""
        if special := getattr(self, "_fill_" + message.DESCRIPTOR.name.lower(), None):
            if message.DESCRIPTOR.full_name.startswith("google.protobuf."):
                special(message, depth)
                return
        share = self._random.choice([0.1, 0.5, 0.9]) / (1 + depth)
        for field in message.DESCRIPTOR.fields:
            if field.is_required or self._random.random() < share:
                self._set(message, field, depth)
        for field in self._schema.pool.FindAllExtensions(message.DESCRIPTOR):
            if self._random.random() < share:
                self._set_extension(message, field, depth)

    def _set(self, message, field, depth):
        is_message = field.cpp_type == FieldDescriptor.CPPTYPE_MESSAGE
        if is_message and field.message_type.GetOptions().map_entry:
            self._set_map(getattr(message, field.name), field, depth)
        elif field.is_repeated:
            self._extend(getattr(message, field.name), field, depth)
        elif is_message:
            if depth < 3:
                part = getattr(message, field.name)
                part.SetInParent()
                self._fill(part, depth + 1)
        else:
            setattr(message, field.name, self._scalar(field))

    def _set_extension(self, message, field, depth):
        if field.is_repeated:
            self._extend(message.Extensions[field], field, depth)
        elif field.cpp_type == FieldDescriptor.CPPTYPE_MESSAGE:
            if depth < 3:
                message.Extensions[field].SetInParent()
                self._fill(message.Extensions[field], depth + 1)
        else:
            message.Extensions[field] = self._scalar(field)

    def _extend(self, values, field, depth):
        for _ in range(self._random.choice([0, 1, 3])):
            if field.cpp_type != FieldDescriptor.CPPTYPE_MESSAGE:
                values.append(self._scalar(field))
            elif depth < 3:
                self._fill(values.add(), depth + 1)

    def _set_map(self, entries, field, depth):
        key, value = field.message_type.fields
        for _ in range(self._random.choice([0, 1, 3])):
            if value.cpp_type != FieldDescriptor.CPPTYPE_MESSAGE:
                entries[self._scalar(key)] = self._scalar(value)
            elif depth < 3:
                name = self._scalar(key)
                if name not in entries:
                    self._fill(entries[name], depth + 1)

    def _scalar(self, field):
        random = self._random
        if field.cpp_type in INTEGERS:
            low, high = INTEGERS[field.cpp_type]
            return random.choice([low, high, 0, 1, random.randint(low, high), random.randint(0, 1000)])
        if field.cpp_type == FieldDescriptor.CPPTYPE_BOOL:
            return random.random() < 0.5
        if field.cpp_type == FieldDescriptor.CPPTYPE_ENUM:
            return random.choice(field.enum_type.values).number
        if field.cpp_type == FieldDescriptor.CPPTYPE_DOUBLE:
            return random.choice([*DOUBLES, random.uniform(-1e6, 1e6)])
        if field.cpp_type == FieldDescriptor.CPPTYPE_FLOAT:
            return struct.unpack("f", struct.pack("f", random.choice([*FLOATS, random.uniform(-1e6, 1e6)])))[0]
        if field.type == FieldDescriptor.TYPE_BYTES:
            return random.randbytes(random.randint(0, 20))
        return self._text()

    def _text(self):
        return "".join(self._random.choice(LETTERS) for _ in range(self._random.randint(0, 12)))

    def _fill_timestamp(self, message, _):
        message.seconds = self._random.choice([0, -62135596800, 253402300799, self._random.randint(-(10**10), 10**10)])
        message.nanos = self._random.choice([0, 1, 999_999_999, 120_000_000, 5_000])

    def _fill_duration(self, message, _):
        sign = self._random.choice([1, -1])
        message.seconds = sign * self._random.choice([0, 1, 315_576_000_000, self._random.randint(0, 10**9)])
        if abs(message.seconds) < 315_576_000_000:
            message.nanos = sign * self._random.choice([0, 1, 999_999_999, 120_000_000, 5_000])

    def _fill_fieldmask(self, message, _):
        message.paths.extend(self._random.sample(["a", "a.b", "long_name.other_name", "x9"], self._random.randint(0, 3)))

    def _fill_value(self, message, depth):
        kind = self._random.randint(0, 3 if depth > 3 else 5)
        if kind == 0:
            message.null_value = 0
        elif kind == 1:
            message.number_value = self._random.choice([0, -1.5, 1e300, 3])
        elif kind == 2:
            message.string_value = self._text()
        elif kind == 3:
            message.bool_value = self._random.random() < 0.5
        elif kind == 4:
            message.struct_value.SetInParent()
            self._fill_struct(message.struct_value, depth + 1)
        else:
            message.list_value.SetInParent()
            self._fill_listvalue(message.list_value, depth + 1)

    def _fill_struct(self, message, depth):
        for _ in range(self._random.randint(0, 3)):
            value = message.fields[self._text()]
            value.Clear()
            self._fill_value(value, depth + 1)

    def _fill_listvalue(self, message, depth):
        for _ in range(self._random.randint(0, 3)):
            self._fill_value(message.values.add(), depth + 1)

    def _fill_any(self, message, depth):
        inner = self._schema.root()
        if depth < 2:
            self._fill(inner, depth + 2)
        # The order of a map in the packed bytes is anybody's choice.
        for field, _ in inner.ListFields():
            if field.message_type and field.message_type.GetOptions().map_entry:
                inner.ClearField(field.name)
        message.Pack(inner)
