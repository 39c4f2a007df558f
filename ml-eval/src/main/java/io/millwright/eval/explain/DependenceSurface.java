package io.millwright.eval.explain;

import java.util.List;

/**
 * How a model's number moves with two fields together: its weighted mean over the sampled rows with
 * both fields set. Immutable and thread-safe.
 *
 * @param fields the two
 * @param first places of the first field
 * @param second places of the second field
 * @param means for each place of the first field, one number for each place of the second
 */
public record DependenceSurface(
    List<String> fields,
    List<DependenceCurve.Place> first,
    List<DependenceCurve.Place> second,
    List<List<Double>> means) {

  /** Copies the lists. */
  public DependenceSurface {
    fields = List.copyOf(fields);
    first = List.copyOf(first);
    second = List.copyOf(second);
    means = means.stream().map(List::copyOf).toList();
  }
}
