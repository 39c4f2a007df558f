package io.millwright.eval.experiment;

import io.millwright.evidence.Estimate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What an experiment says on a day: either that nothing of it can be trusted, or comparisons and a
 * decision. Thread-safe: yes, immutable.
 */
public sealed interface AbResult {

  /**
   * Users did not land as planned; there is nothing else to see.
   *
   * @param day days looked at
   * @param sampleRatio the check that failed
   * @param reasons why, for people
   */
  record Invalid(int day, SampleRatio sampleRatio, List<String> reasons) implements AbResult {

    public Invalid {
      reasons = List.copyOf(reasons);
    }

    @Override
    public Decision decision() {
      return Decision.INVALID;
    }
  }

  /** Users landed as planned. */
  final class Analysed implements AbResult {

    private final Progress progress;
    private final Findings findings;
    private final Map<String, Verdict> verdicts;
    private final Decision decision;

    Analysed(
        Progress progress, Findings findings, Map<String, Verdict> verdicts, Decision decision) {
      this.progress = progress;
      this.findings = findings;
      this.verdicts = Collections.unmodifiableMap(new LinkedHashMap<>(verdicts));
      this.decision = decision;
    }

    @Override
    public int day() {
      return progress.day();
    }

    @Override
    public SampleRatio sampleRatio() {
      return progress.sampleRatio();
    }

    @Override
    public Decision decision() {
      return decision;
    }

    /** Reasons of every arm, then remarks on the whole. */
    @Override
    public List<String> reasons() {
      List<String> reasons = new ArrayList<>();
      verdicts.forEach((arm, v) -> reasons.add(arm + ": " + v.decision() + ", " + v.reason()));
      reasons.addAll(progress.remarks());
      return List.copyOf(reasons);
    }

    /** Whether the planned end is reached, so that intervals for one look exist. */
    public boolean isAtEnd() {
      return progress.atEnd();
    }

    /** Guardrails, by arm and then in the order of the design. */
    public List<Comparison> guardrails() {
      return findings.guardrails();
    }

    /** The primary metric, by arm. */
    public List<Comparison> primary() {
      return findings.primary();
    }

    /** Always-valid gains of the primary metric by arm after each day, as far as looked. */
    public Map<String, List<Estimate>> sequence() {
      return findings.sequence();
    }

    /** What to do with each arm. */
    public Map<String, Decision> decisions() {
      Map<String, Decision> decisions = new LinkedHashMap<>();
      verdicts.forEach((arm, v) -> decisions.put(arm, v.decision()));
      return Collections.unmodifiableMap(decisions);
    }

    /** The arm to ship: of those that may be shipped, the one with the largest gain. */
    public Optional<String> winner() {
      return findings.primary().stream()
          .filter(c -> decisions().get(c.arm()) == Decision.SHIP)
          .max(Comparator.comparingDouble(Analysed::gain))
          .map(Comparison::arm);
    }

    private static double gain(Comparison c) {
      return c.deciding().match(Estimate.Measured::value, u -> Double.NEGATIVE_INFINITY);
    }

    /** Where the experiment stands. */
    record Progress(int day, boolean atEnd, SampleRatio sampleRatio, List<String> remarks) {}

    /** All comparisons. */
    record Findings(
        List<Comparison> primary,
        List<Comparison> guardrails,
        Map<String, List<Estimate>> sequence) {}

    /** About one arm. */
    record Verdict(Decision decision, String reason) {}
  }

  /** Days looked at: at most up to the planned end. */
  int day();

  /** Users against the planned shares. */
  SampleRatio sampleRatio();

  /** What to do. */
  Decision decision();

  /** Why, for people. */
  List<String> reasons();

  /** Exactly one of the functions, by kind. */
  default <T> T match(Function<Invalid, T> invalid, Function<Analysed, T> analysed) {
    return this instanceof Invalid i ? invalid.apply(i) : analysed.apply((Analysed) this);
  }
}
