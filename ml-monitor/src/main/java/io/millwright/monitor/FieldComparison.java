package io.millwright.monitor;

import io.millwright.monitor.drift.ChiSquare;
import io.millwright.monitor.drift.Divergence;
import io.millwright.monitor.drift.KolmogorovSmirnov;
import io.millwright.monitor.drift.Psi;
import io.millwright.profile.CategoryBins;
import io.millwright.profile.FieldProfile;
import io.millwright.profile.NumberBins;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** One field before the p-values of all fields are adjusted together. */
final class FieldComparison {

  private static final double DETECTION_LEVEL = 0.05;

  /** A respect with its raw p-value. */
  record Respect(DriftReason reason, double effect, double pValue) {}

  private final FieldProfile reference;
  private final FieldProfile current;
  private final DriftPolicy policy;
  private final List<Respect> respects = new ArrayList<>();
  private FieldDrift.Figures figures = FieldDrift.Figures.NONE;
  private boolean judgeable;

  /**
   * @param withMissing whether missing values are compared: not for labels, which arrive late
   */
  FieldComparison(
      FieldProfile reference, FieldProfile current, DriftPolicy policy, boolean withMissing) {
    this.reference = reference;
    this.current = current;
    this.policy = policy;
    if (withMissing && current.total() >= policy.minimumRows() && reference.total() > 0) {
      share(
          DriftReason.MISSING_SHARE,
          reference.missing(),
          reference.total(),
          current.missing(),
          current.total());
    }
    if (reference.present() > 0 && current.present() >= policy.minimumRows()) {
      distribution();
      if (reference.bins() instanceof NumberBins) {
        share(
            DriftReason.NAN_SHARE,
            reference.nan(),
            reference.nan() + reference.present(),
            current.nan(),
            current.nan() + current.present());
        range();
      } else if (reference.bins() instanceof CategoryBins categories && !categories.isOpen()) {
        unseen(categories);
      }
    }
  }

  private void share(DriftReason reason, long marked, long of, long markedNow, long ofNow) {
    double effect = Math.abs(markedNow / (double) ofNow - marked / (double) of);
    respects.add(new Respect(reason, effect, Shares.changed(marked, of, markedNow, ofNow)));
  }

  private void distribution() {
    long m = reference.present();
    long n = current.present();
    Grouping groups = Grouping.of(reference, current);
    double[][] table = groups.table();
    double psi = Psi.ofCounts(groups.reference(), groups.current());
    double expected = Psi.expectedWithoutDrift(groups.size(), n, m);
    double detectable = Psi.exceededWithoutDrift(DETECTION_LEVEL, groups.size(), n, m);
    double js = Divergence.jensenShannon(table[0], table[1], 2);
    double p = ChiSquare.contingency(table, false, ChiSquare.Statistic.PEARSON).pValue();
    double ks = 0;
    if (reference.bins() instanceof NumberBins) {
      ks = Grouping.ks(reference, current);
      p = Math.min(1, 2 * Math.min(p, KolmogorovSmirnov.limitPValue(ks, m, n)));
    }
    figures = new FieldDrift.Figures(psi, expected, detectable, ks, js);
    judgeable = detectable <= policy.psiDrifted();
    respects.add(new Respect(DriftReason.DISTRIBUTION, Math.max(0, psi - expected), p));
  }

  private void range() {
    long m = reference.present();
    long n = current.present();
    double effect =
        (current.under() + current.over()) / (double) n
            - (reference.under() + reference.over()) / (double) m;
    double under =
        reference.under() == 0
            ? Shares.beyond(current.under(), m, n)
            : Shares.increased(reference.under(), m, current.under(), n);
    double over =
        reference.over() == 0
            ? Shares.beyond(current.over(), m, n)
            : Shares.increased(reference.over(), m, current.over(), n);
    double p = Math.min(1, 2 * Math.min(under, over));
    respects.add(new Respect(DriftReason.OUT_OF_RANGE, Math.max(0, effect), p));
  }

  private void unseen(CategoryBins categories) {
    long m = reference.present();
    long n = current.present();
    // Good and Turing: the share of unseen values to expect is that of the reference's singletons.
    long singletons = Math.min(m, categories.singletons());
    double effect = current.unseen() / (double) n - singletons / (double) m;
    double p = effect > 0 ? Shares.increased(singletons, m, current.unseen(), n) : 1;
    respects.add(new Respect(DriftReason.UNSEEN_CATEGORIES, Math.max(0, effect), p));
  }

  List<Respect> respects() {
    return respects;
  }

  FieldDrift judge(double[] qValues) {
    List<DriftFinding> findings = new ArrayList<>();
    DriftVerdict worst = DriftVerdict.STABLE;
    for (int i = 0; i < qValues.length; i++) {
      Respect r = respects.get(i);
      DriftVerdict verdict = policy.verdict(r.reason(), r.effect(), qValues[i]);
      findings.add(new DriftFinding(r.reason(), r.effect(), r.pValue(), qValues[i], verdict));
      worst = verdict.compareTo(worst) > 0 ? verdict : worst;
    }
    boolean enough = judgeable || (reference.present() == 0 && !respects.isEmpty());
    if (worst == DriftVerdict.STABLE && !enough) {
      worst = DriftVerdict.INSUFFICIENT;
    }
    return new FieldDrift(worst, findings, figures, reference, current);
  }

  static List<FieldDrift> judgeAll(List<FieldComparison> comparisons, double[] qValues) {
    List<FieldDrift> judged = new ArrayList<>();
    int from = 0;
    for (FieldComparison comparison : comparisons) {
      int to = from + comparison.respects.size();
      judged.add(comparison.judge(Arrays.copyOfRange(qValues, from, to)));
      from = to;
    }
    return judged;
  }
}
