package io.millwright.eval.fairness;

import io.millwright.eval.fairness.Contrasts.Item;
import io.millwright.eval.fairness.Contrasts.Pair;
import io.millwright.eval.fairness.Contrasts.Range;
import io.millwright.eval.fairness.FairnessFinding.Chance;
import io.millwright.eval.fairness.FairnessFinding.Judgement;
import io.millwright.eval.fairness.GroupDraws.Quantity;
import io.millwright.eval.interval.Bootstrap;
import io.millwright.evidence.Estimate;
import io.millwright.evidence.Estimate.Interval;
import io.millwright.report.NumberText;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;

/** Measures over the groups of one partition, judged against margins. */
final class FairnessJudge {

  private static final int NAMED = 5;

  private final GroupDraws groups;
  private final FairnessRules rules;
  private final Optional<String> referenceName;
  private final OptionalInt reference;

  FairnessJudge(GroupDraws groups, FairnessRules rules) {
    this.groups = groups;
    this.rules = rules;
    Partition partition = groups.partition();
    List<String> named =
        partition.fields().stream().filter(rules.references()::containsKey).toList();
    boolean whole = named.size() == partition.fields().size();
    this.referenceName =
        whole
            ? Optional.of(
                String.join(
                    ", ", named.stream().map(f -> rules.references().getOrDefault(f, f)).toList()))
            : Optional.empty();
    this.reference = whole ? find(partition) : OptionalInt.empty();
  }

  private OptionalInt find(Partition partition) {
    for (int g = 0; g < partition.size(); g++) {
      boolean same =
          partition.group(g).values().entrySet().stream()
              .allMatch(
                  e ->
                      e.getValue().equals(Optional.ofNullable(rules.references().get(e.getKey()))));
      if (same) {
        return OptionalInt.of(g);
      }
    }
    return OptionalInt.empty();
  }

  /** The groups that are compared and those that rest on too few rows. */
  private record Block(Quantity quantity, List<Integer> compared, List<String> small, long least) {}

  private Block block(Quantity quantity) {
    List<Integer> compared = new ArrayList<>();
    List<String> small = new ArrayList<>();
    long least = Long.MAX_VALUE;
    for (int g = 0; g < groups.partition().size(); g++) {
      long support = (long) groups.effective(quantity, g);
      if (support >= rules.floor()) {
        compared.add(g);
        least = Math.min(least, support);
      } else {
        small.add(
            groups.partition().group(g).name() + " (" + support + " " + quantity.rows() + ")");
      }
    }
    return new Block(quantity, compared, small, compared.isEmpty() ? 0 : least);
  }

  private Item item(Quantity quantity, int group) {
    double value = groups.value(quantity, group);
    double n = groups.effective(quantity, group) + 2;
    double adjusted = (value * (n - 2) + 1) / n;
    double least =
        quantity == Quantity.CALIBRATION_GAP ? 1 / (n * n) : adjusted * (1 - adjusted) / n;
    return new Item(value, groups.drawn(quantity, group), least);
  }

  private Contrasts contrasts(List<Block> blocks) {
    return new Contrasts(
        blocks.stream()
            .map(b -> b.compared().stream().map(g -> item(b.quantity(), g)).toList())
            .toList(),
        rules.bootstrap().level(),
        least(blocks));
  }

  FairnessFinding judge(FairnessMeasure measure) {
    List<Block> blocks = measure.quantities().stream().map(this::block).toList();
    Set<String> small = new LinkedHashSet<>();
    blocks.forEach(b -> small.addAll(b.small()));
    Optional<String> none = impossible(measure, blocks);
    if (none.isPresent()) {
      return undefined(measure, blocks, none.get());
    }
    Contrasts contrasts = contrasts(blocks);
    if (contrasts.undefined() > Bootstrap.UNDEFINED_LIMIT * contrasts.replicates()) {
      return undefined(
          measure,
          blocks,
          "a group has no rate in "
              + contrasts.undefined()
              + " of "
              + contrasts.replicates()
              + " resamples");
    }
    Range found =
        measure.isRatio()
            ? ratio(measure, blocks.get(0), contrasts)
            : difference(measure, blocks, contrasts);
    if (!Double.isFinite(found.value())) {
      return undefined(measure, blocks, "no group that others are compared with is selected");
    }
    Estimate.Measured estimate =
        new Estimate.Measured(
            found.value(),
            new Interval(found.low(), found.high(), rules.bootstrap().level(), method(small)),
            least(blocks));
    return new FairnessFinding(
        measure,
        groups.partition().fields(),
        estimate,
        Optional.of(chance(measure, blocks, contrasts)),
        judgement(measure, estimate, small));
  }

  /** Why the measure cannot be computed at all. */
  private Optional<String> impossible(FairnessMeasure measure, List<Block> blocks) {
    for (Block b : blocks) {
      if (b.compared().size() < 2) {
        return Optional.of(
            groups.partition().size() < 2
                ? "there is one group only"
                : "fewer than 2 groups rest on "
                    + rules.floor()
                    + " "
                    + b.quantity().rows()
                    + " or more");
      }
    }
    boolean refers = measure == FairnessMeasure.DISPARATE_IMPACT && referenceName.isPresent();
    if (refers && reference.isEmpty()) {
      return Optional.of("no row is of the reference group '" + referenceName.get() + "'");
    }
    if (refers && !blocks.get(0).compared().contains(reference.getAsInt())) {
      return Optional.of("the reference group rests on fewer than " + rules.floor() + " rows");
    }
    return Optional.empty();
  }

  private Range difference(FairnessMeasure measure, List<Block> blocks, Contrasts contrasts) {
    List<Range> spreads = contrasts.spreads();
    double value = 0;
    double low = 0;
    double high = 0;
    for (int b = 0; b < spreads.size(); b++) {
      Range s = spreads.get(b);
      boolean open = !blocks.get(b).small().isEmpty() && !rules.leavesSmallOut();
      double top = open ? measure.most() : Math.min(s.high(), measure.most());
      if (measure.form() == FairnessMeasure.Form.AVERAGE) {
        value += s.value() / spreads.size();
        low += s.low() / spreads.size();
        high += top / spreads.size();
      } else {
        value = Math.max(value, s.value());
        low = Math.max(low, s.low());
        high = Math.max(high, top);
      }
    }
    return new Range(value, Math.min(low, value), Math.max(high, value));
  }

  private Range ratio(FairnessMeasure measure, Block block, Contrasts contrasts) {
    List<Pair> pairs =
        measure == FairnessMeasure.DISPARATE_IMPACT && reference.isPresent()
            ? toReference(block, reference.getAsInt())
            : contrasts.ordered();
    Range range = contrasts.smallestRatio(pairs, pairs);
    boolean open = !block.small().isEmpty() && !rules.leavesSmallOut();
    return open ? new Range(range.value(), 0, range.high()) : range;
  }

  private static List<Pair> toReference(Block block, int reference) {
    int below = block.compared().indexOf(reference);
    List<Pair> pairs = new ArrayList<>();
    for (int i = 0; i < block.compared().size(); i++) {
      if (i != below) {
        pairs.add(new Pair(i, below));
      }
    }
    return pairs;
  }

  /** The selection rate of each group over that of the reference, or of the most favoured one. */
  List<ImpactRatio> impacts() {
    Block block = block(Quantity.of(GroupRate.SELECTION_RATE));
    if (impossible(FairnessMeasure.DISPARATE_IMPACT, List.of(block)).isPresent()) {
      return List.of();
    }
    Contrasts contrasts = contrasts(List.of(block));
    int below = reference.orElseGet(() -> mostFavoured(block));
    List<Pair> family = toReference(block, below);
    List<ImpactRatio> impacts = new ArrayList<>();
    for (Pair pair : family) {
      int group = block.compared().get(pair.above());
      long support = (long) groups.effective(block.quantity(), group);
      Range range = contrasts.smallestRatio(List.of(pair), family);
      boolean exists = Double.isFinite(range.value());
      Estimate estimate =
          exists
              ? new Estimate.Measured(
                  range.value(),
                  new Interval(
                      range.low(), range.high(), rules.bootstrap().level(), method(Set.of())),
                  support)
              : new Estimate.Undefined("nobody of the reference group is selected", support);
      impacts.add(
          new ImpactRatio(
              groups.partition().group(group),
              groups.partition().group(below),
              estimate,
              exists && FairnessMeasure.passesFourFifths(range.value())));
    }
    return impacts;
  }

  private int mostFavoured(Block block) {
    int best = block.compared().get(0);
    for (int g : block.compared()) {
      if (groups.value(block.quantity(), g) > groups.value(block.quantity(), best)) {
        best = g;
      }
    }
    return best;
  }

  private Chance chance(FairnessMeasure measure, List<Block> blocks, Contrasts contrasts) {
    double[] equal = contrasts.spreadsIfEqual();
    double sum = 0;
    double largest = 0;
    for (double e : equal) {
      sum += e;
      largest = Math.max(largest, e);
    }
    double expected = measure.form() == FairnessMeasure.Form.AVERAGE ? sum / equal.length : largest;
    if (measure.isRatio()) {
      Block block = blocks.get(0);
      double top = groups.value(block.quantity(), mostFavoured(block));
      expected = Math.max(0, 1 - expected / top);
    }
    return new Chance(expected, contrasts.pValue());
  }

  private static long least(List<Block> blocks) {
    return blocks.stream().mapToLong(Block::least).min().orElse(0);
  }

  private String method(Set<String> small) {
    String method = "simultaneous bootstrap of " + groups.units().what();
    return small.isEmpty()
        ? method
        : rules.leavesSmallOut()
            ? method + ", without small groups"
            : method + "; open at the side of the groups that are too small";
  }

  private FairnessFinding undefined(FairnessMeasure measure, List<Block> blocks, String reason) {
    return new FairnessFinding(
        measure,
        groups.partition().fields(),
        new Estimate.Undefined(reason, least(blocks)),
        Optional.empty(),
        new Judgement(FairnessVerdict.INSUFFICIENT, rules.margin(measure), reason));
  }

  private Judgement judgement(
      FairnessMeasure measure, Estimate.Measured estimate, Set<String> small) {
    OptionalDouble stated = rules.margin(measure);
    if (stated.isEmpty()) {
      return new Judgement(
          FairnessVerdict.NOT_JUDGED, stated, "No margin was stated for " + measure.key() + ".");
    }
    double margin = stated.getAsDouble();
    Interval i = estimate.interval();
    boolean within = measure.isRatio() ? i.low() >= margin : i.high() <= margin;
    boolean beyond = measure.isRatio() ? i.high() < margin : i.low() > margin;
    String found =
        "%s is %s, %s to %s at %s %% confidence; the margin is %s."
            .formatted(
                measure.label(),
                NumberText.of(estimate.value()),
                NumberText.of(i.low()),
                NumberText.of(i.high()),
                NumberText.of(i.level() * 100, 3),
                NumberText.of(margin));
    if (within || beyond) {
      return new Judgement(
          within ? FairnessVerdict.FAIR_WITHIN : FairnessVerdict.UNFAIR, stated, found);
    }
    if (!small.isEmpty() && !rules.leavesSmallOut()) {
      return new Judgement(
          FairnessVerdict.INSUFFICIENT,
          stated,
          found + " Groups below the floor of " + rules.floor() + ": " + names(small) + ".");
    }
    return new Judgement(
        FairnessVerdict.UNDECIDED, stated, found + " Too uncertain to tell: judge more rows.");
  }

  static String names(Set<String> small) {
    String first = String.join("; ", small.stream().limit(NAMED).toList());
    return small.size() > NAMED ? first + " and " + (small.size() - NAMED) + " more" : first;
  }
}
