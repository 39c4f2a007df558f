package io.millwright.store.offline;

import io.millwright.schema.SchemaMismatchException;
import io.millwright.store.FeatureView;
import io.millwright.store.StoreException;
import io.millwright.store.internal.ByteSink;
import io.millwright.store.internal.ByteSource;
import io.millwright.store.internal.DirectoryLock;
import io.millwright.store.internal.DurableFiles;
import io.millwright.store.internal.SealedFile;
import io.millwright.store.internal.TableBytes;
import io.millwright.table.Table;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * History in a directory of the local file system: one folder for each view, one sealed file for
 * each append.
 *
 * <p>A file is written beside, forced and linked into place under a lock, so that several threads
 * and processes may append, and a crash leaves the whole append or nothing of it. Readers take no
 * lock. Each file carries its schema and a SHA-256 over all of it; one that is cut or changed is
 * refused, and so is a gap in the numbering. At most 1 GiB an append. Thread-safe. Format: {@code
 * docs/formats/feature-store.md}.
 */
public final class LocalOfflineStore implements OfflineStore {

  private static final String MAGIC = "MWSEG001";
  private static final String VIEW_MAGIC = "MWVIEW01";
  private static final String VIEW = "view";
  private static final Pattern SEGMENT = Pattern.compile("[0-9]{8}\\.seg");
  private static final int MOST_SEGMENTS = 99_999_999;

  private final Path root;

  private LocalOfflineStore(Path root) {
    this.root = root;
  }

  /** The store of that directory, which is made if it is absent. */
  public static LocalOfflineStore at(Path root) {
    try {
      DurableFiles.createDirectories(root);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new LocalOfflineStore(root);
  }

  @Override
  public void append(FeatureView view, Table rows) {
    ByteSink content = new ByteSink(SealedFile.MOST_BYTES);
    content.putText(view.name());
    content.putText(view.schema().toJson());
    TableBytes.write(view.check(rows), content);
    DirectoryLock.exclusively(
        root,
        () -> {
          Path folder = root.resolve(view.name());
          DurableFiles.createDirectories(folder);
          int count = segments(folder).size();
          checkView(view, folder, count);
          if (count == MOST_SEGMENTS) {
            throw new StoreException(
                "too-large", "View must have at most " + MOST_SEGMENTS + " appends; had as many.");
          }
          DurableFiles.publish(
              folder.resolve(name(count + 1)), SealedFile.parts(MAGIC, content.written()));
          return count;
        });
  }

  /** The first append fixes the schema, in a file of its own that is quick to read. */
  private static void checkView(FeatureView view, Path folder, int count) throws IOException {
    Path file = folder.resolve(VIEW);
    if (Files.exists(file)) {
      header(view, file, VIEW_MAGIC).end();
    } else if (count > 0) {
      throw SealedFile.damaged(file, "it must be beside the rows of the view");
    } else {
      ByteSink content = new ByteSink(SealedFile.MOST_BYTES);
      content.putText(view.name());
      content.putText(view.schema().toJson());
      DurableFiles.publish(file, SealedFile.parts(VIEW_MAGIC, content.written()));
    }
  }

  @Override
  public Table read(FeatureView view) {
    try {
      List<Table> tables = new ArrayList<>();
      for (Path segment : segments(root.resolve(view.name()))) {
        tables.add(rows(view, segment));
      }
      return Concatenation.of(view.schema(), tables);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Table rows(FeatureView view, Path segment) throws IOException {
    ByteSource content = header(view, segment, MAGIC);
    try {
      Table rows = TableBytes.read(view.schema(), content);
      content.end();
      return rows;
    } catch (IllegalArgumentException | SchemaMismatchException e) {
      throw SealedFile.damaged(segment, e);
    }
  }

  /** Reads name and schema; what is left is the table. */
  private static ByteSource header(FeatureView view, Path segment, String magic)
      throws IOException {
    ByteSource content = SealedFile.read(segment, magic);
    String name;
    String schema;
    try {
      name = content.takeText();
      schema = content.takeText();
    } catch (IllegalArgumentException e) {
      throw SealedFile.damaged(segment, e);
    }
    if (!name.equals(view.name()) || !schema.equals(view.schema().toJson())) {
      throw new StoreException(
          "view-changed",
          "View '"
              + view.name()
              + "' must have the schema that "
              + segment.getFileName()
              + " was written with; has another. Give the changed view a new name.");
    }
    return content;
  }

  /** The files 1 to n; unfinished ones do not count. */
  private static List<Path> segments(Path folder) throws IOException {
    List<Path> found = new ArrayList<>();
    if (!Files.isDirectory(folder)) {
      return found;
    }
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
      for (Path entry : entries) {
        if (SEGMENT.matcher(String.valueOf(entry.getFileName())).matches()) {
          found.add(entry);
        }
      }
    }
    found.sort(null);
    for (int i = 0; i < found.size(); i++) {
      if (!found.get(i).endsWith(name(i + 1))) {
        throw SealedFile.damaged(found.get(i), "file " + name(i + 1) + " must be before it");
      }
    }
    return found;
  }

  private static String name(int number) {
    return "%08d.seg".formatted(number);
  }
}
