package io.millwright.eval.ranking;

import io.millwright.MillwrightException;
import java.util.List;

/** A TREC run or judgement file has faults. Carries the first of them, each with its line. */
public final class TrecFormatException extends MillwrightException {

  private static final long serialVersionUID = 1L;

  private final transient List<String> faults;

  TrecFormatException(String subject, List<String> faults, long all) {
    super(
        "trec-format",
        subject
            + " cannot be read ("
            + all
            + (all == 1 ? " fault" : " faults")
            + (all > faults.size() ? ", the first " + faults.size() + " are" : "")
            + "):\n  "
            + String.join("\n  ", faults));
    this.faults = List.copyOf(faults);
  }

  /** One sentence for each fault, with its line; at most {@link TrecFiles#MOST_FAULTS}. */
  public List<String> faults() {
    return faults;
  }
}
