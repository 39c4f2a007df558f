package io.millwright.leakage;

import io.millwright.leakage.Declarations.Window;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * {@link AuditCheck#WINDOW_ON_LABEL_ROW}.
 *
 * <p>Declared windows: the change of the feature from one row of an entity to the next follows the
 * source of the row before where the window is open, and the source of the row itself where it is
 * closed. With {@code own} and {@code before} the partial correlations of the change with each
 * given the other, LEAK if the lower bound of {@code own} is at least 0.2 and {@code own >= 0.8
 * before}; SUSPECT if so by size alone.
 *
 * <p>Not declared: features that are exactly a sum or mean of the entity's labels up to and with
 * the row's own, {@link LabelWindows}.
 */
final class WindowOnLabelRow {

  private static final int ENOUGH = 100;
  private static final double RELATED = 0.2;
  private static final double RATHER = 0.8;
  private static final double SAME = 1 - 1e-9;

  private WindowOnLabelRow() {}

  static Finding check(AuditData data) {
    AuditCheck check = AuditCheck.WINDOW_ON_LABEL_ROW;
    Optional<Sequences> sequences = Sequences.of(data);
    if (sequences.isEmpty()) {
      return Finding.notApplicable(check, "The schema has no event time to put rows in order by.");
    }
    List<Window> windows =
        data.declared().windows().stream()
            .filter(w -> data.feature(w.feature()).isPresent())
            .toList();
    List<LeakageEvidence> evidence = new ArrayList<>();
    double z = Bounds.zOfEach(windows.size());
    for (Window window : windows) {
      evidence.add(declared(data, sequences.get(), window, z));
    }
    evidence.addAll(LabelWindows.find(data, sequences.get()));
    if (windows.isEmpty() && evidence.isEmpty()) {
      return Finding.notApplicable(
          check,
          "No window was declared for an audited feature with window(feature, source), and no feature is a running sum or mean of labels.");
    }
    return Finding.of(
        check, windows.size() + " declared windows judged by how they change.", evidence);
  }

  private static LeakageEvidence declared(
      AuditData data, Sequences sequences, Window window, double z) {
    Changes changes = Changes.of(data, sequences, window);
    String name = "'" + window.feature() + "'";
    if (changes.size() < ENOUGH) {
      return new LeakageEvidence(
          window.feature(),
          FindingStatus.INSUFFICIENT,
          name
              + " changes between "
              + changes.size()
              + " pairs of rows; "
              + ENOUGH
              + " are needed.",
          Optional.empty(),
          data.noRows());
    }
    double own = changes.own();
    double before = changes.before();
    double lower = Bounds.correlationLower(own, changes.size(), z);
    boolean follows = lower >= RELATED;
    FindingStatus status =
        changes.isSource() || (follows && own > 0 && own >= RATHER * before)
            ? FindingStatus.LEAK
            : follows && Math.abs(own) >= RATHER * Math.abs(before)
                ? FindingStatus.SUSPECT
                : FindingStatus.CLEAN;
    String text =
        String.format(
            Locale.ROOT,
            "%s changes with '%s' of %s (partial correlation %.3f with the row itself, %.3f with the row before, %d pairs).",
            name,
            window.source(),
            status == FindingStatus.CLEAN ? "no row but earlier ones" : "the row itself",
            own,
            before,
            changes.size());
    return new LeakageEvidence(
        window.feature(),
        status,
        text,
        Optional.of(new Statistic("partial correlation with the own row", own, lower, RELATED)),
        data.noRows());
  }

  /** Changes of a feature between neighbouring rows, with the source in both. */
  private static final class Changes {

    private final double[] change;
    private final double[] own;
    private final double[] before;
    private final boolean isSource;

    private Changes(double[] change, double[] own, double[] before, boolean isSource) {
      this.change = change;
      this.own = own;
      this.before = before;
      this.isSource = isSource;
    }

    static Changes of(AuditData data, Sequences sequences, Window window) {
      double[] feature = data.column(window.feature()).numbers();
      double[] source =
          data.label()
              .filter(l -> l.name().equals(window.source()))
              .map(AuditLabel::values)
              .orElseGet(() -> data.column(window.source()).numbers());
      AuditColumn time = data.eventTime().orElseThrow();
      double[][] found = new double[4][sequences.length()];
      int n = 0;
      for (int k = 1; k < sequences.length(); k++) {
        int now = sequences.row(k);
        int last = sequences.row(k - 1);
        double sum = feature[now] + feature[last] + source[now] + source[last];
        boolean apart = !sequences.starts(k) && time.code(now) != time.code(last);
        if (apart && Double.isFinite(sum)) {
          found[0][n] = feature[now] - feature[last];
          found[1][n] = source[now];
          found[2][n] = source[last];
          found[3][n++] = feature[now];
        }
      }
      double[] own = Arrays.copyOf(found[1], n);
      boolean isSource = Math.abs(Ranks.pearson(Arrays.copyOf(found[3], n), own)) >= SAME;
      return new Changes(Arrays.copyOf(found[0], n), own, Arrays.copyOf(found[2], n), isSource);
    }

    int size() {
      return change.length;
    }

    /** The feature is its source, unchanged. */
    boolean isSource() {
      return isSource;
    }

    double own() {
      return partial(change, own, before);
    }

    double before() {
      return partial(change, before, own);
    }

    /** Correlation of x and y given z; 0 where one of them has nothing of its own. */
    private static double partial(double[] x, double[] y, double[] z) {
      double xy = orZero(Ranks.pearson(x, y));
      double xz = orZero(Ranks.pearson(x, z));
      double yz = orZero(Ranks.pearson(y, z));
      double rest = (1 - xz * xz) * (1 - yz * yz);
      return rest <= 1e-12 ? 0 : Math.max(-1, Math.min(1, (xy - xz * yz) / StrictMath.sqrt(rest)));
    }

    private static double orZero(double r) {
      return Double.isNaN(r) ? 0 : r;
    }
  }
}
