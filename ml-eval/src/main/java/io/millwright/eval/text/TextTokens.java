package io.millwright.eval.text;

import java.util.List;
import java.util.regex.Pattern;

/**
 * How a text is cut into tokens, as sacreBLEU does under the same names. The cut moves BLEU by
 * several points, so figures of different cuts cannot be compared. Thread-safe.
 *
 * @see <a href="https://aclanthology.org/W18-6319/">Post (2018), A call for clarity in reporting
 *     BLEU scores</a>
 */
public enum TextTokens {
  /**
   * As NIST's script mteval-v13a: ASCII punctuation is cut off, but a full stop, comma or dash
   * stays in numbers. The usual one for European languages.
   */
  V13A("13a") {
    @Override
    public List<String> of(String text) {
      String line = text.replace("<skipped>", "").replace("-\n", "").replace('\n', ' ');
      if (line.indexOf('&') >= 0) {
        line =
            line.replace("&quot;", "\"")
                .replace("&amp;", "&")
                .replace("&lt;", "<")
                .replace("&gt;", ">");
      }
      line = SYMBOL.matcher(" " + line + " ").replaceAll(" $1 ");
      line = POINT_AFTER_OTHER.matcher(line).replaceAll("$1 $2 ");
      line = POINT_BEFORE_OTHER.matcher(line).replaceAll(" $1 $2");
      return Texts.words(DASH_AFTER_DIGIT.matcher(line).replaceAll("$1 $2 "));
    }
  },

  /** As mteval-v14 for any script: Unicode punctuation not in numbers, and symbols, are cut off. */
  INTERNATIONAL("intl") {
    @Override
    public List<String> of(String text) {
      String line = MARK_AFTER_OTHER.matcher(text).replaceAll("$1 $2 ");
      line = MARK_BEFORE_OTHER.matcher(line).replaceAll(" $1 $2");
      return Texts.words(SIGN.matcher(line).replaceAll(" $1 "));
    }
  },

  /** Every character but white space, as code points; for languages without spaces. */
  CHARACTERS("char") {
    @Override
    public List<String> of(String text) {
      return text.codePoints()
          .filter(c -> !Texts.isSpace(c))
          .mapToObj(Character::toString)
          .toList();
    }
  },

  /** At white space only: for texts that are tokens already. */
  NONE("none") {
    @Override
    public List<String> of(String text) {
      return Texts.words(text);
    }
  };

  // NIST's class has the space too, which changes nothing but the time.
  private static final Pattern SYMBOL = Pattern.compile("([{-~\\[-`!-&(-+:-@/])");
  private static final Pattern POINT_AFTER_OTHER = Pattern.compile("([^0-9])([.,])");
  private static final Pattern POINT_BEFORE_OTHER = Pattern.compile("([.,])([^0-9])");
  private static final Pattern DASH_AFTER_DIGIT = Pattern.compile("([0-9])(-)");
  private static final Pattern MARK_AFTER_OTHER = Pattern.compile("(\\P{N})(\\p{P})");
  private static final Pattern MARK_BEFORE_OTHER = Pattern.compile("(\\p{P})(\\P{N})");
  private static final Pattern SIGN = Pattern.compile("(\\p{S})");

  private final String sign;

  TextTokens(String sign) {
    this.sign = sign;
  }

  /** The tokens of a text, in order; empty for a blank one. */
  public abstract List<String> of(String text);

  /** Its name in signatures. */
  public String sign() {
    return sign;
  }
}
