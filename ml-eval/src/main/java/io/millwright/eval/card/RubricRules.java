package io.millwright.eval.card;

import io.millwright.artifact.GateDecision;
import io.millwright.artifact.Lineage;
import io.millwright.artifact.RegistryEvent;
import io.millwright.artifact.Verdict;
import io.millwright.brief.KillReview;
import io.millwright.brief.ProblemBrief;
import io.millwright.eval.Gate;
import io.millwright.eval.Slice;
import io.millwright.eval.card.RubricScore.Result;
import io.millwright.eval.card.RubricScore.State;
import io.millwright.evidence.Estimate;
import io.millwright.evidence.Estimate.Measured;
import io.millwright.evidence.Evidence.Comparison;
import io.millwright.profile.FieldProfile;
import io.millwright.profile.Profile;
import io.millwright.schema.Field;
import io.millwright.schema.FieldType;
import io.millwright.schema.Schema;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The checks of the rubric that read objects, one method each. */
final class RubricRules {

  /** A feature must have a value in at least this share of the training rows. */
  private static final double FILLED = 0.5;

  private static final List<CardField> ETHICS =
      List.of(CardField.ETHICS, CardField.SENSITIVE_DATA, CardField.RISKS, CardField.MITIGATIONS);

  private final ModelFacts facts;
  private final @Nullable GateDecision gate;
  private final @Nullable ModelCard card;
  private final @Nullable FeatureCards features;
  private final @Nullable Runbook runbook;

  RubricRules(
      ModelFacts facts,
      @Nullable GateDecision gate,
      @Nullable ModelCard card,
      @Nullable FeatureCards features,
      @Nullable Runbook runbook) {
    this.facts = facts;
    this.gate = gate;
    this.card = card;
    this.features = features;
    this.runbook = runbook;
  }

  /** A share of a check's points, or none for want of evidence. */
  record Finding(double share, boolean isKnown, String why) {

    static Finding share(double share, String why) {
      return new Finding(share, true, why);
    }

    static Finding unknown(String wanted) {
      return new Finding(0, false, "Not given; wanted is " + wanted + ".");
    }

    static Finding of(long part, long all, String what) {
      return share(part / (double) all, part + " of " + all + " " + what + ".");
    }

    static Finding of(Verdict verdict, String why) {
      double share =
          switch (verdict) {
            case PASS -> 1;
            case INSUFFICIENT -> 0.5;
            case FAIL, INVALID -> 0;
          };
      return share(share, why.startsWith(verdict + ":") ? why : verdict + ": " + why);
    }

    Result of(RubricCheck check) {
      State state =
          !isKnown
              ? State.NO_EVIDENCE
              : share == 1 ? State.MET : share == 0 ? State.MISSED : State.PARTLY;
      return new Result(check, share * check.points(), state, why);
    }
  }

  Finding judge(RubricCheck check) {
    return switch (check) {
      case UNITS_DECLARED -> units();
      case FEATURES_FILLED -> filled();
      case HOLDOUT_SEPARATE -> holdout();
      case FEATURES_DOCUMENTED ->
          features == null
              ? Finding.unknown("feature cards")
              : complete(features.completeness(), "items of the feature cards");
      case INTERVALS -> intervals();
      case BEATS_BASELINE -> baseline();
      case GATE ->
          gate == null
              ? Finding.unknown("the decision of a gate")
              : Finding.of(gate.verdict(), Fact.text(gate));
      case SLICES -> slices();
      case ETHICS_STATED -> ethics();
      case ROLLBACK -> rollback();
      case REFERENCE_PROFILE -> reference();
      case RUNBOOK ->
          runbook == null
              ? Finding.unknown("a runbook")
              : complete(runbook.completeness(), "incidents have owner and escalation");
      case LINEAGE -> lineage();
      case MODEL_CARD ->
          card == null
              ? Finding.unknown("a model card")
              : complete(card.completeness(), "fields of the model card");
      case BRIEF -> brief();
      default -> throw new IllegalStateException(check + " is judged by a fact.");
    };
  }

  private static Finding complete(double share, String what) {
    return Finding.share(share, EstimateText.percent(share) + " of the " + what + " stated.");
  }

  private Finding units() {
    Optional<Schema> schema = facts.schema();
    if (schema.isEmpty()) {
      return Finding.unknown("the pipeline with its schema");
    }
    List<Field> numbers =
        schema.get().features().stream()
            .filter(f -> f.type() == FieldType.NUMERIC || f.type() == FieldType.INTEGER)
            .toList();
    long with = numbers.stream().filter(f -> f.unit().isPresent()).count();
    return numbers.isEmpty()
        ? Finding.share(1, "There are no number features.")
        : Finding.of(with, numbers.size(), "number features have a unit");
  }

  private Finding filled() {
    List<FieldProfile> profiles = facts.profile().map(Profile::features).orElse(List.of());
    if (profiles.isEmpty()) {
      return Finding.unknown("the pipeline with its profile");
    }
    long filled = profiles.stream().filter(p -> p.present() >= FILLED * p.total()).count();
    return Finding.of(
        filled, profiles.size(), "features have a value in at least half of the training rows");
  }

  private Finding holdout() {
    String holdout = facts.evidence().subject().holdout();
    Optional<String> trained = trainingFingerprint();
    if (trained.filter(holdout::equals).isPresent()) {
      return Finding.share(0, "The judged rows are the whole training table.");
    }
    if (facts.evaluation().isPresent()) {
      return Finding.share(1, "The evaluator refuses rows the model was trained on.");
    }
    return trained.isPresent()
        ? Finding.share(0.5, "Fingerprints differ; shared rows were not looked for.")
        : Finding.unknown("the evaluation, or the bundle");
  }

  private Optional<String> trainingFingerprint() {
    return facts
        .lineage()
        .map(Lineage::dataFingerprint)
        .or(() -> facts.pipeline().map(p -> p.trainedOn().tableFingerprint()));
  }

  private Finding intervals() {
    var metrics = facts.evidence().metrics().values();
    long sound = metrics.stream().filter(RubricRules::isSound).count();
    return Finding.of(
        sound,
        metrics.size(),
        "metrics have a bounded interval on at least " + Gate.DEFAULT_SUPPORT + " rows");
  }

  private static boolean isSound(Estimate estimate) {
    return estimate instanceof Measured m
        && m.support() >= Gate.DEFAULT_SUPPORT
        && Double.isFinite(m.interval().low())
        && Double.isFinite(m.interval().high());
  }

  private Finding baseline() {
    List<Comparison> compared =
        facts
            .brief()
            .map(
                b ->
                    facts.evidence().against(b.baseline().name()).stream()
                        .filter(c -> c.metric().equals(b.success().metric()))
                        .toList())
            .orElse(facts.evidence().comparisons());
    if (compared.isEmpty()) {
      return Finding.unknown("a comparison with the baseline by the metric that decides");
    }
    double won = compared.stream().mapToDouble(c -> better(c.gain())).sum();
    long surely = compared.stream().filter(c -> better(c.gain()) == 1).count();
    return Finding.share(
        won / compared.size(),
        "%d of %d gains are above 0 with their whole interval; one not told apart counts half."
            .formatted(surely, compared.size()));
  }

  private static double better(Estimate gain) {
    return gain.match(
        m -> m.interval().low() > 0 ? 1.0 : m.interval().high() <= 0 ? 0.0 : 0.5, u -> 0.5);
  }

  private Finding slices() {
    List<Slice> slices = facts.slices();
    if (slices.isEmpty()) {
      return Finding.unknown("an evaluation with slices");
    }
    long judged = slices.stream().filter(SliceBlocks::isMeasured).count();
    return Finding.of(judged, slices.size(), "slices had enough rows to be judged");
  }

  private Finding ethics() {
    if (card == null) {
      return Finding.unknown("a model card");
    }
    long stated = ETHICS.stream().filter(f -> card.value(f).isPresent()).count();
    return Finding.of(stated, ETHICS.size(), "fields on ethics and risks are stated");
  }

  private Finding rollback() {
    if (facts.history().isEmpty()) {
      return Finding.unknown("the history of the registry");
    }
    long done =
        facts.history().stream()
            .filter(e -> e.action() == RegistryEvent.Action.ROLLED_BACK)
            .count();
    return Finding.share(done > 0 ? 1 : 0, done + " rollback(s) in the history.");
  }

  private Finding reference() {
    return facts
        .profile()
        .map(
            p ->
                p.predictions().isPresent()
                    ? Finding.share(1, "Inputs and predictions are profiled.")
                    : Finding.share(0.5, "Inputs are profiled, predictions are not."))
        .orElse(Finding.unknown("the pipeline with its profile"));
  }

  private Finding lineage() {
    Optional<Lineage> lineage = facts.lineage();
    if (lineage.isEmpty()) {
      return Finding.unknown("the bundle with its lineage");
    }
    Lineage l = lineage.get();
    long known =
        Stream.of(
                !l.libraries().isEmpty(),
                l.properties().containsKey("trainer"),
                facts.record().isPresent(),
                facts.version().isPresent())
            .filter(b -> b)
            .count();
    return Finding.of(known, 4, "known: libraries, trainer, training record, registered version");
  }

  private Finding brief() {
    Optional<ProblemBrief> brief = facts.brief();
    if (brief.isEmpty()) {
      return Finding.unknown("a problem brief");
    }
    KillReview.Decision decision = brief.get().review(facts.evidence()).decision();
    double share =
        switch (decision) {
          case CONTINUE -> 1;
          case UNDECIDED, NOT_MEASURED -> 0.5;
          case KILL -> 0;
        };
    return Finding.share(share, "Its kill criteria say " + decision + ".");
  }
}
