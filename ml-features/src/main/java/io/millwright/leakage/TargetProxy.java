package io.millwright.leakage;

import io.millwright.leakage.SingleFeatures.Strength;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * {@link AuditCheck#TARGET_PROXY}. LEAK from 0.99 over all rows and 0.98 in each half (0.999 and
 * 0.99 for a real label), SUSPECT from 0.98 (0.99); either only if the lower bound over all columns
 * is at least 0.9 (0.95), so that a few rows accuse nobody. A class given away alone is SUSPECT.
 */
final class TargetProxy {

  private static final int RANKED = 3;
  private static final int ENOUGH_LABELS = 20;

  private TargetProxy() {}

  static Finding check(AuditData data, SingleFeatures singles) {
    AuditCheck check = AuditCheck.TARGET_PROXY;
    if (data.label().isEmpty()) {
      return Finding.notApplicable(check, "The schema has no label.");
    }
    AuditLabel label = data.label().get();
    if (data.features().isEmpty()) {
      return Finding.notApplicable(check, "There are no features.");
    }
    if (label.present() < ENOUGH_LABELS || singles.strengths().isEmpty()) {
      return Finding.insufficient(
          check,
          "Too few rows to tell: "
              + label.present()
              + " have a label; at least "
              + ENOUGH_LABELS
              + " with 5 of each of two classes are needed.");
    }
    List<LeakageEvidence> evidence = new ArrayList<>();
    for (int i = 0; i < singles.strengths().size(); i++) {
      Strength s = singles.strengths().get(i);
      FindingStatus status = status(label, s);
      if (status != FindingStatus.CLEAN || i < RANKED) {
        evidence.add(evidence(data, label, s, status, i + 1));
      }
    }
    Strength first = singles.strengths().get(0);
    return Finding.of(
        check,
        singles.strengths().size()
            + " features judged alone by "
            + measure(label)
            + "; the strongest is '"
            + first.feature()
            + "' with "
            + shown(first.value())
            + ".",
        evidence);
  }

  private static FindingStatus status(AuditLabel label, Strength s) {
    double leak = label.isReal() ? 0.999 : 0.99;
    double suspect = label.isReal() ? 0.99 : 0.98;
    boolean sure = s.lower() >= surely(label);
    if (s.value() >= leak && s.weakest() >= suspect) {
      if (!sure) {
        return FindingStatus.INSUFFICIENT;
      }
      return s.overClasses() >= leak ? FindingStatus.LEAK : FindingStatus.SUSPECT;
    }
    return s.value() >= suspect && sure ? FindingStatus.SUSPECT : FindingStatus.CLEAN;
  }

  /** Whether another check need not look at the feature again. */
  static boolean isProxy(AuditLabel label, Strength strength) {
    return status(label, strength) == FindingStatus.LEAK;
  }

  private static double surely(AuditLabel label) {
    return label.isReal() ? 0.95 : 0.9;
  }

  private static LeakageEvidence evidence(
      AuditData data, AuditLabel label, Strength s, FindingStatus status, int rank) {
    String halves = " (training " + shown(s.train()) + ", test " + shown(s.test()) + ")";
    String text =
        "'"
            + s.feature()
            + "' alone has "
            + measure(label)
            + " "
            + shown(s.value())
            + halves
            + ", number "
            + rank
            + " of the features."
            + (status == FindingStatus.INSUFFICIENT ? " Too few rows to be sure." : "");
    return new LeakageEvidence(
        s.feature(),
        status,
        text,
        Optional.of(new Statistic(measure(label), s.value(), s.lower(), surely(label))),
        data.noRows());
  }

  private static String measure(AuditLabel label) {
    return switch (label.kind()) {
      case BINARY -> "AUC";
      case MULTICLASS -> "AUC of one class against the rest";
      case REAL -> "rank correlation";
    };
  }

  private static String shown(double value) {
    return Double.isNaN(value) ? "not known" : String.format(Locale.ROOT, "%.4f", value);
  }
}
