package io.millwright.artifact;

import io.millwright.Sha256;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * A trained model as named parts (schema, features, model, profile, evaluation, card, …) under one
 * manifest with the size and SHA-256 of each part and the lineage of the model.
 *
 * <p>Stored as one flat directory or one uncompressed zip; both hold the same {@code
 * manifest.json}, whose SHA-256 is the {@link #digest()}: equal digests mean equal parts and equal
 * lineage. Parts are bytes; what they mean is the business of whoever wrote them. No code and no
 * Java serialization.
 *
 * <p>{@link #open(Path, Limits)} reads and verifies everything and refuses the whole bundle for one
 * fault. An opened bundle keeps no parts in memory: it reads them again from its file and verifies
 * them again on every access, so it gives the very bytes of the manifest or throws. Keep the file
 * as long as the bundle. Thread-safe: yes, immutable.
 */
public final class ModelBundle {

  private final Manifest manifest;
  private final byte[] manifestBytes;
  private final Map<String, PartSource> sources;
  private final String digest;

  ModelBundle(Manifest manifest, byte[] manifestBytes, Map<String, PartSource> sources) {
    this.manifest = manifest;
    this.manifestBytes = manifestBytes;
    this.sources = Map.copyOf(sources);
    this.digest = Sha256.hex(manifestBytes);
  }

  /** Starts a bundle of a model with this lineage. */
  public static Builder builder(Lineage lineage) {
    return new Builder(Objects.requireNonNull(lineage, "lineage"));
  }

  /** Opens with {@link Limits#ofDefaults()}; see {@link #open(Path, Limits)}. */
  public static ModelBundle open(Path path) {
    return open(path, Limits.ofDefaults());
  }

  /**
   * Opens a bundle directory or zip and verifies all of it.
   *
   * @throws ArtifactException if it is absent, damaged, foreign, changed or above the limits; lists
   *     all faults that could be told apart
   * @throws UncheckedIOException if the file system fails
   */
  public static ModelBundle open(Path path, Limits limits) {
    Objects.requireNonNull(limits, "limits");
    try {
      if (!Files.exists(path)) {
        throw ArtifactException.of(
            "bundle-missing",
            "The bundle must be a directory or a zip; was absent. Check the path.");
      }
      Path real = path.toRealPath();
      if (Files.isDirectory(real)) {
        return DirectoryForm.open(real, limits);
      }
      if (!Files.isRegularFile(real)) {
        throw ArtifactException.of(
            "bundle-missing",
            "The bundle must be a directory or a zip; was a device. Check the path.");
      }
      return ZipForm.open(real, limits);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The name given by its maker, if any. */
  public Optional<String> name() {
    return Optional.ofNullable(manifest.name());
  }

  /** Where the model came from. */
  public Lineage lineage() {
    return manifest.lineage();
  }

  /** SHA-256 of {@code manifest.json}, 64 lower-case hex digits: the identity of the bundle. */
  public String digest() {
    return digest;
  }

  /** Name, size and digest of every part, sorted by name. */
  public List<BundlePart> parts() {
    return manifest.parts();
  }

  /** The names of the parts, sorted. */
  public List<String> partNames() {
    return parts().stream().map(BundlePart::name).toList();
  }

  /** Whether there is a part of this name. */
  public boolean hasPart(String name) {
    return sources.containsKey(name);
  }

  /**
   * The verified bytes of a part, as a copy of its own.
   *
   * @throws ArtifactException with code {@code part-missing} if there is none, {@code part-changed}
   *     if its file changed since the bundle was opened
   * @throws IllegalStateException if the part does not fit into an array; use {@link #partFile}
   */
  public byte[] part(String name) {
    BundlePart part = require(name);
    if (part.size() > Integer.MAX_VALUE - 8) {
      throw new IllegalStateException(
          "Part %s must fit into an array; had %d bytes. Use partFile."
              .formatted(part.name(), part.size()));
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream((int) part.size());
    try {
      copyPart(part, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /**
   * A verified file with a part, for large parts and native readers; the caller closes it.
   *
   * <p>For a bundle opened from a directory this is the file itself, otherwise a temporary copy.
   *
   * @throws ArtifactException as {@link #part(String)}
   */
  public PartFile partFile(String name) {
    BundlePart part = require(name);
    try {
      if (source(name) instanceof PartSource.Region region && region.isWhole()) {
        copyPart(part, OutputStream.nullOutputStream());
        return PartFile.of(region.file());
      }
      return PartFile.copyOf(this, part);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Writes the bundle as a new directory that appears complete and durable, or not at all.
   *
   * @throws UncheckedIOException if the target exists or its parent does not, or on failure
   */
  public void writeDirectory(Path target) {
    writeBeside(
        target,
        beside -> DirectoryForm.write(this, beside, RealFiles.INSTANCE),
        RealFiles.INSTANCE::move);
  }

  /**
   * Writes the bundle as a new zip that appears complete and durable, or not at all; equal bundles
   * give equal bytes.
   *
   * @throws UncheckedIOException if the target exists or its parent does not, or on failure
   * @throws IllegalStateException if the zip would need 4 GiB or more
   */
  public void writeZip(Path target) {
    writeBeside(
        target,
        beside -> ZipForm.write(this, beside, RealFiles.INSTANCE),
        RealFiles.INSTANCE::publish);
  }

  private interface Writing {
    void to(Path beside) throws IOException;
  }

  private interface Publishing {
    void move(Path from, Path to) throws IOException;
  }

  private static void writeBeside(Path target, Writing writing, Publishing publishing) {
    Path parent = Objects.requireNonNull(target.toAbsolutePath().getParent(), "parent of target");
    try {
      if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
        throw new FileAlreadyExistsException(target.toString());
      }
      Path beside = freeName(parent, String.valueOf(target.getFileName()));
      try {
        writing.to(beside);
        publishing.move(beside, target.toAbsolutePath());
      } finally {
        RealFiles.deleteTree(RealFiles.INSTANCE, beside);
      }
      RealFiles.INSTANCE.syncDirectory(parent);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A hidden name of this process and thread beside the target. */
  private static Path freeName(Path parent, String name) {
    String stem =
        "." + name + "." + ProcessHandle.current().pid() + "-" + Thread.currentThread().getId();
    int i = 0;
    Path beside = parent.resolve(stem + ".tmp");
    while (Files.exists(beside, LinkOption.NOFOLLOW_LINKS)) {
      beside = parent.resolve(stem + "-" + ++i + ".tmp");
    }
    return beside;
  }

  Manifest manifest() {
    return manifest;
  }

  byte[] manifestBytes() {
    return manifestBytes;
  }

  void copyPart(BundlePart part, OutputStream to) throws IOException {
    source(part.name()).copyVerified(part, to);
  }

  private PartSource source(String name) {
    return Objects.requireNonNull(sources.get(name), name);
  }

  private BundlePart require(String name) {
    return parts().stream()
        .filter(part -> part.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                ArtifactException.of(
                    "part-missing",
                    "The bundle must have a part %s; has %s. Ask for one of these."
                        .formatted(Texts.quoted(name), partNames())));
  }

  /** Equal if the digests are. */
  @Override
  public boolean equals(Object other) {
    return other instanceof ModelBundle that && digest.equals(that.digest);
  }

  @Override
  public int hashCode() {
    return digest.hashCode();
  }

  @Override
  public String toString() {
    return "ModelBundle[digest=" + digest + ", parts=" + partNames() + "]";
  }

  /** Collects the parts of a {@link ModelBundle}; single-use, not thread-safe. */
  public static final class Builder {
    private final Lineage lineage;
    private final Map<String, PartSource> sources = new TreeMap<>();
    private Optional<String> name = Optional.empty();

    private Builder(Lineage lineage) {
      this.lineage = lineage;
    }

    /**
     * Gives the bundle a name, {@code [a-z0-9][a-z0-9._-]{0,63}}.
     *
     * @throws IllegalStateException if it was named before
     */
    public Builder name(String name) {
      if (this.name.isPresent()) {
        throw new IllegalStateException(
            "The bundle name must be given once; was given again. Remove one of the two calls.");
      }
      this.name = Optional.of(name);
      return this;
    }

    /**
     * Adds a part; the bytes are copied.
     *
     * @throws IllegalStateException if the part was already given
     */
    public Builder part(String name, byte[] bytes) {
      return add(name, PartSource.of(bytes.clone()));
    }

    /**
     * Adds a part that stays in its file, for large parts; the file must not change afterwards.
     *
     * @throws IllegalStateException if the part was already given
     * @throws UncheckedIOException if the file cannot be found
     */
    public Builder part(String name, Path file) {
      try {
        return add(name, PartSource.of(file.toRealPath()));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private Builder add(String name, PartSource source) {
      if (sources.putIfAbsent(name, source) != null) {
        throw new IllegalStateException(
            "Part %s must be given once; was given again. Remove one of the two calls."
                .formatted(Texts.quoted(name)));
      }
      return this;
    }

    /**
     * The bundle.
     *
     * @throws IllegalArgumentException if there is no part or a name breaks a rule; lists all
     * @throws UncheckedIOException if a part's file cannot be read
     */
    public ModelBundle build() {
      List<String> faults = faults();
      if (!faults.isEmpty()) {
        throw new IllegalArgumentException(String.join(" ", faults));
      }
      List<BundlePart> parts = new ArrayList<>();
      try {
        for (Map.Entry<String, PartSource> entry : sources.entrySet()) {
          PartSource.Found found =
              entry.getValue().copy(ManifestCodec.MAX_SIZE, OutputStream.nullOutputStream());
          parts.add(new BundlePart(entry.getKey(), found.size(), found.sha256()));
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      Manifest manifest = new Manifest(name.orElse(null), lineage, parts);
      byte[] manifestBytes = ManifestCodec.encode(manifest);
      if (manifestBytes.length > Limits.ofDefaults().maxManifestBytes()) {
        throw new IllegalArgumentException(
            "manifest.json must have at most %d bytes; would have %d. Store long texts as a part."
                .formatted(Limits.ofDefaults().maxManifestBytes(), manifestBytes.length));
      }
      return new ModelBundle(manifest, manifestBytes, sources);
    }

    private List<String> faults() {
      List<String> faults = new ArrayList<>();
      if (sources.isEmpty()) {
        faults.add("A bundle must have a part; had none. Add one with part(name, bytes).");
      }
      name.flatMap(Texts::modelNameFault)
          .ifPresent(rule -> faults.add("Bundle name " + rule + ". Choose another name."));
      Set<String> folded = new HashSet<>();
      for (String part : sources.keySet()) {
        Texts.partNameFault(part)
            .ifPresent(
                rule ->
                    faults.add(
                        "Part name %s; was %s. Rename the part."
                            .formatted(rule, Texts.quoted(part))));
        if (!folded.add(part.toLowerCase(Locale.ROOT))) {
          faults.add(
              "Part names must differ in more than case; %s does not. Rename the part."
                  .formatted(Texts.quoted(part)));
        }
      }
      return faults;
    }
  }
}
