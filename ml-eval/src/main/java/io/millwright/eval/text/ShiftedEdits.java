package io.millwright.eval.text;

import java.util.Arrays;

/** Edits with greedy moves from words to those of one reference, within Tercom's limits. */
final class ShiftedEdits {

  private static final int LONGEST_MOVE = 10;
  private static final int FARTHEST_MOVE = 50;
  private static final int BAND = 25;
  private static final int MOST_TRIES = 1000;
  private static final int UNREACHED = 1 << 29;

  private static final byte KEEP = 0;
  private static final byte REPLACE = 1;
  private static final byte DROP = 2;
  private static final byte ADD = 3;

  private final int[] reference;
  private int tries;

  /** The place in the hypothesis of each word of the reference; both with their errors. */
  private int[] aligned = new int[0];

  private boolean[] wrongOwn = new boolean[0];
  private boolean[] wrongReference = new boolean[0];

  /** Used for one hypothesis only. */
  ShiftedEdits(int[] reference) {
    this.reference = reference;
  }

  int edits(int[] hypothesis) {
    int[] words = hypothesis;
    if (reference.length == 0) {
      return words.length;
    }
    int moves = 0;
    while (true) {
      int[] moved = bestMove(words);
      if (tries >= MOST_TRIES || moved.length == 0) {
        return moves + distances(words).distance();
      }
      moves++;
      words = moved;
    }
  }

  /** The words after the move that saves most, or none where no move saves anything. */
  private int[] bestMove(int[] words) {
    Distances before = distances(words);
    align(before, words.length);
    Move best = new Move(0, 0, 0, 0, new int[0]);
    for (int start = 0; start < words.length && tries < MOST_TRIES; start++) {
      int from = Math.max(0, start - FARTHEST_MOVE);
      int to = Math.min(reference.length, start + FARTHEST_MOVE + 1);
      for (int at = from; at < to; at++) {
        for (int length = 1; length <= LONGEST_MOVE; length++) {
          int last = length - 1;
          if (start + last >= words.length
              || at + last >= reference.length
              || words[start + last] != reference[at + last]) {
            break;
          }
          if (isWorthTrying(start, at, length)) {
            best = tryMove(words, before.distance(), start, at, length, best);
            if (tries >= MOST_TRIES) {
              return best.saved() > 0 ? best.words() : new int[0];
            }
          }
        }
      }
    }
    return best.saved() > 0 ? best.words() : new int[0];
  }

  private boolean isWorthTrying(int start, int at, int length) {
    boolean own = false;
    boolean other = false;
    for (int i = 0; i < length; i++) {
      own |= wrongOwn[start + i];
      other |= wrongReference[at + i];
    }
    boolean within = start <= aligned[at] && aligned[at] < start + length;
    return own && other && !within;
  }

  private Move tryMove(int[] words, int before, int start, int at, int length, Move known) {
    Move best = known;
    int previous = -1;
    for (int offset = -1; offset < length && at + offset < reference.length; offset++) {
      int target = at + offset < 0 ? 0 : aligned[at + offset] + 1;
      if (target != previous) {
        previous = target;
        int[] moved = moved(words, start, length, target);
        int saved = before - distances(moved).distance();
        Move move = new Move(saved, length, start, target, moved);
        best = best.words().length == 0 || move.isBetterThan(best) ? move : best;
        tries++;
      }
    }
    return best;
  }

  /** More saved, then longer, then earlier, then to an earlier place. */
  @SuppressWarnings("ArrayRecordComponent") // never compared, and never leaves this class
  private record Move(int saved, int length, int start, int target, int[] words) {

    boolean isBetterThan(Move other) {
      if (saved != other.saved) {
        return saved > other.saved;
      }
      if (length != other.length) {
        return length > other.length;
      }
      return start != other.start ? start < other.start : target < other.target;
    }
  }

  private static int[] moved(int[] words, int start, int length, int target) {
    int[] rest = new int[words.length - length];
    System.arraycopy(words, 0, rest, 0, start);
    System.arraycopy(words, start + length, rest, start, rest.length - start);
    // A target behind the run counts its words; one within it moves by what is left behind.
    int to = target <= start ? target : target > start + length ? target - length : target;
    int at = Math.min(to, rest.length);
    int[] moved = new int[words.length];
    System.arraycopy(rest, 0, moved, 0, at);
    System.arraycopy(words, start, moved, at, length);
    System.arraycopy(rest, at, moved, at + length, rest.length - at);
    return moved;
  }

  /** Follows the cheapest edits back; of equal ones keeping, then dropping, then adding a word. */
  private void align(Distances distances, int length) {
    aligned = new int[reference.length];
    wrongOwn = new boolean[length];
    wrongReference = new boolean[reference.length];
    int i = length;
    int j = reference.length;
    while (i > 0 || j > 0) {
      byte step = distances.steps()[i][j];
      if (step == ADD) {
        j--;
        aligned[j] = i - 1;
        wrongReference[j] = true;
      } else if (step == DROP) {
        i--;
        wrongOwn[i] = true;
      } else {
        i--;
        j--;
        aligned[j] = i;
        wrongOwn[i] = step == REPLACE;
        wrongReference[j] = step == REPLACE;
      }
    }
  }

  @SuppressWarnings("ArrayRecordComponent") // never compared, and never leaves this class
  private record Distances(int distance, byte[][] steps) {}

  private Distances distances(int[] words) {
    int width = reference.length + 1;
    byte[][] steps = new byte[words.length + 1][width];
    int[] above = new int[width];
    for (int j = 0; j < width; j++) {
      above[j] = j;
      steps[0][j] = ADD;
    }
    double ratio = words.length == 0 ? 1 : (double) reference.length / words.length;
    int band = BAND < ratio / 2 ? (int) Math.ceil(ratio / 2 + BAND) : BAND;
    int[] row = new int[width];
    for (int i = 1; i <= words.length; i++) {
      int diagonal = (int) Math.floor(i * ratio);
      int from = Math.max(0, diagonal - band);
      int to = i == words.length ? width : Math.min(width, diagonal + band);
      Arrays.fill(row, UNREACHED);
      fill(words[i - 1], above, row, steps[i], from, to);
      int[] swap = above;
      above = row;
      row = swap;
    }
    return new Distances(above[reference.length], steps);
  }

  private void fill(int word, int[] above, int[] row, byte[] steps, int from, int to) {
    for (int j = from; j < to; j++) {
      int best = UNREACHED;
      byte step = DROP;
      if (j > 0) {
        boolean same = word == reference[j - 1];
        best = above[j - 1] + (same ? 0 : 1);
        step = same ? KEEP : REPLACE;
      }
      if (above[j] + 1 < best) {
        best = above[j] + 1;
        step = DROP;
      }
      if (j > 0 && row[j - 1] + 1 < best) {
        best = row[j - 1] + 1;
        step = ADD;
      }
      row[j] = best;
      steps[j] = step;
    }
  }
}
