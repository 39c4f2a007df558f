package io.millwright.leakage;

/**
 * The checks of a {@link LeakageAudit}, in the order of its report.
 *
 * <p>Every check gives a {@link Finding}; none is skipped without a reason.
 */
public enum AuditCheck {
  /** A feature is the label itself, or a one-to-one, monotone or linear function of it. */
  TARGET_IN_FEATURES("target-in-features", "No feature is the label or a function of it."),
  /** One feature alone tells the label nearly without error. */
  TARGET_PROXY("target-proxy", "No feature alone tells the label nearly without error."),
  /** Whether a feature has a value tells the label. */
  MISSING_TELLS_LABEL(
      "missing-tells-label", "Whether a feature has a value does not tell the label."),
  /** Several features together are the label: their sum, difference, product or ratio. */
  COMBINED_TARGET("combined-target", "No features together add or multiply up to the label."),
  /** A time feature is later than the event that is to be predicted. */
  FUTURE_TIMESTAMP("future-timestamp", "No time in the features is later than the event."),
  /** A joined value was known only after the event. */
  TIME_TRAVEL_JOIN("time-travel-join", "Joined values were known at the time of the event."),
  /** A window feature includes the row that is to be predicted. */
  WINDOW_ON_LABEL_ROW("window-on-label-row", "Windows end before the row they are a feature of."),
  /** Test rows that are equal to training rows, more than chance makes so. */
  DUPLICATE_ROWS("duplicate-rows", "Test rows are no copies of training rows."),
  /** Test rows that are nearly equal to training rows, more than chance makes so. */
  NEAR_DUPLICATES("near-duplicates", "Test rows are no slightly changed copies of training rows."),
  /** The same customer, patient or machine in both halves. */
  SHARED_ENTITY("shared-entity", "No entity is in both halves of a split that is not by time."),
  /** Training labels that were not yet known when the first test row happened. */
  LABEL_HORIZON("label-horizon", "Training labels were known before the first test row."),
  /** Something was fitted on test rows. */
  FITTED_ON_HOLDOUT("fitted-on-holdout", "Nothing was fitted on test rows."),
  /** Features were selected with the help of test rows. */
  SELECTED_BEFORE_SPLIT("selected-before-split", "Features were selected on training rows only."),
  /** Rows were repeated or made up before the split. */
  RESAMPLED_BEFORE_SPLIT("resampled-before-split", "Rows were resampled after the split only."),
  /** A feature numbers or names the rows. */
  ID_LIKE_FEATURE("id-like-feature", "No feature numbers or names the rows."),
  /** A classifier can tell training from test rows although the split was by chance. */
  DISTINGUISHABLE_HALVES("distinguishable-halves", "Training and test rows look alike.");

  private final String id;
  private final String description;

  AuditCheck(String id, String description) {
    this.id = id;
    this.description = description;
  }

  /** A stable name for reports and gates. */
  public String id() {
    return id;
  }

  /** What holds where nothing leaks, in one sentence. */
  public String description() {
    return description;
  }
}
