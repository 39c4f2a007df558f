package io.millwright.llm.rag;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SentencesTest {

  private static List<String> split(String text) {
    return Sentences.split(text, 0, text.length()).stream()
        .map(s -> text.substring(s.start(), s.end()))
        .toList();
  }

  @Test
  void split_prose_cutsAfterStopsButNotAfterAbbreviationsOrInitials() {
    assertThat(
            split(
                "Use a pump, e.g. Model 3. It costs 3.50 today! Ask Dr. Who (et al. 2019).\nJ. Doe did."))
        .containsExactly(
            "Use a pump, e.g. Model 3.",
            "It costs 3.50 today!",
            "Ask Dr. Who (et al. 2019).",
            "J. Doe did.");
    assertThat(split("One line\ngoes on. Next\n\nNew paragraph without a stop"))
        .containsExactly("One line\ngoes on.", "Next", "New paragraph without a stop");
    assertThat(split("\u4f60\u597d\u3002\u518d\u89c1\u3002")).hasSize(2);
  }

  @Test
  void split_markdown_keepsHeadingsItemsRowsAndCodeLinesApart() {
    String text =
        "# Title. Yes\ntext here\n- item one\n  goes on\n2. item two\n| a | b |\n```\nx = 1\ny. Z\n```\nend";
    assertThat(split(text))
        .containsExactly(
            "# Title. Yes",
            "text here",
            "- item one\n  goes on",
            "2. item two",
            "| a | b |",
            "x = 1",
            "y. Z",
            "end");
    assertThat(Sentences.split(text, 0, text.length()).get(0).heading()).isTrue();
    int code = text.indexOf("y. Z");
    assertThat(Sentences.split(text, code, text.length()).get(0).end()).isEqualTo(code + 4);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void split_randomText_isOrderedTrimmedBoundedAndCovering(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    String alphabet = "ab A.!?\n \t#-|`\"'):\u3002\u00e9";
    for (int round = 0; round < 500; round++) {
      StringBuilder built = new StringBuilder();
      for (int i = random.nextInt(300); i > 0; i--) {
        built.append(alphabet.charAt(random.nextInt(alphabet.length())));
        if (random.nextInt(40) == 0) {
          built.append("\ud83d\ude00".repeat(random.nextInt(400)));
        }
      }
      String text = built.toString();
      StringBuilder joined = new StringBuilder();
      int previous = 0;
      for (Sentence sentence : Sentences.split(text, 0, text.length())) {
        assertThat(sentence.start()).isGreaterThanOrEqualTo(previous);
        assertThat(sentence.end()).isGreaterThan(sentence.start());
        assertThat(sentence.end() - sentence.start()).isLessThanOrEqualTo(600);
        String quote = text.substring(sentence.start(), sentence.end());
        assertThat(quote).isEqualTo(quote.strip());
        assertThat(Character.isLowSurrogate(quote.charAt(0))).isFalse();
        assertThat(Character.isHighSurrogate(quote.charAt(quote.length() - 1))).isFalse();
        joined.append(quote);
        previous = sentence.end();
      }
      if (!text.contains("```") && !text.contains("~~~")) {
        assertThat(joined.toString().replaceAll("\\s", "")).isEqualTo(text.replaceAll("\\s", ""));
      }
    }
  }
}
