package io.millwright.leakage;

import io.millwright.Require;
import io.millwright.split.RowSet;
import java.util.Objects;
import java.util.Optional;

/**
 * One thing that a check rests on. Holds field names, row numbers and counts, never a value of a
 * cell.
 *
 * @param subject the feature, entity or step it is about
 * @param status how serious it is alone
 * @param text a sentence for a person
 * @param statistic what was measured, if it is a number
 * @param rows the rows of the whole table it concerns, before it was split; may be empty
 */
public record LeakageEvidence(
    String subject, FindingStatus status, String text, Optional<Statistic> statistic, RowSet rows) {

  public LeakageEvidence {
    Require.notBlank("Subject", subject);
    Objects.requireNonNull(status, "status");
    Require.notBlank("Text", text);
    Objects.requireNonNull(statistic, "statistic");
    Objects.requireNonNull(rows, "rows");
  }

  LeakageEvidence accepted(String reason) {
    return new LeakageEvidence(
        subject,
        FindingStatus.ACCEPTED,
        text + " Accepted as " + status + ": " + reason,
        statistic,
        rows);
  }
}
