package io.millwright.eval.ranking;

import io.millwright.eval.metric.MetricValue;
import java.util.function.Function;

/**
 * A number for one query's ranking; higher is better. Made by {@link RankingMetrics}. Equal by
 * name. Immutable and thread-safe.
 */
public final class RankingMetric {

  private final String name;
  private final Function<JudgedList, MetricValue> kernel;

  RankingMetric(String name, Function<JudgedList, MetricValue> kernel) {
    this.name = name;
    this.kernel = kernel;
  }

  /** Unique, lower case, for example {@code ndcg@10}. */
  public String name() {
    return name;
  }

  MetricValue of(JudgedList list) {
    return kernel.apply(list);
  }

  @Override
  public boolean equals(@org.jspecify.annotations.Nullable Object other) {
    return other instanceof RankingMetric that && name.equals(that.name);
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
