package io.millwright.features.text;

import io.millwright.MillwrightException;
import java.util.List;
import java.util.stream.Collectors;

/** Rows for whose texts there is no result, where that is refused. Carries all of them. */
public final class TextFailureException extends MillwrightException {

  private static final long serialVersionUID = 1L;
  private static final int SHOWN = 20;

  private final transient List<TextFailure> failures;

  TextFailureException(List<TextFailure> failures) {
    super("text-failure", text(failures));
    this.failures = List.copyOf(failures);
  }

  /** Every failure, by row. */
  public List<TextFailure> failures() {
    return failures;
  }

  private static String text(List<TextFailure> failures) {
    return "Texts must all have a result; "
        + failures.size()
        + " have none:\n  "
        + failures.stream()
            .limit(SHOWN)
            .map(
                f ->
                    "row "
                        + f.row()
                        + ", field '"
                        + f.field()
                        + "', "
                        + f.producer()
                        + ": "
                        + f.reason())
            .collect(Collectors.joining("\n  "))
        + (failures.size() > SHOWN ? "\n  and " + (failures.size() - SHOWN) + " more" : "")
        + "\nTry again, the results there are may be cached; or set OnFailure.MISSING.";
  }
}
