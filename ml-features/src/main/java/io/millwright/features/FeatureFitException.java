package io.millwright.features;

import io.millwright.MillwrightException;
import java.util.List;

/**
 * Training rows that a feature plan cannot be fitted on. Carries all faults: clean or impute the
 * fields named, or change the plan.
 */
public final class FeatureFitException extends MillwrightException {

  private static final long serialVersionUID = 1L;

  private final transient List<String> faults;

  FeatureFitException(List<String> faults) {
    super(
        "feature-fit",
        "Features cannot be fitted on these rows ("
            + faults.size()
            + "):\n  "
            + String.join("\n  ", faults));
    this.faults = List.copyOf(faults);
  }

  /** One sentence for each fault: field, what must hold, in how many rows it does not. */
  public List<String> faults() {
    return faults;
  }
}
