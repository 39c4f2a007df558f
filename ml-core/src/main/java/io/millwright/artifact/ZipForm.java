package io.millwright.artifact;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.CheckedOutputStream;

/**
 * A bundle as one zip: {@code manifest.json} first, then the parts by name, all stored.
 *
 * <p>The reader trusts no length, offset or name of the archive. Once the manifest is read, the
 * place and value of every other byte is known but for the CRCs, and is compared.
 */
final class ZipForm {

  private ZipForm() {}

  /** One entry: {@code offset} is that of its local header. */
  private record Entry(String name, long size, long offset) {
    long dataOffset() {
      return offset + StoredZip.LOCAL_HEADER + name.length();
    }

    long end() {
      return dataOffset() + size;
    }
  }

  private static List<Entry> layout(Manifest manifest, long manifestSize) {
    List<Entry> entries = new ArrayList<>();
    Entry last = new Entry(ManifestCodec.FILE_NAME, manifestSize, 0);
    entries.add(last);
    for (BundlePart part : manifest.parts()) {
      last = new Entry(part.name(), part.size(), last.end());
      entries.add(last);
    }
    return entries;
  }

  private static long length(List<Entry> entries) {
    long central =
        entries.stream().mapToLong(e -> StoredZip.CENTRAL_HEADER + e.name().length()).sum();
    return entries.get(entries.size() - 1).end() + central + StoredZip.END_RECORD;
  }

  private static byte[] directory(List<Entry> entries, int[] crcs) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int i = 0; i < crcs.length; i++) {
      Entry e = entries.get(i);
      bytes.writeBytes(StoredZip.centralHeader(e.name(), e.size(), crcs[i], e.offset()));
    }
    long start = entries.get(entries.size() - 1).end();
    bytes.writeBytes(StoredZip.endRecord(entries.size(), bytes.size(), start));
    return bytes.toByteArray();
  }

  static void write(ModelBundle bundle, Path file, FileOperations files) throws IOException {
    byte[] manifest = bundle.manifestBytes();
    List<Entry> entries = layout(bundle.manifest(), manifest.length);
    if (length(entries) > StoredZip.MAX_BYTES || entries.size() > 0xFFFE) {
      throw new IllegalStateException(
          "A zip bundle must have less than 4 GiB and 65,534 parts; had %d bytes in %d parts. Use writeDirectory."
              .formatted(length(entries), entries.size() - 1));
    }
    int[] crcs = new int[entries.size()];
    crcs[0] = crc(to -> to.write(manifest));
    for (int i = 1; i < crcs.length; i++) {
      BundlePart part = bundle.parts().get(i - 1);
      crcs[i] = crc(to -> bundle.copyPart(part, to));
    }
    files.write(
        file,
        to -> {
          to.write(StoredZip.localHeader(ManifestCodec.FILE_NAME, manifest.length, crcs[0]));
          to.write(manifest);
          for (int i = 1; i < crcs.length; i++) {
            BundlePart part = bundle.parts().get(i - 1);
            to.write(StoredZip.localHeader(part.name(), part.size(), crcs[i]));
            bundle.copyPart(part, to);
          }
          to.write(directory(entries, crcs));
        });
  }

  private static int crc(FileOperations.Content content) throws IOException {
    CRC32 crc = new CRC32();
    content.writeTo(new CheckedOutputStream(OutputStream.nullOutputStream(), crc));
    return (int) crc.getValue();
  }

  static ModelBundle open(Path file, Limits limits) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      byte[] manifestBytes = manifestBytes(channel, limits);
      Manifest manifest = ManifestCodec.decode(manifestBytes);
      manifest.requireWithin(limits);
      List<Entry> entries = layout(manifest, manifestBytes.length);
      if (length(entries) != channel.size()) {
        throw layoutFault(
            "must have the %d bytes that its manifest implies; had %d, so it is cut or has more in it"
                .formatted(length(entries), channel.size()));
      }
      return verify(channel, file, manifest, manifestBytes, entries);
    }
  }

  private static ModelBundle verify(
      FileChannel channel, Path file, Manifest manifest, byte[] manifestBytes, List<Entry> entries)
      throws IOException {
    List<ArtifactFault> faults = new ArrayList<>();
    Map<String, PartSource> sources = new HashMap<>();
    int[] crcs = new int[entries.size()];
    crcs[0] = crc(to -> to.write(manifestBytes));
    checkHeader(channel, entries.get(0), crcs[0]);
    for (int i = 1; i < crcs.length; i++) {
      Entry entry = entries.get(i);
      PartSource source = new PartSource.Region(file, entry.dataOffset(), false);
      CRC32 crc = new CRC32();
      PartSource.Found found =
          source.copy(entry.size(), new CheckedOutputStream(OutputStream.nullOutputStream(), crc));
      crcs[i] = (int) crc.getValue();
      int before = faults.size();
      DirectoryForm.checkDigest(manifest.parts().get(i - 1), found, faults);
      if (faults.size() == before) {
        checkHeader(channel, entry, crcs[i]);
      }
      sources.put(entry.name(), source);
    }
    if (!faults.isEmpty()) {
      throw new ArtifactException(faults);
    }
    byte[] expected = directory(entries, crcs);
    byte[] actual = read(channel, entries.get(entries.size() - 1).end(), expected.length);
    if (!Arrays.equals(expected, actual)) {
      throw layoutFault("must end in the central directory that its entries imply; did not");
    }
    return new ModelBundle(manifest, manifestBytes, sources);
  }

  private static void checkHeader(FileChannel channel, Entry entry, int crc) throws IOException {
    byte[] expected = StoredZip.localHeader(entry.name(), entry.size(), crc);
    if (!Arrays.equals(expected, read(channel, entry.offset(), expected.length))) {
      throw layoutFault(
          "must have a plain stored entry %s at byte %d; had something else"
              .formatted(entry.name(), entry.offset()));
    }
  }

  private static byte[] manifestBytes(FileChannel channel, Limits limits) throws IOException {
    int head = StoredZip.LOCAL_HEADER + ManifestCodec.FILE_NAME.length();
    byte[] actual = read(channel, 0, head);
    if (actual.length < head) {
      throw layoutFault(
          "must start with the entry manifest.json; had %d bytes".formatted(actual.length));
    }
    ByteBuffer header = ByteBuffer.wrap(actual).order(ByteOrder.LITTLE_ENDIAN);
    int crc = header.getInt(StoredZip.CRC_AT);
    long size = Integer.toUnsignedLong(header.getInt(StoredZip.SIZE_AT));
    if (!Arrays.equals(actual, StoredZip.localHeader(ManifestCodec.FILE_NAME, size, crc))) {
      throw layoutFault("must start with the plain stored entry manifest.json; did not");
    }
    if (size > limits.maxManifestBytes()) {
      throw DirectoryForm.manifestTooLarge(limits);
    }
    byte[] bytes = read(channel, head, (int) Math.min(size, channel.size() - head));
    if (bytes.length < size) {
      throw layoutFault(
          "must have %d bytes of manifest.json; had %d, so it is cut"
              .formatted(size, bytes.length));
    }
    return bytes;
  }

  private static byte[] read(FileChannel channel, long from, int length) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(length);
    while (bytes.hasRemaining() && channel.read(bytes, from + bytes.position()) >= 0) {}
    return Arrays.copyOf(bytes.array(), bytes.position());
  }

  private static ArtifactException layoutFault(String constraint) {
    return ArtifactException.of(
        "zip-layout",
        "The bundle zip "
            + constraint
            + ". Copy the bundle again, or write it with ModelBundle.writeZip.");
  }
}
