package io.millwright.eval.card;

/** What can go wrong with a model in service; each has a page in the {@link Runbook}. */
public enum Incident {
  /** The inputs are no longer what the model learnt from. */
  DRIFT("Drift of the inputs"),
  /** Outcomes show that the model is worse than at release. */
  PERFORMANCE_DROP("Performance drop"),
  /** Answers come too late. */
  LATENCY("Latency"),
  /** Calls fail. */
  ERROR_RATE("Error rate"),
  /** The fallback answers instead of the model. */
  FALLBACK_ACTIVE("Fallback active"),
  /** Rows are missing, malformed, or late. */
  DATA_QUALITY("Data quality"),
  /** Costs exceed what was agreed. */
  BUDGET("Budget");

  private final String label;

  Incident(String label) {
    this.label = label;
  }

  /** What a reader sees. */
  public String label() {
    return label;
  }
}
