package io.millwright.eval.metric;

import io.millwright.model.Prediction;
import java.util.function.Function;

/** A metric made of a name, a direction and a kernel. Equal by name and direction. */
record NamedMetric<P extends Prediction>(
    String name, Direction direction, Function<Scored<P>, Metric.Prepared> kernel)
    implements Metric<P> {

  @Override
  public Prepared prepare(Scored<P> rows) {
    return kernel.apply(rows);
  }

  @Override
  public boolean equals(@org.jspecify.annotations.Nullable Object other) {
    return other instanceof NamedMetric<?> that
        && name.equals(that.name)
        && direction == that.direction;
  }

  @Override
  public int hashCode() {
    return name.hashCode();
  }

  @Override
  public String toString() {
    return name;
  }
}
