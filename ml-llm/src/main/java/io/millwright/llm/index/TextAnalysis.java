package io.millwright.llm.index;

import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.analysis.util.CharTokenizer;

/** How text and questions are turned into index terms; fixed when an index is made. */
public enum TextAnalysis {
  /**
   * Maximal runs of {@code a-z} and {@code 0-9} after lower-casing; no stop words, no stemming.
   * Runs over 255 characters are cut. Text in other scripts gives no terms.
   */
  PLAIN {
    @Override
    Analyzer newAnalyzer() {
      return new Analyzer() {
        @Override
        protected TokenStreamComponents createComponents(String fieldName) {
          Tokenizer source = CharTokenizer.fromTokenCharPredicate(TextAnalysis::isPlain);
          return new TokenStreamComponents(source, new LowerCaseFilter(source));
        }
      };
    }
  },
  /**
   * Unicode words, lower-cased, English possessives and stop words removed, Porter stemming:
   * Lucene's {@code EnglishAnalyzer}. Works for other languages too, then without stemming worth
   * the name.
   */
  ENGLISH {
    @Override
    Analyzer newAnalyzer() {
      return new EnglishAnalyzer();
    }
  };

  abstract Analyzer newAnalyzer();

  private static boolean isPlain(int c) {
    int lower = Character.toLowerCase(c);
    return (lower >= 'a' && lower <= 'z') || (lower >= '0' && lower <= '9');
  }
}
