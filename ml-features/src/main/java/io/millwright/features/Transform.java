package io.millwright.features;

import io.millwright.schema.Schema;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The definition of one transform: which fields it reads and what it makes of them. Made by {@link
 * Transforms}, put into a {@link FeatureSpec}.
 *
 * <p>Immutable and thread-safe; faults in it are reported by {@link FeatureSpec.Builder#build()},
 * all together.
 */
public abstract sealed class Transform
    permits NumericTransform,
        CyclicalTransform,
        OneHotTransform,
        OrdinalTransform,
        HashedWordsTransform {

  Transform() {}

  /** The fields it reads. */
  public abstract List<String> fields();

  /** What it does, in one line for a person. */
  public abstract String describe();

  /** Names of its features as far as they are known before fitting. */
  abstract List<String> names();

  abstract void check(Schema schema, Consumer<String> faults);

  /** Null if a fault was reported. */
  abstract @Nullable Op fit(Fitting fitting);
}
