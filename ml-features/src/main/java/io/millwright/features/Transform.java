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
public abstract class Transform {

  Transform() {}

  /** The fields it reads. */
  public abstract List<String> fields();

  /** What it does, in one line for a person. */
  public abstract String describe();

  /** Names of its features as far as they are known before fitting. */
  abstract List<String> names();

  abstract void check(Schema schema, Consumer<String> faults);

  /** Whether it learns from the label. */
  boolean readsLabel() {
    return false;
  }

  /**
   * Null if a fault was reported. A transform that learns from the label also gives {@link
   * Fitting#outOfFold} the training rows' own numbers.
   */
  abstract @Nullable Op fit(Fitting fitting);
}
