package io.millwright.artifact;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The files of a registry.
 *
 * <p>The one commit point is the rename of {@code state.json}: version directories and history
 * lines that it does not count do not exist for any reader, and the next writer removes them.
 */
final class RegistryStore {

  private static final String STATE = "state.json";
  private static final String STATE_BESIDE = ".state.json.tmp";
  private static final String VERSION_BESIDE = ".version.tmp";
  private static final String VERSIONS = "versions";
  private static final String HISTORY = "history.jsonl";
  private static final String LOCK = ".lock";

  private final Path root;
  private final FileOperations files;

  RegistryStore(Path root, FileOperations files) {
    this.root = root;
    this.files = files;
  }

  /** An action under the lock. */
  interface Action<T> {
    T run() throws IOException;
  }

  /** Runs one action at a time over all threads and processes that use this directory. */
  <T> T exclusively(Action<T> action) {
    try {
      // Operating systems hold file locks for the whole JVM and drop them as soon as any channel on
      // the file is closed, so threads must be kept apart before the file is touched. An interned
      // string is one object for all class loaders of the JVM, which a static field is not.
      Object key = Files.readAttributes(root, BasicFileAttributes.class).fileKey();
      String monitor = ("io.millwright.registry:" + (key == null ? root : key)).intern();
      synchronized (monitor) {
        try (FileChannel channel =
                FileChannel.open(
                    root.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = channel.lock()) {
          if (!lock.isValid()) {
            throw new IOException("Registry lock must be valid; was lost. Try again.");
          }
          return action.run();
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Optional<RegistryState> read(String name) {
    try {
      return Optional.of(StateCodec.decode(name, Files.readAllBytes(model(name).resolve(STATE))));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  List<String> names() {
    List<String> names = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(root)) {
      for (Path entry : entries) {
        String name = String.valueOf(entry.getFileName());
        if (Texts.modelNameFault(name).isEmpty() && Files.exists(entry.resolve(STATE))) {
          names.add(name);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return names.stream().sorted().toList();
  }

  List<RegistryEvent> history(RegistryState state) {
    long committed = state.history().bytes();
    try (InputStream from = Files.newInputStream(model(state.name()).resolve(HISTORY))) {
      byte[] bytes = from.readNBytes(Math.toIntExact(committed));
      return HistoryLog.decode(state.name(), bytes, state.history());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Path versionPath(ModelVersion version) {
    return model(version.name()).resolve(VERSIONS).resolve(Integer.toString(version.number()));
  }

  /** Removes what a crashed writer left; only under the lock. */
  void clean(RegistryState state) throws IOException {
    Path model = model(state.name());
    Path versions = model.resolve(VERSIONS);
    int next = state.versions().size() + 1;
    if (Files.exists(versions.resolve(Integer.toString(next + 1)))) {
      throw StateCodec.damaged(
          state.name(), "it has a version directory " + (next + 1) + " that state.json lacks");
    }
    Path history = model.resolve(HISTORY);
    if ((Files.exists(history) ? Files.size(history) : 0) < state.history().bytes()) {
      throw StateCodec.damaged(state.name(), "history.jsonl is shorter than state.json says");
    }
    deleteIfPresent(model.resolve(STATE_BESIDE));
    deleteIfPresent(model.resolve(VERSION_BESIDE));
    deleteIfPresent(versions.resolve(Integer.toString(next)));
  }

  private void deleteIfPresent(Path path) throws IOException {
    if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      RealFiles.deleteTree(files, path);
    }
  }

  /** Puts the bundle of a new version in its place; it stays invisible until the commit. */
  void add(ModelVersion version, ModelBundle bundle) throws IOException {
    Path model = model(version.name());
    Path versions = model.resolve(VERSIONS);
    if (!Files.exists(model)) {
      files.createDirectory(model);
    }
    if (!Files.exists(versions)) {
      files.createDirectory(versions);
    }
    if (version.number() == 1) {
      files.syncDirectory(root);
      files.syncDirectory(model);
    }
    Path beside = model.resolve(VERSION_BESIDE);
    DirectoryForm.write(bundle, beside, files);
    files.move(beside, versionPath(version));
    files.syncDirectory(versions);
  }

  /** Makes {@code next} and the events true in one instant. */
  void commit(RegistryState next, List<RegistryEvent> events) throws IOException {
    Path model = model(next.name());
    HistoryLog.Addition addition = HistoryLog.encode(next.history(), events);
    files.append(model.resolve(HISTORY), next.history().bytes(), addition.bytes());
    if (next.history().bytes() == 0) {
      files.syncDirectory(model);
    }
    byte[] state = StateCodec.encode(next.with(addition.head()));
    Path beside = model.resolve(STATE_BESIDE);
    files.write(beside, to -> to.write(state));
    files.move(beside, model.resolve(STATE));
    files.syncDirectory(model);
  }

  private Path model(String name) {
    return root.resolve(name);
  }
}
