package io.millwright.features.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millwright.Seed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileResultCacheTest {

  private static final long BOUND = 4L << 20;

  @TempDir Path folder;

  private static ResultKey key(int i) {
    return ResultKey.of("ab".repeat(32), "text " + i);
  }

  private static byte[] result(int i) {
    byte[] bytes = new byte[5 + i];
    Arrays.fill(bytes, (byte) (17 * i + 1));
    return bytes;
  }

  /** A file with results 0, 1 and 2. */
  private byte[] three(Path file) throws IOException {
    try (FileResultCache cache = FileResultCache.open(file, BOUND)) {
      for (int i = 0; i < 3; i++) {
        cache.put(key(i), result(i));
      }
    }
    return Files.readAllBytes(file);
  }

  @Test
  void open_again_hasWhatWasPut() throws IOException {
    Path file = folder.resolve("cache");
    three(file);
    try (FileResultCache cache = FileResultCache.open(file, BOUND)) {
      assertThat(cache.size()).isEqualTo(3);
      for (int i = 0; i < 3; i++) {
        assertThat(cache.get(key(i))).hasValue(result(i));
      }
      assertThat(cache.get(key(3))).isEmpty();
      assertThat(cache.refused()).isZero();
      assertThat(cache.cutBytes()).isZero();
      cache.put(key(0), result(9));
      assertThat(cache.get(key(0))).hasValue(result(0));
    }
  }

  @Test
  void file_ofTexts_holdsNoText() throws IOException {
    Path file = folder.resolve("cache");
    three(file);
    assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
        .doesNotContain("text");
  }

  @Test
  void file_cutAtEachLength_losesOnlyTheTail() throws IOException {
    byte[] whole = three(folder.resolve("whole"));
    int[] ends = new int[4];
    ends[0] = 8;
    for (int i = 0; i < 3; i++) {
      ends[i + 1] = ends[i] + FileRecord.FRAME + result(i).length;
    }
    assertThat(ends[3]).isEqualTo(whole.length);
    Path file = folder.resolve("cut");
    for (int length = 0; length <= whole.length; length++) {
      Files.write(file, Arrays.copyOf(whole, length));
      try (FileResultCache cache = FileResultCache.open(file, BOUND)) {
        int kept = 0;
        for (int i = 0; i < 3; i++) {
          boolean there = ends[i + 1] <= length;
          kept += there ? 1 : 0;
          assertThat(cache.get(key(i)).isPresent()).as("%d of %d", i, length).isEqualTo(there);
        }
        assertThat(cache.size()).isEqualTo(kept);
        assertThat(cache.cutBytes()).isEqualTo(length < 8 ? length : length - ends[kept]);
        for (int i = 0; i < 4; i++) {
          cache.put(key(i), result(i));
        }
      }
      try (FileResultCache cache = FileResultCache.open(file, BOUND)) {
        for (int i = 0; i < 4; i++) {
          assertThat(cache.get(key(i))).as("%d after %d", i, length).hasValue(result(i));
        }
        assertThat(cache.cutBytes()).isZero();
      }
    }
  }

  @Test
  void file_anyByteFlipped_givesNoWrongResult() throws IOException {
    byte[] whole = three(folder.resolve("whole"));
    Path file = folder.resolve("flipped");
    for (int at = 0; at < whole.length; at++) {
      byte[] changed = whole.clone();
      changed[at] ^= (byte) (1 << (at % 8));
      Files.write(file, changed);
      if (at < 8) {
        assertThatThrownBy(() -> FileResultCache.open(file, BOUND))
            .isInstanceOf(IOException.class)
            .hasMessageContaining("must be a file that this version wrote");
        assertThat(Files.readAllBytes(file)).as("left as it was").isEqualTo(changed);
        continue;
      }
      try (FileResultCache cache = FileResultCache.open(file, BOUND)) {
        int wrong = 0;
        for (int i = 0; i < 3; i++) {
          byte[] expected = result(i);
          wrong += cache.get(key(i)).map(r -> Arrays.equals(r, expected) ? 0 : 1).orElse(0);
        }
        assertThat(wrong).as("byte %d", at).isZero();
        assertThat(cache.size()).isLessThan(3);
        assertThat(cache.refused() + cache.cutBytes()).isPositive();
      }
    }
  }

  @Test
  void file_changedWhileOpen_isRefusedAndMadeAnew() throws IOException {
    Path file = folder.resolve("cache");
    byte[] whole = three(file);
    try (FileResultCache cache = FileResultCache.open(file, BOUND)) {
      byte[] changed = whole.clone();
      changed[8 + 8 + 64] ^= 1;
      Files.write(file, changed);
      assertThat(cache.get(key(0))).isEmpty();
      assertThat(cache.refused()).isEqualTo(1);
      assertThat(cache.get(key(1))).hasValue(result(1));
      cache.put(key(0), result(0));
      assertThat(cache.get(key(0))).hasValue(result(0));
    }
    try (FileResultCache cache = FileResultCache.open(file, BOUND)) {
      assertThat(cache.get(key(0))).hasValue(result(0));
      assertThat(cache.refused()).isEqualTo(1);
    }
  }

  @Test
  void file_ofZeros_isCut() throws IOException {
    Path file = folder.resolve("cache");
    byte[] whole = three(file);
    Files.write(file, Arrays.copyOf(whole, whole.length + 4096));
    try (FileResultCache cache = FileResultCache.open(file, BOUND)) {
      assertThat(cache.size()).isEqualTo(3);
      assertThat(cache.cutBytes()).isEqualTo(4096);
    }
  }

  @Test
  void put_beyondTheBound_keepsTheNewest() throws IOException {
    Path file = folder.resolve("cache");
    RandomGenerator random = Seed.of(1).random();
    List<byte[]> results = new ArrayList<>();
    try (FileResultCache cache = FileResultCache.open(file, BOUND)) {
      for (int i = 0; i < 3_000; i++) {
        byte[] bytes = new byte[3_000 + random.nextInt(2_000)];
        random.nextBytes(bytes);
        results.add(bytes);
        cache.put(key(i), bytes);
        assertThat(Files.size(file)).isLessThanOrEqualTo(BOUND);
      }
      checkNewest(cache, results);
    }
    try (FileResultCache cache = FileResultCache.open(file, BOUND)) {
      checkNewest(cache, results);
      assertThat(cache.refused()).isZero();
    }
    assertThat(folder.resolve("cache.new")).doesNotExist();
  }

  private static void checkNewest(FileResultCache cache, List<byte[]> results) {
    int size = cache.size();
    assertThat(size).isBetween(400, 1_200);
    for (int i = 0; i < results.size(); i++) {
      boolean newest = i >= results.size() - size;
      assertThat(cache.get(key(i)).isPresent()).isEqualTo(newest);
      if (newest) {
        assertThat(cache.get(key(i)).orElseThrow()).isEqualTo(results.get(i));
      }
    }
  }

  @Test
  void open_smallerBound_keepsTheNewest() throws IOException {
    Path file = folder.resolve("cache");
    try (FileResultCache cache = FileResultCache.open(file, 4 * BOUND)) {
      for (int i = 0; i < 12; i++) {
        cache.put(key(i), new byte[1 << 20]);
      }
    }
    try (FileResultCache cache = FileResultCache.open(file, BOUND)) {
      assertThat(Files.size(file)).isLessThanOrEqualTo(BOUND);
      assertThat(cache.get(key(11))).isPresent();
      assertThat(cache.get(key(0))).isEmpty();
    }
  }

  @Test
  void open_leftoverOfACrash_isRemoved() throws IOException {
    Path file = folder.resolve("cache");
    three(file);
    Files.writeString(folder.resolve("cache.new"), "half");
    try (FileResultCache cache = FileResultCache.open(file, BOUND)) {
      assertThat(cache.size()).isEqualTo(3);
    }
    assertThat(folder.resolve("cache.new")).doesNotExist();
  }

  @Test
  void open_twice_isRefused() throws IOException {
    Path file = folder.resolve("cache");
    try (FileResultCache cache = FileResultCache.open(file, BOUND)) {
      assertThatThrownBy(() -> FileResultCache.open(file, BOUND))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("must be open once at a time");
      cache.put(key(1), result(1));
      assertThat(cache.get(key(1))).isPresent();
    }
    FileResultCache.open(file, BOUND).close();
  }

  @Test
  void calls_afterClose_fail() throws IOException {
    FileResultCache cache = FileResultCache.open(folder.resolve("cache"), BOUND);
    cache.put(key(1), result(1));
    cache.close();
    cache.close();
    assertThatThrownBy(() -> cache.get(key(1))).isInstanceOf(UncheckedIOException.class);
    assertThatThrownBy(() -> cache.put(key(2), result(2))).isInstanceOf(UncheckedIOException.class);
  }

  @Test
  void arguments_outOfRange_areRefused() throws IOException {
    Path file = folder.resolve("cache");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FileResultCache.open(file, 1_000))
        .withMessageContaining("Most bytes of a cache must be at least 4194304");
    try (FileResultCache cache = FileResultCache.open(file, BOUND)) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> cache.put(key(1), new byte[ResultCache.MOST_BYTES + 1]))
          .withMessageContaining("at most 1048576 bytes");
    }
    Files.writeString(folder.resolve("other"), "label,text\n1,hello\n");
    assertThatThrownBy(() -> FileResultCache.open(folder.resolve("other"), BOUND))
        .isInstanceOf(IOException.class);
    assertThat(folder.resolve("other")).hasContent("label,text\n1,hello\n");
  }

  @Test
  void threads_puttingAndGetting_loseNothing() throws Exception {
    Path file = folder.resolve("cache");
    try (FileResultCache cache = FileResultCache.open(file, BOUND)) {
      List<Thread> threads = new ArrayList<>();
      List<Integer> wrong = java.util.Collections.synchronizedList(new ArrayList<>());
      for (int t = 0; t < 4; t++) {
        Thread thread =
            new Thread(
                () -> {
                  for (int i = 0; i < 200; i++) {
                    cache.put(key(i), result(i));
                    if (!Arrays.equals(cache.get(key(i)).orElseThrow(), result(i))) {
                      wrong.add(i);
                    }
                  }
                });
        thread.start();
        threads.add(thread);
      }
      for (Thread thread : threads) {
        thread.join();
      }
      assertThat(wrong).isEmpty();
      assertThat(cache.size()).isEqualTo(200);
    }
    try (FileResultCache cache = FileResultCache.open(file, BOUND)) {
      assertThat(cache.size()).isEqualTo(200);
    }
  }
}
