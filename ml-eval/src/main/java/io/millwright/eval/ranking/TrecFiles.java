package io.millwright.eval.ranking;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Reads runs and judgements in the text formats of TREC.
 *
 * <p>Fields are separated by blanks or tabs; blank lines and lines that begin with {@code #} are
 * passed over. The text is UTF-8 and is not trusted: it may have at most {@link #MOST_LINES} lines
 * of {@link #MOST_CHARACTERS} characters, and all faults are told at once, each with its line and
 * without its content. Nothing is read from a file with a fault.
 */
public final class TrecFiles {

  /** Lines that a file may have. */
  public static final int MOST_LINES = 50_000_000;

  /** Characters that a line may have. */
  public static final int MOST_CHARACTERS = 4096;

  /** Faults that are told; more are counted. */
  public static final int MOST_FAULTS = 50;

  private static final Pattern NUMBER =
      Pattern.compile("[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]+)?");
  private static final Pattern INTEGER = Pattern.compile("[+-]?[0-9]{1,9}");

  private TrecFiles() {}

  /**
   * A run: {@code query Q0 document rank score tag} in each line. As in trec_eval the order is that
   * of the scores; Q0, rank and tag are not looked at.
   *
   * @throws TrecFormatException if a line has not 6 fields, a score is not a finite number, or a
   *     query has a document twice
   * @throws IOException if the file cannot be read
   */
  public static Run readRun(Path file) throws IOException {
    try (Reader in = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      return readRun(in);
    }
  }

  /** As {@link #readRun(Path)}; the reader is not closed. */
  public static Run readRun(Reader in) throws IOException {
    TrecLines lines = new TrecLines("Run", 6);
    Map<String, List<Retrieved>> lists = new LinkedHashMap<>();
    Repeated repeated = new Repeated(lines);
    lines.read(
        in,
        (line, fields) -> {
          String score = fields.get(4);
          boolean isNumber = NUMBER.matcher(score).matches();
          if (!isNumber || !Double.isFinite(Double.parseDouble(score))) {
            lines.fault(line, "the score, field 5, must be a finite number; was not.");
          } else if (repeated.isNew(line, fields)) {
            lists
                .computeIfAbsent(fields.get(0), q -> new ArrayList<>())
                .add(new Retrieved(fields.get(2), Double.parseDouble(score)));
          }
        });
    lines.orThrow();
    return Run.of(lists);
  }

  /**
   * Judgements (qrels): {@code query 0 document grade} in each line, the grade a whole number. As
   * in trec_eval a negative grade means that the document was not judged.
   *
   * @throws TrecFormatException if a line has not 4 fields, a grade is not a whole number of at
   *     most 9 digits, or a query has a document twice
   * @throws IOException if the file cannot be read
   */
  public static Judgements readJudgements(Path file) throws IOException {
    try (Reader in = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      return readJudgements(in);
    }
  }

  /** As {@link #readJudgements(Path)}; the reader is not closed. */
  public static Judgements readJudgements(Reader in) throws IOException {
    TrecLines lines = new TrecLines("Judgements", 4);
    Map<String, Map<String, Double>> grades = new LinkedHashMap<>();
    Repeated repeated = new Repeated(lines);
    lines.read(
        in,
        (line, fields) -> {
          if (!INTEGER.matcher(fields.get(3)).matches()) {
            lines.fault(
                line, "the grade, field 4, must be a whole number of at most 9 digits; was not.");
          } else if (repeated.isNew(line, fields)) {
            Map<String, Double> ofQuery =
                grades.computeIfAbsent(fields.get(0), q -> new HashMap<>());
            int grade = Integer.parseInt(fields.get(3));
            if (grade >= 0) {
              ofQuery.put(fields.get(2), (double) grade);
            }
          }
        });
    lines.orThrow();
    return Judgements.of(grades);
  }

  /** Finds documents that a query has twice, and remembers where the first was. */
  private static final class Repeated {

    private final TrecLines lines;
    private final Map<String, Map<String, Long>> first = new HashMap<>();

    Repeated(TrecLines lines) {
      this.lines = lines;
    }

    boolean isNew(long line, List<String> fields) {
      Long before =
          first
              .computeIfAbsent(fields.get(0), q -> new HashMap<>())
              .putIfAbsent(fields.get(2), line);
      if (before != null) {
        lines.fault(
            line, "the query must have a document once; has this one in line " + before + " too.");
      }
      return before == null;
    }
  }
}
