package io.millwright.brief;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.millwright.Seed;
import io.millwright.brief.KillCriterion.MissesBar;
import io.millwright.brief.KillCriterion.PeopleSay;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProblemBriefTest {

  private static List<String> faults(String yaml) {
    BriefFormatException e =
        catchThrowableOfType(BriefFormatException.class, () -> ProblemBrief.fromYaml(yaml));
    assertThat(e).isNotNull();
    return e.faults();
  }

  @Test
  void brief_writtenAndRead_isTheSame() {
    ProblemBrief brief = Briefs.loans();
    assertThat(ProblemBrief.fromJson(brief.toJson())).isEqualTo(brief).hasSameHashCodeAs(brief);
    assertThat(ProblemBrief.fromYaml(brief.toYaml())).isEqualTo(brief);
    assertThat(ProblemBrief.fromYaml(brief.toYaml()).toYaml()).isEqualTo(brief.toYaml());
    assertThat(brief.approach().orElseThrow().approach())
        .isEqualTo(ApproachDecision.Approach.HYBRID);
    assertThat(brief.recommendation().metric()).isEqualTo("roc_auc");
  }

  @Test
  void brief_withoutSignalsAndGaps_isTheSame() {
    ProblemBrief brief =
        Briefs.draft().killIf(new MissesBar("a", Better.LOWER, 1e-7)).build();
    assertThat(ProblemBrief.fromYaml(brief.toYaml())).isEqualTo(brief);
    assertThat(ProblemBrief.fromJson(brief.toJson())).isEqualTo(brief);
    assertThat(brief.approach()).isEmpty();
  }

  /** Texts that try to be something else than text. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "yes", "no", "null", "~", "1e3", "0x1f", "- a", "a: b", "a # b", "# c", "[x]", "{x}", "*a",
        "&a", "!t", "|", ">", "%d", "@x", "`x`", "'q'", "\"q\"", "it's", "\\", "a\nb", "\t", " a ",
        "\u0000\u0007\u2028\uFEFF", "漢字 😀", "\uD800", "?", "-", "---", "...", "key:", "a:b", "<<"
      })
  void text_ofAnyKind_comesBackAsItWas(String text) {
    if (text.isBlank()) {
      return;
    }
    ProblemBrief brief =
        Briefs.draft().data(text).gaps("x", text).killIf(new PeopleSay(text)).build();
    assertThat(ProblemBrief.fromYaml(brief.toYaml())).isEqualTo(brief);
    assertThat(ProblemBrief.fromJson(brief.toJson())).isEqualTo(brief);
  }

  @Test
  void yaml_asAPersonWritesIt_isRead() {
    ProblemBrief brief =
        ProblemBrief.fromYaml(
            """
            # Agreed on 3 November
            formatVersion: 1
            name: Churn            # working title
            objective: Keep customers who would leave
            success:
                metric: average_precision
                better: higher
                goal: 0.4
                meaning: 'a third of the desk''s time'
            baseline:
              name: prior
              description: call whom we please
            type: binary_classification
            target: "Left within 90 days: yes/no"
            consumer: The call centre
            latency: batch
            data:
            - Contracts since 2020
            - calls
            gaps: []
            ethics:
              - "Nobody is cut off"
            killCriteria:
              - kind: misses_bar
                metric: average_precision
                better: higher
                bar: 0.2
              -
                kind: people_say
                question: Is calling forbidden?
            """);
    assertThat(brief.name()).isEqualTo("Churn");
    assertThat(brief.success().meaning()).isEqualTo("a third of the desk's time");
    assertThat(brief.data()).containsExactly("Contracts since 2020", "calls");
    assertThat(brief.gaps()).isEmpty();
    assertThat(brief.killCriteria())
        .containsExactly(
            new MissesBar("average_precision", Better.HIGHER, 0.2),
            new PeopleSay("Is calling forbidden?"));
  }

  @Test
  void yaml_manyFaults_areAllNamedWithTheirLines() {
    String yaml =
        Briefs.loans()
            .toYaml()
            .replace("goal: 0.8", "goal: high")
            .replace("type: binary_classification", "type: guess")
            .replace("share: 0.9", "share: 1.5")
            .replace("latency: interactive\ndata", "latncy: interactive\ndata")
            .replace("kind: misses_bar", "kind: whatever")
            .replace("gaps:\n", "gaps: yes\nname: again\n");
    assertThat(faults(yaml))
        .hasSize(9)
        .anyMatch(f -> f.equals("Line 1: Member 'latency' of the brief must be there; was not."))
        .anyMatch(f -> f.matches("Line 7: Member 'goal' must be a finite number; was not\\."))
        .anyMatch(f -> f.matches("Line 12: Member 'type' must be one of \\[binary_.*another word\\."))
        .anyMatch(f -> f.contains("Member 'latncy' of the brief must be known; is not."))
        .anyMatch(f -> f.contains("Share of a kill criterion must be a share strictly between"))
        .anyMatch(f -> f.contains("kind must be simpler_suffices"))
        .anyMatch(f -> f.equals("Line 18: Member 'gaps' must be a list; was one value."))
        .anyMatch(f -> f.contains("Member 'name' must be there once; was again."))
        .anyMatch(f -> f.contains("must not stand under one that has a value"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''|Line 1: Document must hold a mapping; was empty.",
        "just text|Line 1: Line must be 'name: value' or '- value'; was neither.",
        "- a|Line 1: Document must be a mapping; was a list.",
        "name: &a x|Line 1: Value must be plain text, a number or quoted; was not. Quote it.",
        "name: {a: b}|Line 1: Value must be plain text, a number or quoted; was not. Quote it.",
        "name: \"a|Line 1: Quoted text must end on its line and have the escapes of JSON; did not.",
        "name: 'a|Line 1: Quoted text must end on its line; did not.",
        "name: no|Line 1: Member 'name' must be text; reads as a number or a truth value. Quote it.",
        "name: 2024-01-01|Line 1: Member 'name' must be text; reads as a number or a truth value. Quote it.",
      })
  void yaml_oneFault_isNamed(String yaml, String fault) {
    assertThat(faults(yaml)).contains(fault);
  }

  @Test
  void json_brokenOrOdd_isRefusedWithItsLine() {
    String json = Briefs.loans().toJson();
    assertThatThrownBy(() -> ProblemBrief.fromJson(json.substring(0, json.length() / 2)))
        .isInstanceOf(BriefFormatException.class)
        .hasMessageContaining("Document must be JSON; was broken here.");
    assertThatThrownBy(() -> ProblemBrief.fromJson(json + "{}"))
        .hasMessageContaining("was followed by more");
    assertThatThrownBy(
            () -> ProblemBrief.fromJson(json.replace("\"latency\"", "\"name\" : \"x\", \"x\"")))
        .hasMessageContaining("Member 'name' must be there once; was again.")
        .hasMessageContaining("Member 'x' of the brief must be known");
    assertThatThrownBy(() -> ProblemBrief.fromJson("null")).hasMessageContaining("was null");
    assertThatThrownBy(() -> ProblemBrief.fromJson("[".repeat(5000)))
        .hasMessageContaining("was broken here");
    assertThatThrownBy(() -> ProblemBrief.fromJson(json.replace("\"formatVersion\" : 1", "\"formatVersion\" : 2")))
        .hasMessageContaining("formatVersion must be 1");
  }

  @Test
  void read_hugeOrDeepDocument_isRefusedSoon() {
    assertThatThrownBy(() -> ProblemBrief.fromYaml("a".repeat(200_001)))
        .hasMessageContaining("at most 200000 characters");
    StringBuilder deep = new StringBuilder();
    for (int i = 0; i < 600; i++) {
      deep.append(" ".repeat(Math.min(i, 300))).append("a:\n");
    }
    assertThat(faults(deep.toString())).anyMatch(f -> f.contains("at most 8 deep"));
    assertThat(faults("- ".repeat(50_000))).isNotEmpty();
    assertThat(faults("\tname: x\n".repeat(5_000))).hasSize(BriefFaults.MOST);
  }

  @Test
  void fault_ofHostileNames_showsNoMoreThanTheyMay() {
    BriefFormatException e =
        catchThrowableOfType(
            BriefFormatException.class,
            () -> ProblemBrief.fromJson("{\"\\u001b[31m<script>" + "x".repeat(99) + "\": 1}"));
    assertThat(e.getMessage()).doesNotContain("\u001b").doesNotContain("<script>");
    assertThat(e.code()).isEqualTo("brief-format");
  }

  /** Changed, cut and joined documents either read or are refused with faults; nothing else. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void read_mutatedDocuments_areReadOrRefused(long seed) {
    RandomGenerator random = Seed.of(seed).derive("mutate").random();
    String[] written = {Briefs.loans().toYaml(), Briefs.loans().toJson()};
    String alphabet = ":-#'\"[]{}&*!|>%@`\\ \t\n\r,?~0e\u0000\uFEFFü";
    int read = 0;
    for (int round = 0; round < 500; round++) {
      boolean yaml = random.nextBoolean();
      StringBuilder text = new StringBuilder(written[yaml ? 0 : 1]);
      for (int edits = 1 + random.nextInt(4); edits > 0; edits--) {
        int at = random.nextInt(text.length());
        switch (random.nextInt(4)) {
          case 0 -> text.setCharAt(at, alphabet.charAt(random.nextInt(alphabet.length())));
          case 1 -> text.insert(at, alphabet.charAt(random.nextInt(alphabet.length())));
          case 2 -> text.delete(at, Math.min(text.length(), at + 1 + random.nextInt(20)));
          default -> text.insert(at, text.substring(at, Math.min(text.length(), at + 30)));
        }
        text.append(text.isEmpty() ? "x" : "");
      }
      try {
        ProblemBrief brief =
            yaml ? ProblemBrief.fromYaml(text.toString()) : ProblemBrief.fromJson(text.toString());
        assertThat(ProblemBrief.fromYaml(brief.toYaml())).isEqualTo(brief);
        read++;
      } catch (BriefFormatException e) {
        assertThat(e.faults()).isNotEmpty().allMatch(f -> f.matches("(?s)Line \\d+: .*"));
      }
    }
    assertThat(read).isPositive();
  }

  @Test
  void build_incompleteBlankOrTwice_namesEverything() {
    assertThatThrownBy(
            () -> ProblemBrief.builder("b").objective(" ").objective("x").data("").build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Part 'objective' must have a text; was blank.")
        .hasMessageContaining("Part 'objective' must be set once; was set twice.")
        .hasMessageContaining("Part 'data' must hold texts; one was blank.")
        .hasMessageContaining("Part 'success' must be set; was not.")
        .hasMessageContaining("Part 'killCriteria' must hold at least one; was empty.");
    assertThatThrownBy(() -> new MissesBar("m", Better.HIGHER, Double.NaN))
        .hasMessageContaining("Bar of a kill criterion must be finite");
    assertThatThrownBy(() -> new SuccessMetric(" ", Better.HIGHER, 1, "x"))
        .hasMessage("Success metric must not be blank.");
  }
}
