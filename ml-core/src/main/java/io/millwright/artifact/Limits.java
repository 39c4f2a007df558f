package io.millwright.artifact;

/**
 * The most that opening a bundle may read, so that a hostile file cannot exhaust the reader.
 *
 * <p>All limits are inclusive and are checked against the manifest and the real file sizes before
 * any part is read. There is no limit on a compression ratio because bundles are never compressed:
 * an archive with a compressed entry is refused. Thread-safe: yes, immutable.
 *
 * @param maxTotalBytes most bytes in all parts together, at least 1
 * @param maxPartBytes most bytes in one part, at least 1
 * @param maxParts most parts, at least 1
 * @param maxManifestBytes most bytes in {@code manifest.json}, at least 1
 */
public record Limits(long maxTotalBytes, long maxPartBytes, int maxParts, int maxManifestBytes) {

  public Limits {
    positive("maxTotalBytes", maxTotalBytes);
    positive("maxPartBytes", maxPartBytes);
    positive("maxParts", maxParts);
    positive("maxManifestBytes", maxManifestBytes);
  }

  /** 2 GiB in all, 1 GiB a part, 256 parts, 1 MiB of manifest. */
  public static Limits ofDefaults() {
    return new Limits(2L << 30, 1L << 30, 256, 1 << 20);
  }

  /** A copy with another limit on all parts together. */
  public Limits withMaxTotalBytes(long bytes) {
    return new Limits(bytes, maxPartBytes, maxParts, maxManifestBytes);
  }

  /** A copy with another limit on one part. */
  public Limits withMaxPartBytes(long bytes) {
    return new Limits(maxTotalBytes, bytes, maxParts, maxManifestBytes);
  }

  private static void positive(String what, long value) {
    if (value < 1) {
      throw new IllegalArgumentException(
          what + " must be at least 1; was " + value + ". Give a positive limit.");
    }
  }
}
