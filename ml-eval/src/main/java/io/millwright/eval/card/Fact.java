package io.millwright.eval.card;

import io.millwright.Require;
import io.millwright.artifact.GateDecision;
import io.millwright.artifact.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * What a check elsewhere found, with where that can be looked up: a leakage audit, a parity proof,
 * a latency measurement, a drift monitor.
 *
 * <p>For findings whose types this module cannot see. The digest names the report the verdict was
 * read from, so that a reader can fetch it and disagree. Thread-safe: yes, immutable.
 *
 * @param verdict what was found
 * @param source where it comes from
 * @param text the finding in one sentence, without personal values
 */
public record Fact(Verdict verdict, Source source, String text) {

  /** How the reason of a requirement that is met begins. */
  private static final String MET = Verdict.PASS + ": ";

  public Fact {
    Objects.requireNonNull(verdict, "verdict");
    Objects.requireNonNull(source, "source");
    Require.notBlank("Text of a fact", text);
  }

  /**
   * Where a fact comes from.
   *
   * @param name what made it, for example {@code "leakage audit"}
   * @param digest fingerprint of the report it was read from, for example {@code Sha256.hex(json)}
   * @param at when it was found
   */
  public record Source(String name, String digest, Instant at) {
    public Source {
      Require.notBlank("Name of a source", name);
      Require.notBlank("Digest of a source", digest);
      Objects.requireNonNull(at, "at");
    }

    String describe() {
      return name + ", " + at + ", " + (digest.length() > 12 ? digest.substring(0, 12) : digest);
    }
  }

  /** The decision of a gate as a fact; its text is the reasons. */
  public static Fact of(GateDecision decision, Source source) {
    return new Fact(decision.verdict(), source, text(decision));
  }

  /** A line for each requirement; those that are met are only counted where others are not. */
  static String text(GateDecision decision) {
    if (decision.reasons().isEmpty()) {
      return "The gate decided " + decision.verdict() + ".";
    }
    List<String> open = decision.reasons().stream().filter(r -> !r.startsWith(MET)).toList();
    int met = decision.reasons().size() - open.size();
    return open.isEmpty() || met == 0
        ? String.join("\n", decision.reasons())
        : String.join("\n", open) + "\nMet besides: " + met + ".";
  }
}
