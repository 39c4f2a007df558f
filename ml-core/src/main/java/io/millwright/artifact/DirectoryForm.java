package io.millwright.artifact;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A bundle as a flat directory: {@code manifest.json} and one regular file per part. */
final class DirectoryForm {

  private DirectoryForm() {}

  static ModelBundle open(Path directory, Limits limits) throws IOException {
    List<ArtifactFault> faults = new ArrayList<>();
    Set<String> files = regularFiles(directory, limits, faults);
    if (!files.contains(ManifestCodec.FILE_NAME)) {
      faults.add(
          0,
          new ArtifactFault(
              "manifest-missing",
              "A bundle directory must have a regular file manifest.json; had none. Give the path of a bundle."));
      throw new ArtifactException(faults);
    }
    byte[] manifestBytes = manifestBytes(directory.resolve(ManifestCodec.FILE_NAME), limits);
    Manifest manifest = ManifestCodec.decode(manifestBytes);
    manifest.requireWithin(limits);
    Map<String, PartSource> sources = new HashMap<>();
    Set<String> extra = new HashSet<>(files);
    extra.remove(ManifestCodec.FILE_NAME);
    for (BundlePart part : manifest.parts()) {
      if (!extra.remove(part.name())) {
        faults.add(
            new ArtifactFault(
                "part-missing",
                "Part %s must be a regular file of the bundle; was absent. Copy the bundle again."
                    .formatted(part.name())));
        continue;
      }
      PartSource source = PartSource.of(directory.resolve(part.name()));
      check(part, source, Files.size(directory.resolve(part.name())), faults);
      sources.put(part.name(), source);
    }
    extra.stream()
        .sorted()
        .forEach(
            name ->
                faults.add(
                    new ArtifactFault(
                        "part-undeclared",
                        "Every file of a bundle must be in its manifest; %s is not. Remove the file or copy the bundle again."
                            .formatted(Texts.quoted(name)))));
    if (!faults.isEmpty()) {
      throw new ArtifactException(faults);
    }
    return new ModelBundle(manifest, manifestBytes, sources);
  }

  /** Names of the regular files; everything else is a fault. */
  private static Set<String> regularFiles(Path directory, Limits limits, List<ArtifactFault> faults)
      throws IOException {
    Set<String> files = new HashSet<>();
    int seen = 0;
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
      for (Path entry : entries) {
        if (++seen > (long) limits.maxParts() + 1) {
          throw ArtifactException.of(
              "limit-exceeded",
              "A bundle must have at most %d parts; its directory has more entries. Raise maxParts if you trust its source."
                  .formatted(limits.maxParts()));
        }
        String name = String.valueOf(entry.getFileName());
        if (Files.isRegularFile(entry, LinkOption.NOFOLLOW_LINKS)) {
          files.add(name);
        } else {
          faults.add(
              new ArtifactFault(
                  "part-kind",
                  "Every entry of a bundle directory must be a regular file; %s is a link, directory or device. Copy the bundle again without links."
                      .formatted(Texts.quoted(name))));
        }
      }
    }
    return files;
  }

  private static byte[] manifestBytes(Path file, Limits limits) throws IOException {
    try (InputStream from =
        Files.newInputStream(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
      byte[] bytes = from.readNBytes(limits.maxManifestBytes());
      if (from.read() >= 0) {
        throw manifestTooLarge(limits);
      }
      return bytes;
    }
  }

  static ArtifactException manifestTooLarge(Limits limits) {
    return ArtifactException.of(
        "manifest-too-large",
        "manifest.json must have at most %d bytes; had more. Raise maxManifestBytes if you trust its source."
            .formatted(limits.maxManifestBytes()));
  }

  private static void check(
      BundlePart part, PartSource source, long size, List<ArtifactFault> faults)
      throws IOException {
    if (size != part.size()) {
      faults.add(
          new ArtifactFault(
              "part-size",
              "Part %s must have %d bytes; had %d. Copy the bundle again."
                  .formatted(part.name(), part.size(), size)));
      return;
    }
    checkDigest(part, source.copy(part.size(), OutputStream.nullOutputStream()), faults);
  }

  static void checkDigest(BundlePart part, PartSource.Found found, List<ArtifactFault> faults) {
    if (found.size() != part.size() || !found.sha256().equals(part.sha256())) {
      faults.add(
          new ArtifactFault(
              "part-digest",
              "Part %s must have SHA-256 %s; had %s. Copy the bundle again."
                  .formatted(part.name(), part.sha256(), found.sha256())));
    }
  }

  /** Writes all files into a new directory and forces them; the caller gives it its final name. */
  static void write(ModelBundle bundle, Path directory, FileOperations files) throws IOException {
    files.createDirectory(directory);
    for (BundlePart part : bundle.parts()) {
      files.write(directory.resolve(part.name()), to -> bundle.copyPart(part, to));
    }
    files.write(directory.resolve(ManifestCodec.FILE_NAME), to -> to.write(bundle.manifestBytes()));
    files.syncDirectory(directory);
  }
}
