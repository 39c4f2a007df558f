package io.millwright.store;

import io.millwright.store.Purchases.Bought;
import io.millwright.store.offline.LocalOfflineStore;
import io.millwright.store.offline.OfflineStore;
import io.millwright.store.online.LocalOnlineStore;
import io.millwright.store.online.Materializer;
import io.millwright.store.online.OnlineStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/**
 * A process of its own that appends rounds to a history and materialises each: {@code root
 * acknowledgements}.
 *
 * <p>Round r gives every entity the value r. A line {@code r n} says that n entities of round r
 * were acknowledged, {@code r marked} that the round is done.
 */
final class MaterializingChild {

  static final int ENTITIES = 48;
  private static final int BATCH = 4;
  private static final long COMPACT_ABOVE = 60_000;

  private MaterializingChild() {}

  static Clock clock() {
    return Clock.fixed(Purchases.at(1_000_000), ZoneOffset.UTC);
  }

  public static void main(String[] arguments) throws IOException {
    Path root = Path.of(arguments[0]);
    Path acknowledgements = Path.of(arguments[1]);
    OfflineStore history = LocalOfflineStore.at(root.resolve("offline"));
    try (OnlineStore online =
        LocalOnlineStore.open(root.resolve("online"), clock(), COMPACT_ABOVE)) {
      int round = history.read(Purchases.view()).rowCount() / ENTITIES;
      Files.createFile(acknowledgements);
      while (true) {
        if (round > 0) {
          materialize(history, online, round, acknowledgements);
        }
        round++;
        history.append(Purchases.view(), Purchases.table(round(round)));
      }
    }
  }

  private static List<Bought> round(int round) {
    List<Bought> rows = new ArrayList<>();
    for (int i = 0; i < ENTITIES; i++) {
      rows.add(new Bought("c" + i, round, round, (double) round, "shop"));
    }
    return rows;
  }

  private static void materialize(
      OfflineStore history, OnlineStore online, int round, Path acknowledgements) {
    Materializer.from(history)
        .withBatchRows(BATCH)
        .withProgress((step, done, total) -> acknowledge(acknowledgements, round + " " + done))
        .materialize(Purchases.view(), Purchases.at(round), online);
    acknowledge(acknowledgements, round + " marked");
  }

  private static void acknowledge(Path file, String line) {
    try {
      Files.writeString(file, line + "\n", StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Process start(Path root, Path acknowledgements) throws IOException {
    String classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    return new ProcessBuilder(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                classPath,
                MaterializingChild.class.getName(),
                root.toString(),
                acknowledgements.toString()))
        .redirectErrorStream(true)
        .redirectOutput(
            acknowledgements.resolveSibling(acknowledgements.getFileName() + ".log").toFile())
        .start();
  }

  /** The complete lines of an acknowledgements file; a kill may have cut the last. */
  static List<String> acknowledged(Path file) throws IOException {
    String text = Files.readString(file, StandardCharsets.UTF_8);
    return text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
  }
}
