package io.millwright.eval.card;

import io.millwright.artifact.Lineage;
import io.millwright.artifact.ModelBundle;
import io.millwright.artifact.ModelVersion;
import io.millwright.eval.Slice;
import io.millwright.evidence.Estimate;
import io.millwright.evidence.Evidence;
import io.millwright.model.TrainedPipeline;
import io.millwright.model.TrainingRecord;
import io.millwright.report.NumberText;
import io.millwright.schema.Field;
import io.millwright.schema.Label;
import io.millwright.schema.Role;
import io.millwright.schema.Schema;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The fields of a card that the facts answer. */
final class CardEvidence {

  /** How the settings of single features begin. */
  private static final String FEATURE = "features.feature.";

  private final ModelFacts facts;
  private final Map<CardField, String> found = new EnumMap<>(CardField.class);

  private CardEvidence(ModelFacts facts) {
    this.facts = facts;
  }

  static Map<CardField, String> of(
      ModelFacts facts, List<Slice> intersections, List<Fact> fairness) {
    CardEvidence card = new CardEvidence(facts);
    card.details();
    card.metrics(facts.evidence());
    card.evaluation(facts.evidence());
    card.training();
    card.analyses(intersections, fairness);
    return card.found;
  }

  /** What a brief answers unless people say otherwise. */
  static Map<CardField, String> ofBrief(ModelFacts facts) {
    Map<CardField, String> texts = new EnumMap<>(CardField.class);
    facts
        .brief()
        .ifPresent(
            b -> {
              texts.put(CardField.INTENDED_USE, b.objective() + " Predicts: " + b.target());
              texts.put(CardField.USERS, b.consumer());
              texts.put(CardField.TRAINING_SOURCE, String.join(" ", b.data()));
              texts.put(CardField.ETHICS, String.join(" ", b.ethics()));
              texts.put(
                  CardField.WHY_THESE_METRICS,
                  "%s decides: %s".formatted(b.success().metric(), b.success().meaning()));
              if (!b.gaps().isEmpty()) {
                texts.put(CardField.LIMITATIONS, String.join(" ", b.gaps()));
              }
            });
    return texts;
  }

  private void put(CardField field, Optional<String> text) {
    text.filter(t -> !t.isBlank()).ifPresent(t -> found.put(field, t));
  }

  private void details() {
    Optional<TrainingRecord> record = facts.record();
    Optional<Lineage> lineage = facts.lineage();
    put(CardField.NAME, facts.name());
    put(CardField.VERSION, facts.version().map(CardEvidence::version));
    put(CardField.TYPE, Optional.of(type()));
    put(CardField.DATE, record.map(r -> r.trainedAt().toString()));
    put(
        CardField.TRAINER,
        record
            .map(TrainingRecord::trainer)
            .or(() -> lineage.map(l -> l.properties().get("trainer"))));
    put(CardField.PARAMETERS, record.map(r -> parameters(r.settings())));
    put(
        CardField.SEED,
        record
            .map(TrainingRecord::seed)
            .or(() -> lineage.map(l -> l.seed().value()))
            .map(String::valueOf));
    put(CardField.LIBRARIES, lineage.map(l -> pairs(l.libraries(), " ")));
    put(
        CardField.RUNTIME,
        lineage.map(l -> l.jvm() + "; " + l.architecture() + "; generator " + l.generator()));
    put(CardField.MODEL_IDENTITY, Optional.of(facts.identity()));
    put(CardField.BUNDLE_DIGEST, facts.bundle().map(ModelBundle::digest));
  }

  private static String version(ModelVersion v) {
    return "%d, registered %s, stage %s".formatted(v.number(), v.registeredAt(), v.stage());
  }

  private String type() {
    String task = facts.evidence().subject().task() + " model";
    return facts
        .pipeline()
        .map(p -> p.model().classes())
        .filter(c -> !c.isEmpty())
        .map(c -> task + ", classes " + String.join(", ", c))
        .orElse(task);
  }

  private static String parameters(Map<String, String> settings) {
    Map<String, String> own = new TreeMap<>(settings);
    own.keySet().removeIf(name -> name.startsWith(FEATURE));
    int features = settings.size() - own.size();
    String recipes = features > 0 ? features + " features, told in the feature cards" : "";
    String all = pairs(own, " = ") + (own.isEmpty() || features == 0 ? "" : "; ") + recipes;
    return all.isEmpty() ? "the trainer recorded none" : all;
  }

  private static String pairs(Map<String, String> map, String between) {
    return map.entrySet().stream()
        .map(e -> e.getKey() + between + e.getValue())
        .collect(Collectors.joining("; "));
  }

  private void metrics(Evidence evidence) {
    put(
        CardField.PERFORMANCE,
        Optional.of(
            lines(
                evidence.metrics().entrySet().stream()
                    .map(e -> EstimateText.named(e.getKey(), e.getValue()))
                    .toList())));
    List<String> thresholds =
        evidence.metrics().keySet().stream()
            .filter(name -> name.indexOf('@') >= 0)
            .map(name -> name.substring(name.indexOf('@') + 1))
            .distinct()
            .toList();
    put(
        CardField.EVALUATED_THRESHOLDS,
        Optional.of(
            thresholds.isEmpty()
                ? "no metric names a threshold of its own"
                : String.join(", ", thresholds)));
    put(
        CardField.UNCERTAINTY,
        Optional.of(
            evidence.metrics().values().stream()
                .map(CardEvidence::method)
                .flatMap(Optional::stream)
                .distinct()
                .collect(Collectors.joining("; "))));
  }

  private static Optional<String> method(Estimate estimate) {
    return estimate.match(
        m -> Optional.of(EstimateText.percent(m.interval().level()) + ", " + m.interval().method()),
        u -> Optional.empty());
  }

  private void evaluation(Evidence evidence) {
    long rows = evidence.metrics().values().stream().mapToLong(Estimate::support).max().orElse(0);
    put(CardField.EVALUATION_ROWS, Optional.of(NumberText.of(rows)));
    put(CardField.EVALUATION_FINGERPRINT, Optional.of(evidence.subject().holdout()));
    put(CardField.EVALUATED_AT, Optional.of(evidence.subject().at().toString()));
    put(
        CardField.EVALUATION_WARNINGS,
        Optional.of(evidence.warnings().isEmpty() ? "none" : lines(evidence.warnings())));
  }

  private void training() {
    put(
        CardField.TRAINING_ROWS,
        facts.pipeline().map(p -> NumberText.of((long) p.trainedOn().size())));
    put(CardField.TRAINING_FIELDS, facts.schema().map(CardEvidence::fields));
    put(
        CardField.TRAINING_FINGERPRINT,
        facts
            .lineage()
            .map(Lineage::dataFingerprint)
            .or(
                () ->
                    facts
                        .pipeline()
                        .map(TrainedPipeline::trainedOn)
                        .map(r -> r.tableFingerprint())));
  }

  private static String fields(Schema schema) {
    String features = names(schema.features(), Field::name);
    String others =
        names(
            schema.fields().stream()
                .filter(f -> f.role() != Role.FEATURE && f.role() != Role.LABEL)
                .toList(),
            f -> f.name() + " (" + f.role() + ")");
    return "features "
        + features
        + schema.label().map(Label::field).map(l -> "; label " + l).orElse("")
        + (others.isEmpty() ? "" : "; others " + others);
  }

  private static String names(List<Field> fields, Function<Field, String> name) {
    return fields.stream().map(name).collect(Collectors.joining(", "));
  }

  private void analyses(List<Slice> intersections, List<Fact> fairness) {
    List<Slice> slices = facts.slices();
    if (!slices.isEmpty()) {
      String fields =
          slices.stream().map(Slice::field).distinct().collect(Collectors.joining(", "));
      found.put(CardField.EVALUATED_FACTORS, fields);
      found.put(CardField.UNITARY_RESULTS, judged(slices));
    }
    if (!intersections.isEmpty()) {
      found.put(CardField.INTERSECTIONAL_RESULTS, judged(intersections));
    }
    if (!fairness.isEmpty()) {
      found.put(
          CardField.FAIRNESS,
          lines(
              fairness.stream()
                  .map(f -> f.verdict() + ": " + f.text() + " (" + f.source().describe() + ")")
                  .toList()));
    }
  }

  private static String judged(List<Slice> slices) {
    long measured = slices.stream().filter(SliceBlocks::isMeasured).count();
    return "%d of %d slices could be judged; table below".formatted(measured, slices.size());
  }

  private static String lines(List<String> texts) {
    return String.join("; ", texts);
  }
}
