package io.millwright.eval.fairness;

/** What must be asked about bias before a model decides about people. */
public enum BiasQuestion {
  /** Representation and sampling. */
  SAMPLING("Does each group appear as often as where the model will be used, and if not, why?"),
  /** Support. */
  SUPPORT("Are there enough rows of each group, positive and negative, to judge it?"),
  /** Missing protected values. */
  MISSING_PROTECTED("Whose protected value is missing, and are those rows like the others?"),
  /** Label bias. */
  LABEL("Does the label mean the same for each group, and would it be the same under equal care?"),
  /** Measurement bias. */
  MEASUREMENT("Is each feature measured equally well for each group?"),
  /** Proxies. */
  PROXY("Which features stand for a protected field, and what justifies each of them?"),
  /** One model for groups that differ. */
  AGGREGATION("Does one model fit all groups, or does the same score mean another risk?"),
  /** Selective labels. */
  SELECTIVE_LABELS("Is the outcome known only for those whom an earlier decision let through?"),
  /** Historical bias. */
  HISTORICAL("Does the data record a past practice that should not be repeated?"),
  /** Feedback. */
  FEEDBACK("Will decisions of the model shape the labels that it learns from next?"),
  /** Use. */
  USE("Who can contest a decision, and is the model used for what it was made for?");

  private final String question;

  BiasQuestion(String question) {
    this.question = question;
  }

  /** The question in words. */
  public String question() {
    return question;
  }
}
