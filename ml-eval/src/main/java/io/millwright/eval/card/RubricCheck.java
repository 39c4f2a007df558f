package io.millwright.eval.card;

/**
 * The checks of the quality rubric: eight dimensions, 100 points.
 *
 * <p>Some are read from the facts about the model; the others need a {@link Fact}, because what
 * they judge happens in another part of the system. On the lines of the ML Test Score; points are
 * this project's, chosen so that a dimension weighs 10, 15 or 20.
 *
 * @see <a href="https://doi.org/10.1109/BigData.2017.8258038">Breck et al. (2017), The ML Test
 *     Score: A Rubric for ML Production Readiness and Technical Debt Reduction</a>
 */
public enum RubricCheck {
  /** The training data passed a quality gate. */
  DATA_QUALITY(Dimension.DATA, 8, "Data quality gate passed", "fact: report of the quality gate"),
  /** Number fields have units. */
  UNITS_DECLARED(Dimension.DATA, 3, "Number features have units", ""),
  /** Features have values in at least half of the training rows. */
  FEATURES_FILLED(Dimension.DATA, 4, "Features have values", ""),

  /** A leakage audit found nothing. */
  LEAKAGE(Dimension.LEAKAGE, 7, "Leakage audit passed", "fact: verdict of the leakage audit"),
  /** Judged rows are not training rows. */
  HOLDOUT_SEPARATE(Dimension.LEAKAGE, 5, "Judged rows were not trained on", ""),
  /** The split respects time and groups. */
  SPLIT_SUITS_USE(
      Dimension.LEAKAGE, 3, "Split respects time and groups", "fact: how the rows were split"),

  /** Offline and online features are the same. */
  PARITY(Dimension.FEATURES, 5, "Offline and online agree", "fact: result of the parity test"),
  /** Features are documented. */
  FEATURES_DOCUMENTED(Dimension.FEATURES, 3, "Feature cards complete", ""),
  /** Serving inputs look like training inputs. */
  SKEW(
      Dimension.FEATURES,
      2,
      "Serving inputs like training inputs",
      "fact: comparison of serving rows with the training profile"),

  /** Metrics have intervals of enough rows. */
  INTERVALS(Dimension.EVALUATION, 4, "Metrics with intervals on enough rows", ""),
  /** Better than the baseline. */
  BEATS_BASELINE(Dimension.EVALUATION, 6, "Better than the baseline", ""),
  /** A gate passed. */
  GATE(Dimension.EVALUATION, 4, "Gate passed", ""),
  /** Slices were judged. */
  SLICES(Dimension.EVALUATION, 3, "Slices judged", ""),
  /** Probabilities, or intervals of a regression, are what they say. */
  CALIBRATION(Dimension.EVALUATION, 3, "Calibration judged", "fact: calibration report"),

  /** Groups are treated alike. */
  FAIRNESS(Dimension.FAIRNESS, 5, "Fairness judged", "fact: fairness report"),
  /** Predictions can be explained. */
  EXPLANATION(Dimension.FAIRNESS, 3, "Explanations checked", "fact: explanation report"),
  /** Ethics, sensitive data, risks and mitigations are stated. */
  ETHICS_STATED(Dimension.FAIRNESS, 2, "Ethics and risks stated", ""),

  /** Latency was measured under load. */
  LATENCY(Dimension.SERVING, 4, "Latency within its objective", "fact: load test"),
  /** A rollback was done. */
  ROLLBACK(Dimension.SERVING, 3, "Rollback done", ""),
  /** The fallback was tried. */
  FALLBACK(Dimension.SERVING, 3, "Fallback tried", "fact: test of the fallback"),

  /** Drift is watched. */
  DRIFT_MONITOR(
      Dimension.MONITORING,
      4,
      "Drift monitor runs",
      "fact: configuration or report of the monitor"),
  /** There is a reference for inputs and predictions. */
  REFERENCE_PROFILE(Dimension.MONITORING, 2, "Reference profile of inputs and predictions", ""),
  /** People know what to do. */
  RUNBOOK(Dimension.MONITORING, 2, "Runbook with owners", ""),
  /** Training anew was tried. */
  RETRAINING(Dimension.MONITORING, 2, "Retraining tried", "fact: a retraining from end to end"),

  /** It is known where the model came from. */
  LINEAGE(Dimension.REPRODUCIBILITY, 3, "Lineage complete", ""),
  /** Training again gave the same model. */
  REPRODUCED(Dimension.REPRODUCIBILITY, 3, "Trained again, same model", "fact: a second training"),
  /** The model card is complete. */
  MODEL_CARD(Dimension.REPRODUCIBILITY, 2, "Model card complete", ""),
  /** There is a brief, and its kill criteria are averted. */
  BRIEF(Dimension.REPRODUCIBILITY, 2, "Problem brief holds", "");

  /** What the checks are about. */
  public enum Dimension {
    DATA("Data quality"),
    LEAKAGE("Leakage and splits"),
    FEATURES("Features and skew"),
    EVALUATION("Model evaluation"),
    FAIRNESS("Fairness and explanation"),
    SERVING("Serving and reliability"),
    MONITORING("Monitoring and retraining"),
    REPRODUCIBILITY("Reproducibility and documentation");

    private final String label;

    Dimension(String label) {
      this.label = label;
    }

    /** What a reader sees. */
    public String label() {
      return label;
    }
  }

  private final Dimension dimension;
  private final int points;
  private final String label;
  private final String wanted;

  RubricCheck(Dimension dimension, int points, String label, String wanted) {
    this.dimension = dimension;
    this.points = points;
    this.label = label;
    this.wanted = wanted;
  }

  /** The dimension it counts in. */
  public Dimension dimension() {
    return dimension;
  }

  /** The points it gives when met. */
  public int points() {
    return points;
  }

  /** What a reader sees. */
  public String label() {
    return label;
  }

  /** Whether it needs a {@link Fact}; the others are read from the facts about the model. */
  public boolean needsFact() {
    return !wanted.isEmpty();
  }

  String wanted() {
    return wanted;
  }
}
