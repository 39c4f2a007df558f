package io.millwright.artifact;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * One verified part as a file, for readers that want a path (native runtimes, large models).
 *
 * <p>Either the file of the bundle's own directory, or a temporary copy that {@link #close()}
 * deletes. It was verified when it was made; a file of a directory that others may write to can
 * change afterwards, a copy lies in a directory that only this user may enter. Thread-safe: yes.
 */
public final class PartFile implements AutoCloseable {

  private final Path path;
  private final boolean temporary;

  private PartFile(Path path, boolean temporary) {
    this.path = path;
    this.temporary = temporary;
  }

  static PartFile of(Path path) {
    return new PartFile(path, false);
  }

  static PartFile copyOf(ModelBundle bundle, BundlePart part) throws IOException {
    Path directory = Files.createTempDirectory("millwright-part-");
    PartFile copy = new PartFile(directory.resolve(part.name()), true);
    try {
      RealFiles.INSTANCE.write(copy.path, to -> bundle.copyPart(part, to));
    } catch (IOException | RuntimeException e) {
      copy.close();
      throw e;
    }
    return copy;
  }

  /** The file; read it only, and only until {@link #close()}. */
  public Path path() {
    return path;
  }

  /** Deletes the temporary copy, if this is one. A second call does nothing. */
  @Override
  public void close() {
    if (!temporary) {
      return;
    }
    try {
      Files.deleteIfExists(path);
      Path directory = path.getParent();
      if (directory != null) {
        Files.deleteIfExists(directory);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
