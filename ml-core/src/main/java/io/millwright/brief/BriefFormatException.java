package io.millwright.brief;

import io.millwright.MillwrightException;
import java.util.List;

/** Text that should be a problem brief is none; says every fault with its line. */
public final class BriefFormatException extends MillwrightException {

  private static final long serialVersionUID = 1;
  private static final int MOST_SHOWN = 20;

  private final transient List<String> faults;

  BriefFormatException(List<String> faults) {
    super("brief-format", text(faults));
    this.faults = List.copyOf(faults);
  }

  private static String text(List<String> faults) {
    String shown = String.join("\n  ", faults.subList(0, Math.min(MOST_SHOWN, faults.size())));
    return "Problem brief must be well formed and complete; has "
        + faults.size()
        + (faults.size() == 1 ? " fault." : " faults.")
        + " Correct the file.\n  "
        + shown
        + (faults.size() > MOST_SHOWN ? "\n  …" : "");
  }

  /** All faults, each a sentence that starts with its line. */
  public List<String> faults() {
    return faults;
  }
}
