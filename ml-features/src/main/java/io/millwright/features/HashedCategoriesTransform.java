package io.millwright.features;

import io.millwright.Require;
import io.millwright.schema.Schema;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A category of a CATEGORICAL field, or the combination of those of several, in a fixed number of
 * buckets: 1 in the bucket of its hash and 0 in the others.
 *
 * <p>The hash of a category is MurmurHash3 (x86, 32 bits, seed 0) of its UTF-8 bytes, the bucket
 * its magnitude modulo the number of buckets; of several, MurmurHash3 of their hashes. Nothing is
 * learnt, so no category is unseen or stored; categories that share a bucket cannot be told apart.
 * Where a field is optional, a last feature tells that one was missing, and the buckets are all 0.
 * Immutable and thread-safe.
 */
public final class HashedCategoriesTransform extends Transform {

  static final int MOST_BUCKETS = 65_536;

  private final List<String> fields;
  private final int buckets;
  private final boolean alternateSign;
  private final List<String> faults;

  private HashedCategoriesTransform(
      List<String> fields, int buckets, boolean alternateSign, List<String> faults) {
    this.fields = fields;
    this.buckets = buckets;
    this.alternateSign = alternateSign;
    this.faults = List.copyOf(faults);
  }

  static HashedCategoriesTransform of(int buckets, String... fields) {
    if (buckets < 1 || buckets > MOST_BUCKETS) {
      throw Require.violated("Number of buckets", "from 1 to " + MOST_BUCKETS, buckets);
    }
    Require.atLeast("Number of fields", fields.length, 1);
    return new HashedCategoriesTransform(List.of(fields), buckets, false, List.of());
  }

  /** Categories whose hash is negative count -1, so that two of one bucket can differ. */
  public HashedCategoriesTransform alternateSign() {
    List<String> all = new ArrayList<>(faults);
    if (alternateSign) {
      all.add(
          "Step alternateSign of '"
              + String.join(", ", fields)
              + "' must be set once; was set twice.");
    }
    return new HashedCategoriesTransform(fields, buckets, true, all);
  }

  @Override
  public List<String> fields() {
    return fields;
  }

  @Override
  public String describe() {
    return HashedCategoriesOp.describe(fields, buckets, alternateSign);
  }

  @Override
  List<String> names() {
    return HashedCategoriesOp.names(fields, buckets, false);
  }

  @Override
  void check(Schema schema, Consumer<String> sink) {
    faults.forEach(sink);
    fields.forEach(f -> OneHotTransform.checkCategorical(schema, f, "hashing", sink));
    if (new HashSet<>(fields).size() != fields.size()) {
      sink.accept(
          "Fields of a hashed cross must differ; '"
              + String.join(", ", fields)
              + "' has one twice.");
    }
  }

  @Override
  @Nullable Op fit(Fitting fitting) {
    Schema schema = fitting.schema();
    boolean missing = fields.stream().anyMatch(f -> schema.field(f).optional());
    return new HashedCategoriesOp(schema, fields, buckets, alternateSign, missing);
  }
}
