package io.millwright.eval.card;

/**
 * The fields of a model card.
 *
 * <p>They follow Mitchell et al. (2019) and the usual templates of model hubs. Fields that evidence
 * answers cannot be stated by people.
 *
 * @see <a href="https://doi.org/10.1145/3287560.3287596">Mitchell et al. (2019), Model Cards for
 *     Model Reporting</a>, section 4
 */
public enum CardField {
  NAME(Part.DETAILS, "Name", "how people call the model"),
  VERSION(Part.DETAILS, "Version", "which version this is about"),
  OWNER(Part.DETAILS, "Owner", "the team that answers for it"),
  CONTACT(Part.DETAILS, "Contact", "where questions go"),
  LICENCE(Part.DETAILS, "Licence", "who may use it under which terms"),
  REFERENCES(Part.DETAILS, "References", "papers, tickets or documents to read and cite"),
  TYPE(Part.DETAILS, "Type"),
  DATE(Part.DETAILS, "Trained"),
  TRAINER(Part.DETAILS, "Trainer"),
  PARAMETERS(Part.DETAILS, "Parameters"),
  SEED(Part.DETAILS, "Seed"),
  LIBRARIES(Part.DETAILS, "Libraries"),
  RUNTIME(Part.DETAILS, "JVM and machine"),
  MODEL_IDENTITY(Part.DETAILS, "Model identity"),
  BUNDLE_DIGEST(Part.DETAILS, "Digest of the bundle"),

  INTENDED_USE(Part.USE, "Intended use", "the decision it supports, and how"),
  USERS(Part.USE, "Intended users", "who acts on the predictions"),
  OUT_OF_SCOPE(Part.USE, "Out-of-scope uses", "what it must not be used for"),

  GROUPS(Part.FACTORS, "Groups", "groups of people or cases for which it may work differently"),
  INSTRUMENTATION(Part.FACTORS, "Instrumentation", "how inputs are measured or typed in"),
  ENVIRONMENT(Part.FACTORS, "Environment", "where and under which conditions it runs"),
  EVALUATED_FACTORS(Part.FACTORS, "Evaluated factors"),

  PERFORMANCE(Part.METRICS, "Performance measures"),
  WHY_THESE_METRICS(Part.METRICS, "Why these metrics", "what they mean for the decision"),
  DECISION_THRESHOLD(Part.METRICS, "Decision threshold", "where it lies and who chose it"),
  EVALUATED_THRESHOLDS(Part.METRICS, "Evaluated thresholds"),
  UNCERTAINTY(Part.METRICS, "How intervals were made"),

  EVALUATION_SOURCE(Part.EVALUATION, "Evaluation data", "where the rows come from, and when"),
  EVALUATION_MOTIVATION(Part.EVALUATION, "Why these data", "why they stand for the use"),
  EVALUATION_PREPARATION(Part.EVALUATION, "Preparation", "what was left out or changed before"),
  EVALUATION_ROWS(Part.EVALUATION, "Rows judged"),
  EVALUATION_FINGERPRINT(Part.EVALUATION, "Fingerprint of the rows judged"),
  EVALUATED_AT(Part.EVALUATION, "Evaluated"),

  TRAINING_SOURCE(Part.TRAINING, "Training data", "where the rows come from, and when"),
  TRAINING_PREPARATION(Part.TRAINING, "Preparation", "what was left out or changed before"),
  TRAINING_ROWS(Part.TRAINING, "Rows trained on"),
  TRAINING_FIELDS(Part.TRAINING, "Fields"),
  TRAINING_FINGERPRINT(Part.TRAINING, "Fingerprint of the training data"),

  UNITARY_RESULTS(Part.ANALYSES, "Unitary results"),
  INTERSECTIONAL_RESULTS(Part.ANALYSES, "Intersectional results"),
  FAIRNESS(Part.ANALYSES, "Fairness"),

  ETHICS(Part.ETHICS, "Ethical considerations", "who may be harmed and what the law says"),
  SENSITIVE_DATA(Part.ETHICS, "Sensitive data", "personal or sensitive inputs, and the ground"),
  RISKS(Part.ETHICS, "Risks and harms", "what can go wrong for whom, how likely"),
  MITIGATIONS(Part.ETHICS, "Mitigations", "what is done about the risks"),

  LIMITATIONS(Part.CAVEATS, "Limitations", "where it is known to be weak"),
  CAVEATS(Part.CAVEATS, "Caveats", "what a reader could take wrong"),
  RECOMMENDATIONS(Part.CAVEATS, "Recommendations", "what users should do or test further"),
  EVALUATION_WARNINGS(Part.CAVEATS, "Warnings of the evaluation"),
  MONITORING_CONTACT(Part.CAVEATS, "Monitoring contact", "who is called when it misbehaves");

  /** The parts of a card, in their order. */
  public enum Part {
    DETAILS("Model details"),
    USE("Intended use"),
    FACTORS("Factors"),
    METRICS("Metrics"),
    EVALUATION("Evaluation data"),
    TRAINING("Training data"),
    ANALYSES("Quantitative analyses"),
    ETHICS("Ethical considerations"),
    CAVEATS("Caveats and recommendations");

    private final String heading;

    Part(String heading) {
      this.heading = heading;
    }

    /** The heading of its section. */
    public String heading() {
      return heading;
    }
  }

  private final Part part;
  private final String label;
  private final String hint;

  CardField(Part part, String label) {
    this(part, label, "");
  }

  CardField(Part part, String label, String hint) {
    this.part = part;
    this.label = label;
    this.hint = hint;
  }

  /** The part it stands in. */
  public Part part() {
    return part;
  }

  /** What a reader sees. */
  public String label() {
    return label;
  }

  /** Whether evidence alone can answer it. */
  public boolean isEvidence() {
    return hint.isEmpty();
  }

  /** What would answer it. */
  String wanted() {
    return switch (this) {
      case EVALUATED_FACTORS, UNITARY_RESULTS -> "evaluate with slices";
      case INTERSECTIONAL_RESULTS -> "give slices over fields joined";
      case FAIRNESS -> "give what fairness checks found";
      default -> isEvidence() ? "give the pipeline or bundle that tells it" : hint;
    };
  }
}
