package io.millwright.eval.clustering;

import static java.util.Map.entry;

import io.millwright.eval.golden.Goldens;
import io.millwright.eval.golden.Goldens.Case;
import io.millwright.eval.golden.Goldens.Operation;
import io.millwright.eval.metric.MetricValue;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Figures of scikit-learn for clustering. Conventions for 0/0 are theirs, applied here. */
class ClusteringGoldenTest {

  private static final Map<String, Operation> COVERED =
      Map.ofEntries(
          entry("silhouette", ClusteringGoldenTest::silhouette),
          entry("davies_bouldin", ClusteringGoldenTest::daviesBouldin),
          entry("calinski_harabasz", ClusteringGoldenTest::calinskiHarabasz),
          entry("rand_index", c -> agreement(c).rand().orElse(1)),
          entry("adjusted_rand", c -> agreement(c).adjustedRand()),
          entry("mutual_info", c -> agreement(c).mutualInformation()),
          entry("nmi", c -> agreement(c).normalizedMutualInformation(mean(c))),
          entry("ami", c -> agreement(c).adjustedMutualInformation(mean(c))),
          entry("homogeneity_completeness_v", ClusteringGoldenTest::homogeneity),
          entry("fowlkes_mallows", c -> agreement(c).fowlkesMallows().orElse(0)),
          entry("contingency", ClusteringGoldenTest::contingency));

  @TestFactory
  Stream<DynamicTest> clustering() {
    return Goldens.tests("clustering.json", COVERED, Set.of());
  }

  private static ClusteredPoints points(Case c) {
    int[] labels = Arrays.stream(c.numbers("labels")).mapToInt(d -> (int) d).toArray();
    return ClusteredPoints.of(c.matrix("X"), labels);
  }

  private static boolean isCountRight(ClusteredPoints points) {
    return points.clusters() >= 2 && points.clusters() < points.points();
  }

  private static Object silhouette(Case c) {
    ClusteredPoints points = points(c);
    return points
        .silhouettes()
        .<Object>map(s -> Map.of("samples", s.toArray(), "mean", points.silhouette()))
        .orElse(points.silhouette());
  }

  private static Object daviesBouldin(Case c) {
    ClusteredPoints points = points(c);
    MetricValue value = points.daviesBouldin();
    return isCountRight(points) ? value.orElse(0) : value;
  }

  private static Object calinskiHarabasz(Case c) {
    ClusteredPoints points = points(c);
    MetricValue value = points.calinskiHarabasz();
    return isCountRight(points) ? value.orElse(1) : value;
  }

  private static ClusterAgreement agreement(Case c) {
    List<String> known = c.labels("labels_true");
    List<String> clusters = c.labels("labels_pred");
    return isWhole(known) && isWhole(clusters)
        ? ClusterAgreement.of(whole(known), whole(clusters))
        : ClusterAgreement.of(known, clusters);
  }

  private static boolean isWhole(List<String> labels) {
    return labels.stream().allMatch(l -> l.matches("-?[0-9]+"));
  }

  private static int[] whole(List<String> labels) {
    return labels.stream().mapToInt(Integer::parseInt).toArray();
  }

  private static EntropyMean mean(Case c) {
    return EntropyMean.valueOf(c.param("average_method").asText().toUpperCase(Locale.ROOT));
  }

  private static Object homogeneity(Case c) {
    ClusterAgreement agreement = agreement(c);
    return Map.of(
        "homogeneity", agreement.homogeneity(),
        "completeness", agreement.completeness(),
        "v", agreement.vMeasure(c.param("beta").asDouble()));
  }

  private static Object contingency(Case c) {
    return Arrays.stream(agreement(c).contingency().toMatrix())
        .map(row -> Arrays.stream(row).boxed().toList())
        .toList();
  }
}
