package io.millwright.testkit;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millwright.model.Prediction;
import io.millwright.model.Task;
import io.millwright.schema.Field;
import io.millwright.schema.Schema;
import io.millwright.table.Column;
import io.millwright.table.JsonLines;
import io.millwright.table.Table;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Golden sets as JSON Lines: a header, then a row a line, its fields beside {@code $score} and
 * {@code $tolerance}. At most {@link #MAX_BYTES} bytes; every fault is named with its line.
 */
final class GoldenSetFile {

  static final long MAX_BYTES = 1L << 26;

  private static final int FORMAT_VERSION = 1;
  private static final String SCORE = "$score";
  private static final String TOLERANCE = "$tolerance";
  private static final Set<String> HEADER =
      Set.of(
          "goldenSet",
          "formatVersion",
          "version",
          "task",
          "model",
          "classes",
          "tolerance",
          "rows",
          "schema");
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();
  private static final int SHOWN = 100;
  private static final long NANOS = 1_000_000_000;

  private final Path file;
  private final List<String> faults = new ArrayList<>();

  private GoldenSetFile(Path file) {
    this.file = file;
  }

  static <P extends Prediction> GoldenSet<P> read(Path file, Task<P> task) {
    GoldenSetFile reader = new GoldenSetFile(file);
    try {
      return reader.read(task);
    } catch (IOException e) {
      throw new UncheckedIOException("Golden set " + file + " cannot be read.", e);
    }
  }

  private <P extends Prediction> GoldenSet<P> read(Task<P> task) throws IOException {
    String text = text();
    int end = text.indexOf('\n');
    if (end < 0) {
      throw refused("must be a header and rows, a line each; has no second line");
    }
    ObjectNode head = object(1, text.substring(0, end));
    if (head == null) {
      throw refused();
    }
    GoldenSet.Header header = header(head, task);
    Schema schema = Schema.fromJson(head.path("schema").toString());
    List<String> lines = text.substring(end + 1).lines().toList();
    if (lines.size() != head.path("rows").asInt(-1)) {
      throw refused(
          "must have " + head.path("rows") + " rows as its header says; has " + lines.size());
    }
    int outputs = task.outputs(header.classes());
    double[] scores = new double[lines.size() * outputs];
    double[] tolerances = new double[lines.size()];
    for (int i = 0; i < lines.size(); i++) {
      readRow(i, lines.get(i), schema, outputs, scores, tolerances);
    }
    if (!faults.isEmpty()) {
      throw refused();
    }
    // The header's line stays as a blank one, so that faults of rows name the file's own lines.
    Table rows = JsonLines.read(new StringReader(text.substring(end)), file.toString(), schema);
    return new GoldenSet<>(header, task, rows, scores, tolerances);
  }

  private String text() throws IOException {
    long size = Files.size(file);
    if (size > MAX_BYTES) {
      throw refused("must have at most " + MAX_BYTES + " bytes; has " + size);
    }
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(Files.readAllBytes(file)))
          .toString();
    } catch (CharacterCodingException e) {
      throw refused("must be UTF-8; is not");
    }
  }

  private GoldenSet.Header header(ObjectNode head, Task<?> task) {
    head.fieldNames()
        .forEachRemaining(
            name -> {
              if (!HEADER.contains(name)) {
                faults.add("line 1: header must not have other members than " + HEADER);
              }
            });
    if (head.path("formatVersion").asInt(-1) != FORMAT_VERSION) {
      faults.add("line 1: 'formatVersion' must be " + FORMAT_VERSION);
    }
    if (!head.path("task").asText().equals(task.id())) {
      faults.add("line 1: 'task' must be " + task.id() + ", as asked for");
    }
    for (String member : List.of("goldenSet", "model", "tolerance")) {
      if (!head.path(member).isTextual()) {
        faults.add("line 1: '" + member + "' must be a string");
      }
    }
    if (!head.path("version").isInt() || !head.path("rows").isInt()) {
      faults.add("line 1: 'version' and 'rows' must be whole numbers");
    }
    List<String> classes = new ArrayList<>();
    head.path("classes").forEach(c -> classes.add(c.asText()));
    if (!faults.isEmpty()) {
      throw refused();
    }
    return new GoldenSet.Header(
        head.path("goldenSet").asText(),
        head.path("version").asInt(),
        head.path("model").asText(),
        classes,
        head.path("tolerance").asText());
  }

  private void readRow(
      int row, String line, Schema schema, int outputs, double[] scores, double[] tolerances) {
    long number = row + 2L;
    ObjectNode node = object(number, line);
    if (node == null) {
      return;
    }
    node.fieldNames()
        .forEachRemaining(
            name -> {
              if (!name.equals(SCORE) && !name.equals(TOLERANCE) && schema.find(name).isEmpty()) {
                faults.add("line " + number + ": row must not have members beside its fields");
              }
            });
    JsonNode score = node.path(SCORE);
    if (score.size() != outputs) {
      faults.add("line " + number + ": '" + SCORE + "' must be " + outputs + " numbers");
      return;
    }
    for (int i = 0; i < outputs; i++) {
      scores[row * outputs + i] = finite(number, SCORE, score.get(i), -Double.MAX_VALUE);
    }
    tolerances[row] = finite(number, TOLERANCE, node.path(TOLERANCE), 0);
  }

  private double finite(long line, String member, JsonNode value, double least) {
    double number = value.isNumber() ? value.doubleValue() : Double.NaN;
    if (!(number >= least && number <= Double.MAX_VALUE)) {
      faults.add("line " + line + ": '" + member + "' must be finite and at least " + least);
    }
    return number;
  }

  private @org.jspecify.annotations.Nullable ObjectNode object(long line, String json) {
    try {
      if (MAPPER.readTree(json) instanceof ObjectNode object) {
        return object;
      }
      faults.add("line " + line + ": must be a JSON object");
    } catch (JsonProcessingException e) {
      faults.add("line " + line + ": must be well-formed JSON");
    }
    return null;
  }

  private IllegalArgumentException refused(String fault) {
    return new IllegalArgumentException(
        "Golden set " + file + " " + fault + ". Record it again or restore it.");
  }

  private IllegalArgumentException refused() {
    String more = faults.size() > SHOWN ? "\n  and " + (faults.size() - SHOWN) + " more" : "";
    return new IllegalArgumentException(
        "Golden set %s cannot be used (%d faults). Record it again or restore it.\n  %s%s"
            .formatted(
                file,
                faults.size(),
                String.join("\n  ", faults.subList(0, Math.min(SHOWN, faults.size()))),
                more));
  }

  static void write(GoldenSet<?> golden, Path file) {
    Path target = file.toAbsolutePath();
    Path draft = target.resolveSibling("." + target.getFileName() + ".part");
    try {
      Path folder = target.getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
      try (FileChannel channel =
          FileChannel.open(
              draft,
              StandardOpenOption.CREATE,
              StandardOpenOption.TRUNCATE_EXISTING,
              StandardOpenOption.WRITE)) {
        ByteBuffer bytes = StandardCharsets.UTF_8.encode(lines(golden));
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
        channel.force(true);
      }
      Files.move(
          draft, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException("Golden set " + file + " cannot be written.", e);
    }
  }

  private static String lines(GoldenSet<?> golden) {
    GoldenSet.Header header = golden.header();
    ObjectNode head =
        MAPPER
            .createObjectNode()
            .put("goldenSet", header.name())
            .put("formatVersion", FORMAT_VERSION)
            .put("version", header.version())
            .put("task", golden.task().id())
            .put("model", header.model())
            .put("tolerance", header.tolerance())
            .put("rows", golden.size());
    header.classes().forEach(head.putArray("classes")::add);
    Schema schema = golden.rows().schema();
    try {
      head.set("schema", MAPPER.readTree(schema.toJson()));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A schema's JSON must be well-formed.", e);
    }
    StringBuilder text = new StringBuilder(head.toString()).append('\n');
    int outputs = golden.task().outputs(header.classes());
    for (int row = 0; row < golden.size(); row++) {
      ObjectNode node = MAPPER.createObjectNode();
      for (Field field : schema.fields()) {
        put(node, field.name(), golden.rows().column(field.name()), row);
      }
      var score = node.putArray(SCORE);
      for (int i = 0; i < outputs; i++) {
        score.add(golden.scores()[row * outputs + i]);
      }
      text.append(node.put(TOLERANCE, golden.tolerance(row))).append('\n');
    }
    return text.toString();
  }

  private static void put(ObjectNode node, String name, Column column, int row) {
    if (name.startsWith("$")) {
      throw new IllegalArgumentException(
          "Field names of a golden set must not begin with '$'; one does. Rename it.");
    }
    if (column.isMissing(row)) {
      return;
    }
    switch (column.type()) {
      case NUMERIC -> number(node, name, column.number(row));
      case INTEGER -> node.put(name, column.integer(row));
      case BOOLEAN -> node.put(name, column.integer(row) == 1);
      case CATEGORICAL, TEXT -> node.put(name, column.string(row));
      case DATE -> node.put(name, LocalDate.ofEpochDay(column.integer(row)).toString());
      case TIMESTAMP -> node.put(name, instant(column.integer(row)).toString());
    }
  }

  private static void number(ObjectNode node, String name, double value) {
    if (Double.isFinite(value)) {
      node.put(name, value);
    } else {
      node.put(name, Double.toString(value));
    }
  }

  private static Instant instant(long nanos) {
    return Instant.ofEpochSecond(Math.floorDiv(nanos, NANOS), Math.floorMod(nanos, NANOS));
  }
}
