package io.millwright.artifact;

import static io.millwright.artifact.BundleDirectoryHostileTest.codes;
import static io.millwright.artifact.BundleDirectoryHostileTest.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BundleZipHostileTest {

  private final Path temp;
  private final byte[] good;

  BundleZipHostileTest(@TempDir Path temp) throws IOException {
    this.temp = temp;
    Bundles.small().writeZip(temp.resolve("good.zip"));
    good = Files.readAllBytes(temp.resolve("good.zip"));
  }

  @Test
  void open_everySingleBitFlippedByte_refused() throws IOException {
    for (int at = 0; at < good.length; at++) {
      byte[] bad = good.clone();
      bad[at] ^= (byte) (1 << (at % 8));
      assertThat(codes(zip(bad))).as("byte %d", at).isNotEmpty();
    }
  }

  @Test
  void open_everyTruncation_refused() throws IOException {
    for (int length = 0; length < good.length; length++) {
      assertThat(codes(zip(Arrays.copyOf(good, length)))).as("length %d", length).isNotEmpty();
    }
  }

  @Test
  void open_bytesBehindOrBefore_refused() throws IOException {
    assertThat(codes(zip(Arrays.copyOf(good, good.length + 1)))).containsExactly("zip-layout");
    byte[] before = new byte[good.length + 1];
    System.arraycopy(good, 0, before, 1, good.length);
    assertThat(codes(zip(before))).containsExactly("zip-layout");
  }

  @Test
  void open_severalPartsDamaged_reportedTogether() throws IOException {
    byte[] bad = good.clone();
    String text = new String(good, java.nio.charset.StandardCharsets.ISO_8859_1);
    bad[text.indexOf("{\"auc\"")] ^= 1;
    bad[text.indexOf("{\"weights\"")] ^= 1;
    assertThat(codes(zip(bad))).containsExactly("part-digest", "part-digest");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"../evil", "/etc/evil", "a/b", "a\\b", "C:\\evil", "evil\0.json", "model.json"})
  void open_extraEntry_refused(String name) throws IOException {
    HostileZip hostile = HostileZip.of(Bundles.small()).add(name, new byte[] {1});
    assertThat(codes(zip(hostile.bytes()))).containsExactly("zip-layout");
    assertThat(temp.resolve("../evil")).doesNotExist();
  }

  @Test
  void open_entryMissing_refused() throws IOException {
    assertThat(codes(zip(HostileZip.of(Bundles.small()).drop("model.json").bytes())))
        .containsExactly("zip-layout");
  }

  @Test
  void open_entryRenamedToSlip_refused() throws IOException {
    HostileZip hostile = HostileZip.of(Bundles.small()).rename("card.md", "../x.md");
    assertThat(codes(zip(hostile.bytes()))).containsExactly("zip-layout");
  }

  @Test
  void open_entriesInAnotherOrder_refused() throws IOException {
    assertThat(codes(zip(HostileZip.of(Bundles.small()).swapLast().bytes()))).isNotEmpty();
  }

  @Test
  void open_hostileZipWithoutChange_isTheCanonicalZip() {
    assertThat(HostileZip.of(Bundles.small()).bytes()).isEqualTo(good);
  }

  @Test
  void open_namesOnlyInTheCentralDirectoryDiffer_refused() throws IOException {
    byte[] bad = good.clone();
    String text = new String(good, java.nio.charset.StandardCharsets.ISO_8859_1);
    bad[text.lastIndexOf("model.json")] = 'n';
    assertThat(codes(zip(bad))).containsExactly("zip-layout");
  }

  @Test
  void open_zipBomb_refusedUnread() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream out = new ZipOutputStream(bytes)) {
      out.putNextEntry(new ZipEntry("manifest.json"));
      byte[] zeros = new byte[1 << 20];
      for (int i = 0; i < 100; i++) {
        out.write(zeros);
      }
      out.closeEntry();
    }
    assertThat(bytes.size()).isLessThan(1 << 20);
    assertThat(codes(zip(bytes.toByteArray()))).containsExactly("zip-layout");
  }

  @Test
  void open_manifestClaims4GiB_refusedWithoutAllocating() throws IOException {
    byte[] header = StoredZip.localHeader("manifest.json", 0xFFFF_FFFFL, 0);
    assertThat(codes(zip(header))).containsExactly("manifest-too-large");
    byte[] million = StoredZip.localHeader("manifest.json", 1 << 20, 0);
    assertThat(codes(zip(million))).containsExactly("zip-layout");
  }

  @Test
  void open_aboveTheLimits_refused() throws IOException {
    Path path = zip(good);
    assertThat(codes(path, new Limits(29, 19, 3, 4096))).containsExactly("limit-exceeded");
    assertThat(codes(path, new Limits(30, 18, 3, 4096))).containsExactly("limit-exceeded");
    assertThat(codes(path, new Limits(30, 19, 2, 4096))).containsExactly("limit-exceeded");
    assertThat(codes(path, new Limits(30, 19, 3, 100))).containsExactly("manifest-too-large");
    assertThat(ModelBundle.open(path, new Limits(30, 19, 3, 4096)).parts()).hasSize(3);
  }

  @Test
  void open_emptyOrForeignFile_refused() throws IOException {
    assertThat(codes(zip(new byte[0]))).containsExactly("zip-layout");
    assertThat(refused(zip(Bundles.bytes("hello".repeat(50))))).hasMessageContaining("writeZip");
  }

  @Test
  void limits_notPositive_refused() {
    assertThatThrownBy(() -> new Limits(0, 1, 1, 1)).hasMessageContaining("maxTotalBytes");
    assertThatThrownBy(() -> Limits.ofDefaults().withMaxPartBytes(-1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(Limits.ofDefaults().withMaxTotalBytes(5).maxTotalBytes()).isEqualTo(5);
  }

  private Path zip(byte[] bytes) {
    try {
      return Files.write(temp.resolve("bad.zip"), bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Builds well-formed zips with any entries around an unchanged manifest. */
  private static final class HostileZip {
    private final List<String> names = new ArrayList<>();
    private final List<byte[]> contents = new ArrayList<>();

    static HostileZip of(ModelBundle bundle) {
      HostileZip zip = new HostileZip().add("manifest.json", bundle.manifestBytes());
      bundle.partNames().forEach(name -> zip.add(name, bundle.part(name)));
      return zip;
    }

    HostileZip add(String name, byte[] content) {
      names.add(name);
      contents.add(content);
      return this;
    }

    HostileZip drop(String name) {
      contents.remove(names.indexOf(name));
      names.remove(name);
      return this;
    }

    HostileZip rename(String from, String to) {
      names.set(names.indexOf(from), to);
      return this;
    }

    HostileZip swapLast() {
      int last = names.size() - 1;
      java.util.Collections.swap(names, last, last - 1);
      java.util.Collections.swap(contents, last, last - 1);
      return this;
    }

    byte[] bytes() {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      ByteArrayOutputStream central = new ByteArrayOutputStream();
      for (int i = 0; i < names.size(); i++) {
        CRC32 crc = new CRC32();
        crc.update(contents.get(i));
        int size = contents.get(i).length;
        central.writeBytes(
            StoredZip.centralHeader(names.get(i), size, (int) crc.getValue(), out.size()));
        out.writeBytes(StoredZip.localHeader(names.get(i), size, (int) crc.getValue()));
        out.writeBytes(contents.get(i));
      }
      byte[] end = StoredZip.endRecord(names.size(), central.size(), out.size());
      out.writeBytes(central.toByteArray());
      out.writeBytes(end);
      return out.toByteArray();
    }
  }
}
