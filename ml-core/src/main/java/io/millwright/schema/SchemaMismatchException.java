package io.millwright.schema;

import io.millwright.MillwrightException;
import java.util.List;

/** A table, file or record class does not fit a schema. Carries all mismatches, not the first. */
public final class SchemaMismatchException extends MillwrightException {

  private static final long serialVersionUID = 1L;

  private final transient List<String> mismatches;

  /**
   * An exception over all mismatches found.
   *
   * @param subject what does not fit, for example {@code "Record Loan"}
   * @param mismatches one sentence each, not empty
   */
  public SchemaMismatchException(String subject, List<String> mismatches) {
    super(
        "schema-mismatch",
        subject
            + " does not fit the schema ("
            + mismatches.size()
            + "):\n  "
            + String.join("\n  ", mismatches));
    this.mismatches = List.copyOf(mismatches);
  }

  /** One sentence for each mismatch: field, what must hold, what was found. */
  public List<String> mismatches() {
    return mismatches;
  }
}
