package io.millwright.eval.metric;

import static java.util.Map.entry;

import io.millwright.eval.golden.Goldens;
import io.millwright.eval.golden.Goldens.Case;
import io.millwright.eval.golden.Goldens.Operation;
import io.millwright.eval.metric.Confusion.Average;
import io.millwright.eval.metric.RankedScores.Step;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Figures of scikit-learn for classification. Conventions for 0/0 are theirs, applied here. */
class ClassificationGoldenTest {

  private static final Map<String, Operation> COVERED =
      Map.ofEntries(
          entry("accuracy", ClassificationGoldenTest::accuracy),
          entry("balanced_accuracy", ClassificationGoldenTest::balancedAccuracy),
          entry("prf", ClassificationGoldenTest::prf),
          entry("jaccard", ClassificationGoldenTest::jaccard),
          entry("confusion_matrix", ClassificationGoldenTest::confusionMatrix),
          entry("mcc", c -> confusion(c).matthews().orElse(0)),
          entry("cohen_kappa", ClassificationGoldenTest::kappa),
          entry("hamming_loss", ClassificationGoldenTest::hamming),
          entry("binary_rates", ClassificationGoldenTest::rates),
          entry("log_loss", ClassificationGoldenTest::logLoss),
          entry("brier", ClassificationGoldenTest::brier),
          entry("brier_multiclass", ClassificationGoldenTest::brierMulticlass),
          entry("roc_auc", ClassificationGoldenTest::rocAuc),
          entry("roc_auc_multiclass", ClassificationGoldenTest::multiclassAuc),
          entry("average_precision", c -> ranked(c).averagePrecision(weights(c)).orElse(0)),
          entry("ks_score", c -> ranked(c).kolmogorovSmirnov(weights(c))),
          entry("roc_curve", ClassificationGoldenTest::rocCurve),
          entry("pr_curve", ClassificationGoldenTest::prCurve),
          entry("calibration_curve", ClassificationGoldenTest::calibrationCurve),
          entry("ece", ClassificationGoldenTest::ece),
          entry("ece_multiclass_top", ClassificationGoldenTest::topEce),
          entry("multilabel_prf", ClassificationGoldenTest::multilabel),
          entry("average_precision_multilabel", ClassificationGoldenTest::multilabelPrecision),
          entry("precision_at_k", c -> inOrder(c).precisionAt(weights(c), k(c))),
          entry("recall_at_k", c -> inOrder(c).recallAt(weights(c), k(c))),
          entry("lift_gain", ClassificationGoldenTest::gains),
          entry("top_k_accuracy", ClassificationGoldenTest::topAccuracy),
          entry("hinge", ClassificationGoldenTest::hinge));

  @TestFactory
  Stream<DynamicTest> classification() {
    return Goldens.tests("classification.json", COVERED, Set.of());
  }

  private static double[] weights(Case c) {
    return c.weights(c.numbers("y_true").length);
  }

  private static RankedScores ranked(Case c) {
    return RankedScores.of(c.numbers("y_true"), c.numbers("y_score"));
  }

  private static int k(Case c) {
    return c.param("k").intValue();
  }

  /** Theirs breaks ties by position: each row gets a score of its own, in that order. */
  private static RankedScores inOrder(Case c) {
    int[] order = ScoreOrder.descending(c.numbers("y_score"));
    double[] falling = new double[order.length];
    for (int i = 0; i < order.length; i++) {
      falling[order[i]] = -i;
    }
    return RankedScores.of(c.numbers("y_true"), falling);
  }

  private static Object gains(Case c) {
    List<RankedScores.Gain> gains = inOrder(c).gains(c.param("n_bins").intValue());
    if (gains.isEmpty()) {
      return java.util.Optional.empty();
    }
    return Map.of(
        "k",
        gains.stream().mapToDouble(RankedScores.Gain::rows).toArray(),
        "gain",
        gains.stream().mapToDouble(RankedScores.Gain::gain).toArray(),
        "lift",
        gains.stream().mapToDouble(RankedScores.Gain::lift).toArray());
  }

  /** Of equal scores the later class is first in theirs. */
  private static Object topAccuracy(Case c) {
    int classes = c.matrix("y_score")[0].length;
    double[] hits = TopClasses.hits(c.numbers("y_true"), flat(c, "y_score"), classes, k(c), true);
    double[] weights = c.weights(hits.length);
    double share = WeightedMean.of(hits, weights).orElse(Double.NaN);
    return normalised(c) ? share : share * Arrays.stream(weights).sum();
  }

  private static Object hinge(Case c) {
    double[] targets = c.numbers("y_true");
    double[] losses =
        c.isMatrix("decision")
            ? HingeLoss.multiclass(targets, flat(c, "decision"), c.matrix("decision")[0].length)
            : HingeLoss.binary(targets, c.numbers("decision"));
    return WeightedMean.of(losses, c.weights(targets.length));
  }

  private static Object multilabel(Case c) {
    double[][] truth = c.matrix("y_true");
    MultilabelScores scores =
        MultilabelScores.of(truth, c.matrix("y_pred"), c.weights(truth.length));
    double beta = c.param("beta").doubleValue();
    double zero = c.param("zero_division").doubleValue();
    return Map.of(
        "precision", averaged(c, scores, BinaryCounts::precision, zero),
        "recall", averaged(c, scores, BinaryCounts::recall, zero),
        "fbeta", averaged(c, scores, counts -> counts.fBeta(beta), 0));
  }

  private static Object averaged(
      Case c, MultilabelScores scores, Function<BinaryCounts, MetricValue> rate, double zero) {
    String average = c.param("average").asText();
    return average.equals("samples")
        ? scores.averageOfRows(rate, zero)
        : scores.average(Average.valueOf(average.toUpperCase(Locale.ROOT)), rate, zero);
  }

  private static Object multilabelPrecision(Case c) {
    double[][] truth = c.matrix("y_true");
    return MultilabelScores.averagePrecision(
        truth,
        c.matrix("y_score"),
        c.weights(truth.length),
        Average.valueOf(c.param("average").asText().toUpperCase(Locale.ROOT)));
  }

  private static boolean normalised(Case c) {
    return c.param("normalize").asBoolean(true);
  }

  private static List<String> classes(Case c) {
    if (c.param("labels").isArray()) {
      List<String> given = new ArrayList<>();
      c.param("labels").forEach(l -> given.add(l.asText()));
      return given;
    }
    Set<String> all = new TreeSet<>(c.labels("y_true"));
    all.addAll(c.labels("y_pred"));
    List<String> sorted = new ArrayList<>(all);
    if (sorted.stream().allMatch(l -> l.matches("-?[0-9]+"))) {
      sorted.sort((a, b) -> Long.compare(Long.parseLong(a), Long.parseLong(b)));
    }
    return sorted;
  }

  /** Rows with a label outside the classes are dropped. */
  private static Confusion confusion(Case c) {
    List<String> classes = classes(c);
    List<String> truth = c.labels("y_true");
    List<String> said = c.labels("y_pred");
    double[] weights = c.weights(truth.size());
    int[] kept =
        java.util.stream.IntStream.range(0, weights.length)
            .filter(i -> classes.contains(truth.get(i)) && classes.contains(said.get(i)))
            .toArray();
    return Confusion.of(
        classes.size(),
        Arrays.stream(kept).map(i -> classes.indexOf(truth.get(i))).toArray(),
        Arrays.stream(kept).map(i -> classes.indexOf(said.get(i))).toArray(),
        Arrays.stream(kept).mapToDouble(i -> weights[i]).toArray());
  }

  private static Object accuracy(Case c) {
    Confusion confusion = confusion(c);
    double share = confusion.accuracy().orElse(Double.NaN);
    return normalised(c) ? share : share * confusion.total();
  }

  private static Object balancedAccuracy(Case c) {
    Confusion confusion = confusion(c);
    double b = confusion.balancedAccuracy().orElse(Double.NaN);
    if (!c.param("adjusted").asBoolean()) {
      return b;
    }
    int present = 0;
    for (int i = 0; i < confusion.classes(); i++) {
      present += confusion.support(i) > 0 ? 1 : 0;
    }
    return (b - 1.0 / present) / (1 - 1.0 / present);
  }

  private static Object prf(Case c) {
    double beta = c.param("beta").asDouble(1);
    Map<String, Function<BinaryCounts, MetricValue>> rates = new LinkedHashMap<>();
    rates.put("precision", BinaryCounts::precision);
    rates.put("recall", BinaryCounts::recall);
    rates.put("fbeta", counts -> counts.fBeta(beta));
    Confusion confusion = confusion(c);
    Map<String, Object> result = new LinkedHashMap<>();
    rates.forEach((name, rate) -> result.put(name, averaged(c, confusion, rate)));
    result.put("support", "none");
    if (c.param("average").asText().equals("none")) {
      double[] support = new double[confusion.classes()];
      Arrays.setAll(support, confusion::support);
      result.put("support", support);
    }
    return result;
  }

  private static Object jaccard(Case c) {
    return averaged(c, confusion(c), BinaryCounts::jaccard);
  }

  private static Object averaged(
      Case c, Confusion confusion, Function<BinaryCounts, MetricValue> rate) {
    double zero = c.param("zero_division").asDouble(0);
    String average = c.param("average").asText();
    if (average.equals("none")) {
      double[] each = new double[confusion.classes()];
      Arrays.setAll(each, i -> rate.apply(confusion.counts(i)).orElse(zero));
      return each;
    }
    if (average.equals("binary")) {
      int position = classes(c).indexOf(c.param("pos_label").asText("1"));
      BinaryCounts none = new BinaryCounts(0, 0, confusion.total(), 0);
      return rate.apply(position < 0 ? none : confusion.counts(position)).orElse(zero);
    }
    return confusion.average(Average.valueOf(average.toUpperCase(Locale.ROOT)), rate, zero);
  }

  private static Object confusionMatrix(Case c) {
    Confusion confusion = confusion(c);
    String normalize = c.param("normalize").asText();
    int k = confusion.classes();
    double[][] cells = new double[k][k];
    for (int i = 0; i < k; i++) {
      for (int j = 0; j < k; j++) {
        double by =
            switch (normalize) {
              case "true" -> confusion.support(i);
              case "pred" -> confusion.predicted(j);
              case "all" -> confusion.total();
              default -> 1;
            };
        cells[i][j] = by == 0 ? 0 : confusion.weight(i, j) / by;
      }
    }
    return cells;
  }

  private static Object kappa(Case c) {
    int power =
        switch (c.param("weights").asText()) {
          case "linear" -> 1;
          case "quadratic" -> 2;
          default -> 0;
        };
    return confusion(c).kappa(power).orElse(Double.NaN);
  }

  private static Object hamming(Case c) {
    if (!c.isMatrix("y_true")) {
      return 1 - confusion(c).accuracy().orElse(Double.NaN);
    }
    double[] truth = Arrays.stream(c.matrix("y_true")).flatMapToDouble(Arrays::stream).toArray();
    double[] said = Arrays.stream(c.matrix("y_pred")).flatMapToDouble(Arrays::stream).toArray();
    double[] ones = new double[truth.length];
    Arrays.fill(ones, 1);
    return 1 - BinaryCounts.of(truth, said, 0.5, ones).accuracy().orElse(Double.NaN);
  }

  private static Object rates(Case c) {
    BinaryCounts b = BinaryCounts.of(c.numbers("y_true"), c.numbers("y_pred"), 0.5, weights(c));
    double nan = Double.NaN;
    double tpr = b.recall().orElse(nan);
    double tnr = b.specificity().orElse(nan);
    return Map.of(
        "tpr",
        tpr,
        "tnr",
        tnr,
        "fpr",
        1 - tnr,
        "fnr",
        1 - tpr,
        "ppv",
        b.precision().orElse(nan),
        "npv",
        b.negativePredictiveValue().orElse(nan),
        "youden",
        tpr + tnr - 1,
        "gmean",
        Math.sqrt(tpr * tnr));
  }

  /** The known labels: given, else those that occur; fewer than two leave the result undefined. */
  private static Object logLoss(Case c) {
    List<String> truth = c.labels("y_true");
    List<String> labels = new ArrayList<>();
    if (c.param("labels").isArray()) {
      c.param("labels").forEach(l -> labels.add(l.asText()));
    } else {
      labels.addAll(new TreeSet<>(truth));
    }
    if (labels.size() < 2) {
      return MetricValue.undefined("fewer than two classes known");
    }
    double[] targets = truth.stream().mapToDouble(labels::indexOf).toArray();
    double epsilon = c.param("eps").doubleValue();
    double[] losses =
        c.isMatrix("y_prob")
            ? ProbabilityLoss.logLosses(targets, flat(c, "y_prob"), labels.size(), epsilon)
            : ProbabilityLoss.binaryLogLosses(targets, c.numbers("y_prob"), epsilon);
    double[] weights = c.weights(targets.length);
    double mean = WeightedMean.of(losses, weights).orElse(Double.NaN);
    return normalised(c) ? mean : mean * Arrays.stream(weights).sum();
  }

  private static double[] flat(Case c, String name) {
    return Arrays.stream(c.matrix(name)).flatMapToDouble(Arrays::stream).toArray();
  }

  private static Object brier(Case c) {
    double positive = c.param("pos_label").doubleValue();
    double[] targets = Arrays.stream(c.numbers("y_true")).map(y -> y == positive ? 1 : 0).toArray();
    return WeightedMean.of(
        ProbabilityLoss.brierScores(targets, c.numbers("y_prob")), c.weights(targets.length));
  }

  private static Object brierMulticlass(Case c) {
    double[] targets = c.numbers("y_true");
    int classes = c.matrix("y_prob")[0].length;
    return WeightedMean.of(
        ProbabilityLoss.brierScores(targets, flat(c, "y_prob"), classes), weights(c));
  }

  private static Object rocAuc(Case c) {
    return c.param("max_fpr").isNull()
        ? ranked(c).rocAuc(weights(c))
        : ranked(c).partialRocAuc(weights(c), c.param("max_fpr").doubleValue());
  }

  private static Object multiclassAuc(Case c) {
    double[] targets = c.numbers("y_true");
    boolean weighted = c.param("average").asText().equals("weighted");
    MulticlassAuc auc =
        MulticlassAuc.of(targets, flat(c, "y_score"), c.matrix("y_score")[0].length);
    if (c.param("multi_class").asText().equals("ovo")) {
      return weighted ? auc.oneVsOneWeighted(weights(c)) : auc.oneVsOne(weights(c));
    }
    return weighted ? auc.weighted(weights(c)) : auc.macro(weights(c));
  }

  private static Object rocCurve(Case c) {
    List<Step> all = ranked(c).steps(weights(c));
    Step last = all.get(all.size() - 1);
    List<Step> steps =
        c.param("drop_intermediate").asBoolean() ? BinaryCurves.withoutStraight(all) : all;
    return Map.of(
        "fpr",
        steps.stream().mapToDouble(s -> s.falsePositives() / last.falsePositives()).toArray(),
        "tpr",
        steps.stream().mapToDouble(s -> s.truePositives() / last.truePositives()).toArray(),
        "thresholds",
        steps.stream().mapToDouble(Step::threshold).toArray());
  }

  private static Object prCurve(Case c) {
    double[] targets = c.numbers("y_true");
    if (Arrays.stream(targets).noneMatch(y -> y == 1)) {
      // Theirs has recall 1 everywhere; ours is empty.
      List<Step> steps = ranked(c).steps(weights(c));
      int n = steps.size() - 1;
      double[] recall = new double[n + 1];
      double[] precision = new double[n + 1];
      Arrays.fill(recall, 0, n, 1);
      precision[n] = 1;
      return Map.of(
          "precision",
          precision,
          "recall",
          recall,
          "thresholds",
          steps.stream().skip(1).mapToDouble(Step::threshold).sorted().toArray());
    }
    List<CurvePoint> points = BinaryCurves.precisionRecall(ranked(c).steps(weights(c)));
    return Map.of(
        "precision",
        points.stream().mapToDouble(CurvePoint::y).toArray(),
        "recall",
        points.stream().mapToDouble(CurvePoint::x).toArray(),
        "thresholds",
        points.stream().limit(points.size() - 1).mapToDouble(CurvePoint::threshold).toArray());
  }

  private static Reliability reliability(Case c) {
    double[] targets = c.numbers("y_true");
    double[] scores = c.numbers("y_prob");
    int bins = c.param("n_bins").intValue();
    return c.param("strategy").asText().equals("quantile")
        ? Reliability.equalCount(targets, scores, weights(c), bins)
        : Reliability.equalWidth(targets, scores, weights(c), bins);
  }

  private static Object calibrationCurve(Case c) {
    List<Reliability.Bin> bins = reliability(c).bins();
    return Map.of(
        "prob_true",
        bins.stream().mapToDouble(Reliability.Bin::observedRate).toArray(),
        "prob_pred",
        bins.stream().mapToDouble(Reliability.Bin::meanPredicted).toArray());
  }

  private static Object ece(Case c) {
    return errors(reliability(c));
  }

  private static Object topEce(Case c) {
    double[] targets = c.numbers("y_true");
    double[][] probabilities = c.matrix("y_prob");
    double[] correct = new double[targets.length];
    double[] confidence = new double[targets.length];
    for (int i = 0; i < targets.length; i++) {
      int best = 0;
      for (int k = 1; k < probabilities[i].length; k++) {
        best = probabilities[i][k] > probabilities[i][best] ? k : best;
      }
      confidence[i] = probabilities[i][best];
      correct[i] = best == targets[i] ? 1 : 0;
    }
    return Reliability.equalWidth(correct, confidence, weights(c), c.param("n_bins").intValue())
        .expectedError();
  }

  private static Object errors(Reliability r) {
    return Map.of(
        "ece", r.expectedError(), "mce", r.maximumError(), "rmsce", r.rootMeanSquareError());
  }
}
