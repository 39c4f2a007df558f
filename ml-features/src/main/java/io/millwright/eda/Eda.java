package io.millwright.eda;

import io.millwright.Require;
import io.millwright.Seed;
import io.millwright.quality.QualityReport;
import io.millwright.report.Report;
import io.millwright.table.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Looks at a table before anything is learnt from it, and says first what to look at.
 *
 * <p>The report has, in this order: findings, overview, target, one small chart for each column,
 * the relation of each feature with the target (share of a class by bin or category with Wilson's
 * 95 % interval; mean of a number with its normal 95 % interval), associations of all pairs,
 * missing values, time, and all figures as tables. Label, roles and event time are those of the
 * schema.
 *
 * <p>Values are shown of CATEGORICAL features and labels alone, the most frequent of at most {@link
 * Options#mostCategories} and none of fewer than 5 rows; of numbers and times, cut points,
 * quantiles and the ends of gaps. Text, keys, groups and ignored columns show counts only.
 *
 * <p>Cost: O(columns × rows log rows) and what {@link Associations} takes; about 2 seconds for
 * 50,000 rows × 15 columns. Deterministic for equal table and options. Thread-safe: yes, no state.
 */
public final class Eda {

  private Eda() {}

  /** The report with the options' defaults. */
  public static Report report(Table table) {
    return report(table, o -> {});
  }

  /** The report with options: {@code Eda.report(table, o -> o.title("Loans").quality(quality))}. */
  public static Report report(Table table, Consumer<Options> options) {
    Options chosen = new Options();
    options.accept(chosen);
    Objects.requireNonNull(table, "table");
    return new EdaPage(new EdaFacts(table, chosen)).report();
  }

  /** What a report may be told. Single use, not thread-safe; each may be set once. */
  public static final class Options {

    private String title = "Exploring the data";
    private Seed seed = Seed.of(0);
    private int topCategories = 8;
    private int mostCategories = 50;
    private int mostColumns = 60;
    private Optional<QualityReport> quality = Optional.empty();
    private final List<String> set = new ArrayList<>();

    private Options() {}

    /** The title of the report. */
    public Options title(String text) {
      once("title");
      title = Require.notBlank("Title", text);
      return this;
    }

    /** The seed of the row sample for associations, 0 by default. */
    public Options seed(Seed value) {
      once("seed");
      seed = Objects.requireNonNull(value, "seed");
      return this;
    }

    /** Adds the scores of an assessment of the same table as a section. */
    public Options quality(QualityReport report) {
      once("quality");
      quality = Optional.of(report);
      return this;
    }

    /** The most categories shown by name, 8 by default. */
    public Options topCategories(int most) {
      once("topCategories");
      topCategories = Require.atLeast("Top categories", most, 1);
      return this;
    }

    /** Columns of more categories show none of them, 50 by default. */
    public Options mostCategories(int most) {
      once("mostCategories");
      mostCategories = Require.atLeast("Most categories", most, 1);
      return this;
    }

    /** The most columns with charts, 60 by default, at least 2; tables have all. */
    public Options mostColumns(int most) {
      once("mostColumns");
      mostColumns = Require.atLeast("Most columns", most, 2);
      return this;
    }

    String title() {
      return title;
    }

    Seed seed() {
      return seed;
    }

    Optional<QualityReport> quality() {
      return quality;
    }

    int topCategories() {
      return topCategories;
    }

    int mostCategories() {
      return mostCategories;
    }

    int mostColumns() {
      return mostColumns;
    }

    private void once(String option) {
      if (set.contains(option)) {
        throw new IllegalArgumentException(
            "Option " + option + " must be set once; was set twice.");
      }
      set.add(option);
    }
  }
}
