package io.millwright.samples.journey;

import io.millwright.artifact.Verdict;
import io.millwright.eval.MetricChoice;
import io.millwright.eval.card.CardField;
import io.millwright.eval.card.FeatureCards;
import io.millwright.eval.card.ModelCard;
import io.millwright.eval.card.QualityRubric;
import io.millwright.eval.card.RubricCheck;
import io.millwright.eval.card.RubricScore;
import io.millwright.eval.card.Runbook;
import io.millwright.eval.metric.Metric;
import io.millwright.model.Binary;
import io.millwright.quality.QualityReport;
import io.millwright.report.NumberText;
import io.millwright.report.render.HtmlReport;
import io.millwright.report.render.MarkdownReport;
import java.io.IOException;
import java.nio.file.Path;

/** Writes what people keep beside a model: cards, runbook and rubric. */
final class Documents {

  private final ReleaseStep step;
  private final ReleaseStep.Released released;
  private final ReleaseStep.Findings found;

  Documents(ReleaseStep step, ReleaseStep.Released released, ReleaseStep.Findings found) {
    this.step = step;
    this.released = released;
    this.found = found;
  }

  /** Writes all of them; answers with the score of the rubric. */
  RubricScore write(
      Path folder,
      String model,
      MetricChoice<Metric<Binary>> metrics,
      Parts parts,
      QualityReport quality)
      throws IOException {
    ModelCard card = card(model, metrics, parts);
    HtmlReport.write(card.report(), folder.resolve("model-card.html"));
    MarkdownReport.write(card.report(), folder.resolve("model-card.md"));
    FeatureCards features = FeatureCards.builder(released.facts()).build();
    HtmlReport.write(features.report(), folder.resolve("feature-cards.html"));
    Runbook runbook =
        Runbook.builder(released.facts(), model)
            .gate(ReleaseStep.GATE, released.decision())
            .build();
    MarkdownReport.write(runbook.report(), folder.resolve("runbook.md"));
    RubricScore score = rubric(card, features, runbook, parts, quality);
    HtmlReport.write(score.report(), folder.resolve("rubric.html"));
    return score;
  }

  private ModelCard card(String model, MetricChoice<Metric<Binary>> metrics, Parts parts) {
    ModelCard.Builder card =
        ModelCard.builder(released.facts())
            .state(CardField.NAME, model)
            .state(CardField.VERSION, "judged only, not registered")
            .state(CardField.WHY_THESE_METRICS, String.join("\n", metrics.sentences()))
            .state(
                CardField.DECISION_THRESHOLD,
                PageText.words(found.threshold().chosen().threshold())
                    + ", chosen for the least cost. "
                    + ThresholdStep.costsInWords(found.threshold().costs()))
            .state(CardField.EVALUATION_PREPARATION, "Held out: " + parts.describe() + ".");
    found.fairness().ifPresent(f -> card.fairness(step.fairness(f)));
    return card.build();
  }

  private RubricScore rubric(
      ModelCard card, FeatureCards features, Runbook runbook, Parts parts, QualityReport quality) {
    QualityRubric rubric =
        QualityRubric.on(released.facts())
            .gate(released.decision())
            .modelCard(card)
            .featureCards(features)
            .runbook(runbook)
            .fact(RubricCheck.CALIBRATION, step.calibration(found))
            .fact(
                RubricCheck.DATA_QUALITY,
                step.fact(
                    quality.passes() ? Verdict.PASS : Verdict.FAIL,
                    "data quality",
                    NumberText.of(quality.total(), 3) + " of 30 points."))
            .fact(
                RubricCheck.LEAKAGE,
                step.fact(
                    found.leakage().verdict(),
                    "leakage audit",
                    found.leakage().alarms().size() + " alarms."))
            .fact(RubricCheck.SPLIT_SUITS_USE, step.fact(parts.suitsUse(), "split", parts.split()));
    found.fairness().map(step::fairness).ifPresent(f -> rubric.fact(RubricCheck.FAIRNESS, f));
    return rubric.score();
  }
}
