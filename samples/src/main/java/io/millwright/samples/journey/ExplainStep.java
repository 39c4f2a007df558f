package io.millwright.samples.journey;

import io.millwright.Seed;
import io.millwright.eval.explain.Attributions;
import io.millwright.eval.explain.Dependence;
import io.millwright.eval.explain.ExplanationSections;
import io.millwright.eval.explain.Importances;
import io.millwright.eval.explain.Output;
import io.millwright.eval.explain.PermutationImportance;
import io.millwright.eval.explain.Shap;
import io.millwright.eval.interval.Bootstrap;
import io.millwright.eval.metric.Metric;
import io.millwright.model.Binary;
import io.millwright.model.TrainedPipeline;
import io.millwright.report.Report;
import io.millwright.report.Section;
import io.millwright.schema.FieldType;
import io.millwright.split.HoldoutSet;
import io.millwright.table.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Which fields the model needs, how its answer moves with the first of them, and what adds up. */
final class ExplainStep {

  private static final int REPEATS = 3;
  private static final int TOP = 3;
  private static final int EXPLAINED = 500;

  private final TrainedPipeline<Binary> judged;
  private final TrainedPipeline<Binary> raw;
  private final Seed seed;
  private final Console console;

  /**
   * @param judged the pipeline as it is used
   * @param raw the same before its probabilities were corrected, whose sum can be taken apart
   */
  ExplainStep(
      TrainedPipeline<Binary> judged, TrainedPipeline<Binary> raw, Seed seed, Console console) {
    this.judged = judged;
    this.raw = raw;
    this.seed = seed;
    this.console = console;
  }

  /** What was found, as sections of a page. */
  record Explained(Importances importances, List<Section> sections) {

    Explained {
      sections = List.copyOf(sections);
    }

    void write(Report.Builder page) {
      sections.forEach(page::section);
    }
  }

  Explained run(Metric<Binary> metric, HoldoutSet test, Table learnt, Bootstrap bootstrap) {
    Importances importances =
        PermutationImportance.by(metric, seed.derive("importance"))
            .repeats(REPEATS)
            .bootstrap(bootstrap)
            .progress(console)
            .build()
            .of(judged, test);
    List<Section> sections = new ArrayList<>();
    sections.add(ExplanationSections.importance(importances));
    Dependence dependence = Dependence.of(judged, test.table(), seed.derive("dependence"));
    importances.fields().stream()
        .flatMap(i -> i.fields().stream())
        .filter(f -> test.table().column(f).type() != FieldType.TEXT)
        .limit(TOP)
        .forEach(f -> sections.add(ExplanationSections.dependence(dependence.partial(f))));
    sections.add(contributions(test.table(), learnt, bootstrap));
    return new Explained(importances, sections);
  }

  private Section contributions(Table test, Table learnt, Bootstrap bootstrap) {
    Attributions attributions =
        Shap.of(raw, learnt, Output.prediction().inMargin(), seed.derive("shap"))
            .explainAll(sample(test), console)
            .withBootstrap(bootstrap);
    return ExplanationSections.contributions(attributions);
  }

  private Table sample(Table test) {
    if (test.rowCount() <= EXPLAINED) {
      return test;
    }
    int[] drawn = Arrays.copyOf(seed.derive("explained").permutation(test.rowCount()), EXPLAINED);
    Arrays.sort(drawn);
    return test.take(drawn);
  }
}
