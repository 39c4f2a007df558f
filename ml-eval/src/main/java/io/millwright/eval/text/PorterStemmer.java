package io.millwright.eval.text;

import java.util.Map;
import java.util.function.Predicate;

/**
 * Porter's stemmer of English words in lower case, with the changes that NLTK makes by default and
 * ROUGE therefore uses: a few irregular words, {@code -ies} and {@code -ied} of four letters, y
 * after a consonant only, {@code -bli}, {@code -fulli} and {@code -logi}.
 *
 * @see <a href="https://tartarus.org/martin/PorterStemmer/def.txt">Porter (1980), An algorithm for
 *     suffix stripping</a>
 */
final class PorterStemmer {

  private static final Map<String, String> IRREGULAR =
      Map.ofEntries(
          Map.entry("skies", "sky"),
          Map.entry("sky", "sky"),
          Map.entry("dying", "die"),
          Map.entry("lying", "lie"),
          Map.entry("tying", "tie"),
          Map.entry("news", "news"),
          Map.entry("innings", "inning"),
          Map.entry("inning", "inning"),
          Map.entry("outings", "outing"),
          Map.entry("outing", "outing"),
          Map.entry("cannings", "canning"),
          Map.entry("canning", "canning"),
          Map.entry("howe", "howe"),
          Map.entry("proceed", "proceed"),
          Map.entry("exceed", "exceed"),
          Map.entry("succeed", "succeed"));

  private static final String[][] DERIVED = {
    {"ational", "ate"},
    {"tional", "tion"},
    {"enci", "ence"},
    {"anci", "ance"},
    {"izer", "ize"},
    {"bli", "ble"},
    {"alli", "al"},
    {"entli", "ent"},
    {"eli", "e"},
    {"ousli", "ous"},
    {"ization", "ize"},
    {"ation", "ate"},
    {"ator", "ate"},
    {"alism", "al"},
    {"iveness", "ive"},
    {"fulness", "ful"},
    {"ousness", "ous"},
    {"aliti", "al"},
    {"iviti", "ive"},
    {"biliti", "ble"},
    {"fulli", "ful"}
  };

  private static final String[][] INFLECTED = {
    {"icate", "ic"},
    {"ative", ""},
    {"alize", "al"},
    {"iciti", "ic"},
    {"ical", "ic"},
    {"ful", ""},
    {"ness", ""}
  };

  private static final String[] ENDINGS = {
    "al", "ance", "ence", "er", "ic", "able", "ible", "ant", "ement", "ment", "ent", "ion", "ou",
    "ism", "ate", "iti", "ous", "ive", "ize"
  };

  private PorterStemmer() {}

  static String stem(String word) {
    if (IRREGULAR.containsKey(word)) {
      return IRREGULAR.get(word);
    }
    if (word.length() <= 2) {
      return word;
    }
    String stem = derived(yToI(past(plural(word))));
    return tidied(ending(replaced(stem, INFLECTED, s -> measure(s) > 0)));
  }

  private static String plural(String word) {
    if (word.endsWith("ies")) {
      return cut(word, word.length() == 4 ? 1 : 2);
    }
    if (word.endsWith("sses")) {
      return cut(word, 2);
    }
    return word.endsWith("s") && !word.endsWith("ss") ? cut(word, 1) : word;
  }

  private static String past(String word) {
    if (word.endsWith("ied")) {
      return cut(word, word.length() == 4 ? 1 : 2);
    }
    if (word.endsWith("eed")) {
      return measure(cut(word, 3)) > 0 ? cut(word, 1) : word;
    }
    if (word.endsWith("ed") && hasVowel(cut(word, 2))) {
      return mended(cut(word, 2));
    }
    return word.endsWith("ing") && hasVowel(cut(word, 3)) ? mended(cut(word, 3)) : word;
  }

  private static String mended(String stem) {
    if (stem.endsWith("at") || stem.endsWith("bl") || stem.endsWith("iz")) {
      return stem + "e";
    }
    if (endsDouble(stem)) {
      return "lsz".indexOf(stem.charAt(stem.length() - 1)) >= 0 ? stem : cut(stem, 1);
    }
    return measure(stem) == 1 && endsShort(stem) ? stem + "e" : stem;
  }

  private static String yToI(String word) {
    int last = word.length() - 1;
    boolean changes = word.endsWith("y") && last > 1 && isConsonant(word, last - 1);
    return changes ? cut(word, 1) + "i" : word;
  }

  private static String derived(String word) {
    if (word.endsWith("alli") && measure(cut(word, 4)) > 0) {
      return derived(cut(word, 2));
    }
    // The l belongs to the stem, so that "geologi" has a vowel and a consonant before the suffix.
    if (word.endsWith("logi")) {
      return measure(cut(word, 3)) > 0 ? cut(word, 1) : word;
    }
    return replaced(word, DERIVED, s -> measure(s) > 0);
  }

  /** By the first suffix that the word has, if its stem is as required. */
  private static String replaced(String word, String[][] rules, Predicate<String> required) {
    for (String[] rule : rules) {
      if (word.endsWith(rule[0])) {
        String stem = cut(word, rule[0].length());
        return required.test(stem) ? stem + rule[1] : word;
      }
    }
    return word;
  }

  private static String ending(String word) {
    for (String suffix : ENDINGS) {
      if (word.endsWith(suffix)) {
        String stem = cut(word, suffix.length());
        boolean fits = !suffix.equals("ion") || stem.endsWith("s") || stem.endsWith("t");
        return fits && measure(stem) > 1 ? stem : word;
      }
    }
    return word;
  }

  private static String tidied(String word) {
    String stem = word;
    if (word.endsWith("e")) {
      String without = cut(word, 1);
      int measure = measure(without);
      stem = measure > 1 || (measure == 1 && !endsShort(without)) ? without : word;
    }
    return stem.endsWith("ll") && measure(cut(stem, 1)) > 1 ? cut(stem, 1) : stem;
  }

  private static String cut(String word, int letters) {
    return word.substring(0, word.length() - letters);
  }

  private static boolean isConsonant(String word, int at) {
    char c = word.charAt(at);
    if (c == 'y') {
      return at == 0 || !isConsonant(word, at - 1);
    }
    return "aeiou".indexOf(c) < 0;
  }

  /** How often a vowel is followed by a consonant. */
  private static int measure(String stem) {
    int measure = 0;
    for (int i = 1; i < stem.length(); i++) {
      measure += isConsonant(stem, i) && !isConsonant(stem, i - 1) ? 1 : 0;
    }
    return measure;
  }

  private static boolean hasVowel(String stem) {
    for (int i = 0; i < stem.length(); i++) {
      if (!isConsonant(stem, i)) {
        return true;
      }
    }
    return false;
  }

  private static boolean endsDouble(String word) {
    int last = word.length() - 1;
    return last > 0 && word.charAt(last) == word.charAt(last - 1) && isConsonant(word, last);
  }

  /** Consonant, vowel, consonant but w, x and y; or a word of a vowel and a consonant. */
  private static boolean endsShort(String word) {
    int last = word.length() - 1;
    if (last < 1 || !isConsonant(word, last) || isConsonant(word, last - 1)) {
      return false;
    }
    return last == 1 || (isConsonant(word, last - 2) && "wxy".indexOf(word.charAt(last)) < 0);
  }
}
