package io.millwright.features.text;

import io.millwright.Require;
import io.millwright.schema.Field;
import io.millwright.schema.Role;
import io.millwright.schema.Schema;
import io.millwright.table.InvalidRowException;
import io.millwright.table.MapBinding;
import io.millwright.table.RowBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Values of a small schema. */
final class Extraction extends Producer {

  private static final int MOST_FIELDS = 1_000;

  private final FieldExtractor extractor;
  private final Schema schema;
  private final String promptHash;
  private final MapBinding binding;
  private final RowCode code;

  Extraction(String field, FieldExtractor extractor) {
    super(field, extractor.id());
    this.extractor = extractor;
    this.schema = extractor.fields();
    this.promptHash =
        ResultKey.hex("Prompt hash of text model '" + id() + "'", extractor.promptHash());
    List<Field> fields = schema.fields();
    if (fields.size() > MOST_FIELDS || fields.stream().anyMatch(f -> f.role() != Role.FEATURE)) {
      throw Require.violated(
          "Fields of text model '" + id() + "'",
          "at most " + MOST_FIELDS + ", all FEATURES",
          fields.size() + " of other roles too, or too many");
    }
    Set<String> names = fields.stream().map(Field::name).collect(Collectors.toSet());
    this.binding = MapBinding.of(schema, names);
    this.code = new RowCode(schema);
  }

  @Override
  String digest() {
    return digest("extract", id(), promptHash, schema.toJson());
  }

  @Override
  List<Field> fields(boolean optional) {
    String origin = "by " + id() + ", prompt " + promptHash.substring(0, 12);
    return schema.fields().stream()
        .map(
            f ->
                new Field(
                    f.name(),
                    f.type(),
                    f.role(),
                    f.optional() || optional,
                    Optional.of(f.unit().map(u -> u + ", " + origin).orElse(origin)),
                    f.zone()))
        .toList();
  }

  @Override
  int width() {
    return schema.fields().size();
  }

  @Override
  String describe() {
    return field()
        + ": "
        + schema.fields().size()
        + " extracted values by "
        + id()
        + ", prompt "
        + promptHash.substring(0, 12);
  }

  @Override
  List<Outcome<byte[]>> produce(List<String> texts) {
    return produce(texts.size(), () -> extractor.extract(texts), this::encode);
  }

  private Outcome<byte[]> encode(Map<String, Object> values) {
    RowBuffer row = new RowBuffer(schema);
    try {
      binding.read(values, row);
      return code.encode(row);
    } catch (InvalidRowException e) {
      return Outcome.failed("gave '" + e.field() + "', which " + e.reason());
    }
  }

  @Override
  boolean accepts(byte[] result) {
    return code.decode(result, new RowBuffer(schema), 0);
  }

  @Override
  void fill(byte[] result, RowBuffer into, int at) {
    code.decode(result, into, at);
  }
}
