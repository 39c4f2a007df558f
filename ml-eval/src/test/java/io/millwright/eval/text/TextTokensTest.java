package io.millwright.eval.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TextTokensTest {

  @Test
  void v13a_punctuationAndNumbers_areCutAsByNist() {
    assertThat(TextTokens.V13A.of("Hello, world! It's 3.14, 1,000 or 5-6 (a-b)."))
        .containsExactly(
            "Hello", ",", "world", "!", "It's", "3.14", ",", "1,000", "or", "5", "-", "6", "(",
            "a-b", ")", ".");
    assertThat(TextTokens.V13A.of("&quot;x&quot; &amp; &lt;y&gt;<skipped> end-\ning\nnow"))
        .containsExactly("\"", "x", "\"", "&", "<", "y", ">", "ending", "now");
    assertThat(TextTokens.V13A.of("Straße – ok…")).containsExactly("Straße", "–", "ok…");
  }

  @Test
  void international_anyScript_cutsPunctuationAndSymbols() {
    assertThat(TextTokens.INTERNATIONAL.of("„Straße“ kostet 5,50€ in 1999."))
        .containsExactly("„", "Straße", "“", "kostet", "5,50", "€", "in", "1999.");
    assertThat(TextTokens.INTERNATIONAL.of("It's so.")).containsExactly("It", "'", "s", "so", ".");
  }

  @Test
  void characters_surrogatePairs_areOne() {
    assertThat(TextTokens.CHARACTERS.of("a \uD83D\uDE00\u3000b"))
        .containsExactly("a", "\uD83D\uDE00", "b");
  }

  @Test
  void none_whiteSpace_isThatOfUnicode() {
    assertThat(TextTokens.NONE.of(" a\tb\u00a0c\u2003d\u200be\n\u0085 "))
        .containsExactly("a", "b", "c", "d\u200be");
    assertThat(TextTokens.NONE.of("  ")).isEmpty();
    assertThat(TextTokens.NONE.of("a\u001cb\u001fc")).containsExactly("a", "b", "c");
  }
}
