package io.millwright.eval.ranking;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.List;

/**
 * The fields of lines of text that may be hostile: lines longer than a bound are a fault and never
 * kept, and so are more lines than a bound.
 */
final class TrecLines {

  /** Takes the fields of a line, and says what is wrong with them. */
  interface Sink {
    void line(long number, List<String> fields);
  }

  private static final int BUFFER = 1 << 16;

  private final String subject;
  private final int fields;
  private final int mostLines;
  private final List<String> faults = new ArrayList<>();
  private long allFaults;

  TrecLines(String subject, int fields) {
    this(subject, fields, TrecFiles.MOST_LINES);
  }

  TrecLines(String subject, int fields, int mostLines) {
    this.subject = subject;
    this.fields = fields;
    this.mostLines = mostLines;
  }

  void fault(long line, String what) {
    allFaults++;
    if (faults.size() < TrecFiles.MOST_FAULTS) {
      faults.add("Line " + line + ": " + what);
    }
  }

  void orThrow() {
    if (allFaults > 0) {
      throw new TrecFormatException(subject, faults, allFaults);
    }
  }

  /** Gives each line that is neither blank nor a comment, if it has the number of fields. */
  void read(Reader in, Sink sink) throws IOException {
    char[] buffer = new char[BUFFER];
    StringBuilder line = new StringBuilder();
    long number = 1;
    try {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        for (int i = 0; i < n; i++) {
          if (number > mostLines) {
            fault(number, "the file must have at most " + mostLines + " lines. It is not read on.");
            return;
          }
          if (buffer[i] != '\n') {
            append(line, buffer[i]);
            continue;
          }
          take(number++, line, sink);
        }
      }
      take(number, line, sink);
    } catch (CharacterCodingException e) {
      fault(
          number, "the text must be UTF-8 from about here on; was not. Nothing after it is read.");
    }
  }

  /** One character more than allowed is kept, to tell that there were too many. */
  private static void append(StringBuilder line, char c) {
    if (line.length() <= TrecFiles.MOST_CHARACTERS) {
      line.append(c);
    }
  }

  private void take(long number, StringBuilder line, Sink sink) {
    if (line.length() > TrecFiles.MOST_CHARACTERS) {
      fault(number, "must have at most " + TrecFiles.MOST_CHARACTERS + " characters; has more.");
    } else if (line.length() == 0 || line.charAt(0) != '#') {
      List<String> found = split(line);
      if (found.size() == fields) {
        sink.line(number, found);
      } else if (!found.isEmpty()) {
        fault(number, "must have " + fields + " fields; has " + found.size() + ".");
      }
    }
    line.setLength(0);
  }

  private static List<String> split(CharSequence line) {
    List<String> fields = new ArrayList<>();
    int start = -1;
    for (int i = 0; i <= line.length(); i++) {
      boolean blank = i == line.length() || isBlank(line.charAt(i));
      if (blank && start >= 0) {
        fields.add(line.subSequence(start, i).toString());
        start = -1;
      } else if (!blank && start < 0) {
        start = i;
      }
    }
    return fields;
  }

  private static boolean isBlank(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
  }
}
