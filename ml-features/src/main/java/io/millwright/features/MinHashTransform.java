package io.millwright.features;

import io.millwright.Require;
import io.millwright.schema.FieldType;
import io.millwright.schema.Schema;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Least hashes of a string's character n-grams. Immutable and thread-safe. */
final class MinHashTransform extends Transform {

  /**
   * The definition.
   *
   * @param least characters of the shortest n-gram
   * @param most characters of the longest
   */
  record Settings(String field, int components, int least, int most) {

    static final int MOST_COMPONENTS = 4_096;
    static final int MOST_CHARACTERS = 16;

    /** What is wrong with them, empty if nothing is. */
    String fault() {
      if (components < 1 || components > MOST_COMPONENTS) {
        return "Components must be from 1 to " + MOST_COMPONENTS + "; were " + components + ".";
      }
      if (least < 1 || least > most || most > MOST_CHARACTERS) {
        return "N-grams must have from 1 to "
            + MOST_CHARACTERS
            + " characters, the shortest first; had "
            + least
            + " to "
            + most
            + ".";
      }
      return "";
    }

    String describe() {
      return field
          + ": least hashes of its runs of "
          + least
          + " to "
          + most
          + " characters, "
          + components
          + " of them";
    }
  }

  private final Settings settings;

  MinHashTransform(Settings settings) {
    if (!settings.fault().isEmpty()) {
      throw new IllegalArgumentException(settings.fault());
    }
    this.settings = settings;
    Require.notBlank("Field", settings.field);
  }

  @Override
  public List<String> fields() {
    return List.of(settings.field);
  }

  @Override
  public String describe() {
    return settings.describe();
  }

  @Override
  List<String> names() {
    return MinHashOp.names(settings, false);
  }

  @Override
  void check(Schema schema, Consumer<String> faults) {
    checkString(schema, settings.field, faults);
  }

  static void checkString(Schema schema, String name, Consumer<String> faults) {
    Source.checkRole(schema, name, false, faults)
        .filter(f -> f.type() != FieldType.CATEGORICAL && f.type() != FieldType.TEXT)
        .ifPresent(
            f ->
                faults.accept(
                    "Field '"
                        + name
                        + "' must be CATEGORICAL or TEXT for min-hash; was "
                        + f.type()
                        + "."));
  }

  @Override
  @Nullable Op fit(Fitting fitting) {
    Schema schema = fitting.schema();
    return new MinHashOp(schema, settings, schema.field(settings.field).optional());
  }
}
