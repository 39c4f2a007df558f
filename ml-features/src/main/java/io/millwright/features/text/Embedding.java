package io.millwright.features.text;

import io.millwright.schema.Field;
import io.millwright.schema.FieldType;
import io.millwright.schema.Role;
import io.millwright.table.RowBuffer;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A vector as NUMERIC fields; its bytes are its floats, high byte first. */
final class Embedding extends Producer {

  private static final int MOST_DIMENSIONS = 1 << 16;

  private final TextEmbedder embedder;
  private final int dimension;

  Embedding(String field, TextEmbedder embedder) {
    super(field, embedder.id());
    this.embedder = embedder;
    this.dimension = embedder.dimension();
    if (dimension < 1 || dimension > MOST_DIMENSIONS) {
      throw io.millwright.Require.violated(
          "Dimension of text model '" + id() + "'", "from 1 to " + MOST_DIMENSIONS, dimension);
    }
  }

  @Override
  String digest() {
    return digest("embed", id(), Integer.toString(dimension));
  }

  @Override
  List<Field> fields(boolean optional) {
    List<Field> fields = new ArrayList<>();
    // In the unit, so that the schema, and all that is fitted over it, tells one model from
    // another.
    Optional<String> unit = Optional.of("by " + id());
    for (int i = 0; i < dimension; i++) {
      fields.add(
          new Field(
              field() + ".embedding." + i,
              FieldType.NUMERIC,
              Role.FEATURE,
              optional,
              unit,
              Optional.empty()));
    }
    return fields;
  }

  @Override
  int width() {
    return dimension;
  }

  @Override
  String describe() {
    return field() + ": " + dimension + " numbers of an embedding by " + id();
  }

  @Override
  List<Outcome<byte[]>> produce(List<String> texts) {
    return produce(texts.size(), () -> embedder.embed(texts), this::encode);
  }

  private Outcome<byte[]> encode(float[] vector) {
    if (vector.length != dimension) {
      throw new IllegalStateException(
          "Text model '"
              + id()
              + "' must give vectors of "
              + dimension
              + " numbers; gave one of "
              + vector.length
              + ".");
    }
    ByteBuffer bytes = ByteBuffer.allocate(4 * dimension);
    for (float x : vector) {
      bytes.putFloat(x);
    }
    return accepts(bytes.array())
        ? Outcome.of(bytes.array())
        : Outcome.failed("gave a vector that is not finite");
  }

  @Override
  boolean accepts(byte[] result) {
    if (result.length != 4 * dimension) {
      return false;
    }
    ByteBuffer bytes = ByteBuffer.wrap(result);
    for (int i = 0; i < dimension; i++) {
      if (!Float.isFinite(bytes.getFloat())) {
        return false;
      }
    }
    return true;
  }

  @Override
  void fill(byte[] result, RowBuffer into, int at) {
    ByteBuffer bytes = ByteBuffer.wrap(result);
    for (int i = 0; i < dimension; i++) {
      into.setNumber(at + i, bytes.getFloat());
    }
  }
}
