import java.io.ByteArrayOutputStream;
import java.io.File;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;

/**
 * Avro Java's generic data: one reused record is read into, kept records are written to a reused stream. Reading copies
 * strings and does not validate UTF-8. The time is that of this thread, without the compiler and the collector.
 *
 * <p>JavaCodecs FOLDER ROUNDS MILLISECONDS
 */
public final class JavaCodecs {
  /** How many rounds go by before the measured ones, while the compiler finds out what is worth compiling. */
  private static final int WARM_UP_ROUNDS = 75;

  private static volatile long blackHole;

  private interface Pass {
    long run() throws Exception;
  }

  public static void main(String[] arguments) throws Exception {
    int rounds = Integer.parseInt(arguments[1]);
    double milliseconds = Double.parseDouble(arguments[2]);
    for (String workload : new String[] {"w1", "w2", "w3", "w4", "payment"}) {
      File file = new File(arguments[0], workload + ".records");
      if (!file.exists()) continue;
      List<byte[]> records = records(file);
      Schema schema = schema(arguments[0], workload, "");
      int count = records.size();
      measure(workload + "/decode", count, rounds, milliseconds, decode(records, schema, schema));
      measure(workload + "/encode", count, rounds, milliseconds, encode(records, schema));
      for (String kind : new String[] {"basic", "full"}) {
        Schema reader = schema(arguments[0], workload, kind + ".");
        if (reader == null) continue;
        measure(workload + "/decode-" + kind, count, rounds, milliseconds, decode(records, schema, reader));
      }
    }
  }

  private static Pass decode(List<byte[]> records, Schema writer, Schema reader) {
    GenericDatumReader<Object> datumReader = new GenericDatumReader<>(writer, reader);
    Object[] reused = new Object[1];
    BinaryDecoder[] decoder = new BinaryDecoder[1];
    return () -> {
      long sum = 0;
      for (byte[] record : records) {
        decoder[0] = DecoderFactory.get().binaryDecoder(record, decoder[0]);
        reused[0] = datumReader.read(reused[0], decoder[0]);
        sum += System.identityHashCode(reused[0]);
      }
      return sum;
    };
  }

  private static Pass encode(List<byte[]> records, Schema schema) throws Exception {
    GenericDatumReader<Object> reader = new GenericDatumReader<>(schema);
    GenericDatumWriter<Object> writer = new GenericDatumWriter<>(schema);
    List<Object> kept = new ArrayList<>();
    ByteArrayOutputStream output = new ByteArrayOutputStream(1 << 20);
    BinaryEncoder[] encoder = new BinaryEncoder[1];
    for (byte[] record : records) {
      Object value = reader.read(null, DecoderFactory.get().binaryDecoder(record, null));
      kept.add(value);
      output.reset();
      encoder[0] = EncoderFactory.get().binaryEncoder(output, encoder[0]);
      writer.write(value, encoder[0]);
      encoder[0].flush();
      if (output.size() != record.length) throw new IllegalStateException("a record is written otherwise");
    }
    return () -> {
      long sum = 0;
      for (Object value : kept) {
        output.reset();
        encoder[0] = EncoderFactory.get().binaryEncoder(output, encoder[0]);
        writer.write(value, encoder[0]);
        encoder[0].flush();
        sum += output.size();
      }
      return sum;
    };
  }

  private static void measure(String row, int count, int rounds, double milliseconds, Pass pass) throws Exception {
    double warmUp = WARM_UP_ROUNDS * milliseconds * 1e6;
    for (long started = cpuNanoseconds(); cpuNanoseconds() - started < warmUp; ) blackHole = pass.run();
    for (int round = 0; round < rounds; round++) {
      long started = cpuNanoseconds();
      long spent;
      int passes = 0;
      do {
        blackHole = pass.run();
        passes++;
        spent = cpuNanoseconds() - started;
      } while (spent < milliseconds * 1e6);
      System.out.println(row + "\t" + (double) spent / passes / count);
    }
  }

  private static long cpuNanoseconds() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private static Schema schema(String folder, String workload, String kind) throws Exception {
    File file = new File(folder, workload + "." + kind + "avsc");
    return file.exists() ? new Schema.Parser().parse(file) : null;
  }

  private static List<byte[]> records(File file) throws Exception {
    byte[] content = Files.readAllBytes(file.toPath());
    ByteBuffer buffer = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
    List<byte[]> records = new ArrayList<>();
    for (int place = 0; place < content.length; ) {
      int count = buffer.getInt(place);
      records.add(Arrays.copyOfRange(content, place + 4, place + 4 + count));
      place += 4 + count;
    }
    return records;
  }
}
