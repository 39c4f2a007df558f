package io.millwright.features;

import io.millwright.schema.Schema;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Several numbers of a row over their norm. Immutable and thread-safe. */
final class RowNormTransform extends Transform {

  /** What a row's numbers are divided by. */
  enum Norm {
    /** The sum of the absolute values. */
    L1,
    /** The square root of the sum of squares. */
    L2,
    /** The largest absolute value. */
    MAX
  }

  private final Norm norm;
  private final NumericParts parts;

  RowNormTransform(Norm norm, NumericTransform... parts) {
    this.norm = norm;
    this.parts = NumericParts.of(RowNormOp.word(norm), parts);
  }

  @Override
  public List<String> fields() {
    return parts.fields();
  }

  @Override
  public String describe() {
    return RowNormOp.describe(norm, parts.names());
  }

  @Override
  List<String> names() {
    return RowNormOp.names(norm, parts.names());
  }

  @Override
  void check(Schema schema, Consumer<String> faults) {
    parts.check(schema, faults);
  }

  @Override
  @Nullable Op fit(Fitting fitting) {
    NumericOps ops = parts.fit(fitting);
    return ops == null ? null : new RowNormOp(norm, ops);
  }
}
