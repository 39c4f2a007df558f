package io.millwright.eval.card;

/** The fields of a system sheet. Fields that evidence answers cannot be stated by people. */
public enum SystemField {
  PROBLEM("Problem", "what is wrong today, for whom"),
  DECISION("Decision it supports", "who decides what with it"),
  SUCCESS("Success metric", "the number that decides, and its goal"),
  BASELINE("Today's way", "what is done without the model"),
  DATA_FLOW("Data flow", "from source to prediction to outcome, with owners"),
  INPUTS("Inputs"),
  MODEL("Model"),
  PERFORMANCE("Performance"),
  LATENCY_SLO("Latency objective", "a percentile and a limit, and where it is measured"),
  AVAILABILITY_SLO("Availability objective", "share of requests answered, and the window"),
  THROUGHPUT_SLO("Throughput objective", "requests or rows a second at peak"),
  FALLBACK("Fallback", "what answers when the model does not"),
  MONITORING("Monitoring", "what is watched, how often, who is told"),
  RETRAINING("Retraining", "when it is trained anew, and who agrees"),
  COSTS("Costs", "to build, to run, and of a wrong answer"),
  OWNER("Owner", "the team that answers for it"),
  RISKS("Risks", "what can go wrong, and what is done about it"),
  STOP_RULES("When to stop", "conditions under which the system is switched off");

  private final String label;
  private final String hint;

  SystemField(String label) {
    this(label, "");
  }

  SystemField(String label, String hint) {
    this.label = label;
    this.hint = hint;
  }

  /** What a reader sees. */
  public String label() {
    return label;
  }

  /** Whether evidence alone can answer it. */
  public boolean isEvidence() {
    return hint.isEmpty();
  }

  String wanted() {
    return isEvidence() ? "give the pipeline" : hint;
  }
}
