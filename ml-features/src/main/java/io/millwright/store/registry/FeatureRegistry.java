package io.millwright.store.registry;

import io.millwright.Require;
import io.millwright.store.FeatureDefinition;
import io.millwright.store.FeatureName;
import io.millwright.store.StoreException;
import io.millwright.store.internal.DirectoryLock;
import io.millwright.store.internal.DurableFiles;
import io.millwright.store.internal.SealedFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Feature definitions in a directory of the local file system, one file of canonical JSON a
 * feature.
 *
 * <p>Versions are 1, 2, … without gaps and never change; issues are added to them. A write replaces
 * the file in one instant under a lock of the directory, so that several threads and processes may
 * write, and a crash leaves the old file or the new one. Readers take no lock. A file that was
 * changed by hand is refused unless it still is canonical. Thread-safe. Format: {@code
 * docs/formats/feature-store.md}.
 */
public final class FeatureRegistry {

  private static final String SUFFIX = ".json";
  private static final int MOST_ISSUES = 1_000;
  private static final int MOST_VERSIONS = 1_000;
  private static final int MOST_BYTES = 16 << 20;

  private final Path root;
  private final Clock clock;

  private FeatureRegistry(Path root, Clock clock) {
    this.root = root;
    this.clock = clock;
  }

  /** The registry of that directory, which is made if it is absent. */
  public static FeatureRegistry at(Path root, Clock clock) {
    try {
      DurableFiles.createDirectories(root);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new FeatureRegistry(root, clock);
  }

  /**
   * Adds a definition. One that is there already is left as it is.
   *
   * @throws StoreException {@code already-defined} if its version is defined differently, or is not
   *     the next one
   */
  public RegisteredFeature register(FeatureDefinition definition) {
    return DirectoryLock.exclusively(
        root,
        () -> {
          List<RegisteredFeature> versions = new ArrayList<>(read(definition.name()));
          if (definition.version() <= versions.size()) {
            return same(versions.get(definition.version() - 1), definition);
          }
          if (definition.version() != versions.size() + 1 || versions.size() == MOST_VERSIONS) {
            throw new StoreException(
                "already-defined",
                "Version of feature '"
                    + definition.name()
                    + "' must be the next one, "
                    + (versions.size() + 1)
                    + ", and at most "
                    + MOST_VERSIONS
                    + "; was "
                    + definition.version()
                    + ".");
          }
          RegisteredFeature added = new RegisteredFeature(definition, clock.instant(), List.of());
          versions.add(added);
          write(definition.name(), versions);
          return added;
        });
  }

  private static RegisteredFeature same(RegisteredFeature there, FeatureDefinition definition) {
    List<String> differences = there.definition().differences(definition);
    if (!differences.isEmpty()) {
      throw new StoreException(
          "already-defined",
          "Feature "
              + definition
              + " must stay as it was registered; differs in "
              + String.join(", ", differences)
              + ". Register the change as a new version.");
    }
    return there;
  }

  /**
   * Notes an issue of a version.
   *
   * @throws StoreException {@code unknown-feature} if there is no such version
   */
  public RegisteredFeature note(String name, int version, String issue) {
    FeatureName parsed = FeatureName.parse(name);
    return DirectoryLock.exclusively(
        root,
        () -> {
          List<RegisteredFeature> versions = new ArrayList<>(read(parsed));
          if (version < 1 || version > versions.size()) {
            throw unknown(name + " version " + version);
          }
          RegisteredFeature before = versions.get(version - 1);
          List<KnownIssue> issues = new ArrayList<>(before.issues());
          Require.atLeast("Room for issues", MOST_ISSUES - issues.size(), 1);
          issues.add(new KnownIssue(clock.instant(), issue));
          RegisteredFeature after =
              new RegisteredFeature(before.definition(), before.created(), issues);
          versions.set(version - 1, after);
          write(parsed, versions);
          return after;
        });
  }

  /** All versions of a feature in order; none if it is not registered. */
  public List<RegisteredFeature> versions(String name) {
    return read(FeatureName.parse(name));
  }

  /** The newest version of a feature, if it is registered. */
  public Optional<RegisteredFeature> find(String name) {
    List<RegisteredFeature> versions = versions(name);
    return versions.isEmpty() ? Optional.empty() : Optional.of(versions.get(versions.size() - 1));
  }

  /**
   * A version of a feature.
   *
   * @throws StoreException {@code unknown-feature} if there is none
   */
  public RegisteredFeature version(String name, int version) {
    List<RegisteredFeature> versions = versions(name);
    if (version < 1 || version > versions.size()) {
      throw unknown(name + " version " + version);
    }
    return versions.get(version - 1);
  }

  /** The names of all features, sorted. */
  public List<FeatureName> names() {
    List<FeatureName> names = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(root, "[!.]*" + SUFFIX)) {
      for (Path file : files) {
        String name = String.valueOf(file.getFileName());
        names.add(FeatureName.parse(name.substring(0, name.length() - SUFFIX.length())));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return names.stream().sorted().toList();
  }

  private static StoreException unknown(String what) {
    return new StoreException(
        "unknown-feature", "Feature must be registered; " + what + " is not. Register it first.");
  }

  private Path file(FeatureName name) {
    return root.resolve(name + SUFFIX);
  }

  private List<RegisteredFeature> read(FeatureName name) {
    Path file = file(name);
    try {
      if (Files.size(file) > MOST_BYTES) {
        throw SealedFile.damaged(file, "it must be at most " + MOST_BYTES + " bytes");
      }
      return DefinitionJson.read(name, Files.readAllBytes(file));
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (IllegalArgumentException e) {
      throw SealedFile.damaged(file, e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void write(FeatureName name, List<RegisteredFeature> versions) throws IOException {
    DurableFiles.replace(file(name), ByteBuffer.wrap(DefinitionJson.write(name, versions)));
  }
}
