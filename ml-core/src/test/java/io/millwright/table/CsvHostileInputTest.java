package io.millwright.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millwright.schema.Schema;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvHostileInputTest {

  private static final Schema TEXT = Schema.builder().text("a").build();

  private final Path folder;

  CsvHostileInputTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private Path file(String name, byte[] bytes) throws IOException {
    return Files.write(folder.resolve(name), bytes);
  }

  private Path file(String name, String text) throws IOException {
    return file(name, text.getBytes(StandardCharsets.UTF_8));
  }

  private static void refused(Path file, String... parts) {
    assertThatThrownBy(() -> Csv.read(file, TEXT))
        .isInstanceOf(TableReadException.class)
        .hasMessageContainingAll(parts);
    assertThatThrownBy(() -> Csv.infer(file))
        .isInstanceOf(TableReadException.class)
        .hasMessageContainingAll(parts);
  }

  @Test
  void read_noSuchFile_namesIt() {
    refused(folder.resolve("none.csv"), "none.csv must exist");
  }

  @Test
  void read_folder_isRefused() {
    refused(folder, "must be a regular file");
  }

  @Test
  void read_emptyFile_isRefused() throws IOException {
    refused(file("empty.csv", ""), "File empty.csv must have a header line; is empty.");
    refused(file("blank.csv", "\n\n \n"), "File blank.csv must have a header line");
  }

  @Test
  void infer_headerOnly_isRefused() throws IOException {
    Path file = file("header.csv", "a,b\n");
    assertThatThrownBy(() -> Csv.infer(file))
        .isInstanceOf(TableReadException.class)
        .hasMessageStartingWith("File header.csv must have rows below its header; has none.");
  }

  @Test
  void infer_numbersForHeader_asksForNames() throws IOException {
    Path file = file("higgs.csv", "1,0.5\n0,0.25\n");
    assertThatThrownBy(() -> Csv.infer(file))
        .isInstanceOf(TableReadException.class)
        .hasMessageContaining("must have names; all 2 are numbers");
  }

  @Test
  void read_raggedRows_areListed() throws IOException {
    refused(
        file("ragged.csv", "a,b\nx,1\ny\nz,1,2\n"),
        "line 3: row must have 2 cells like the header; had 1",
        "line 4: row must have 2 cells like the header; had 3");
  }

  @Test
  void read_duplicateNames_areListed() throws IOException {
    refused(
        file("twice.csv", "a,b,a,b,c\n1,2,3,4,5\n"),
        "Columns of twice.csv must have different names; 2 names are there more than once: a, b.");
  }

  @Test
  void read_tenThousandColumns_areRefusedUnlessAllowed() throws IOException {
    String header =
        IntStream.range(0, 10_000).mapToObj(i -> "c" + i).collect(Collectors.joining(","));
    Path file = file("wide.csv", header + "\n" + "1,".repeat(9_999) + "1\n");
    refused(file, "File wide.csv must have at most 5000 columns; has 10000.");
    CsvOptions wide =
        CsvOptions.builder().limits(new CsvOptions.Limits(10_000, 10, 100, 1 << 20)).build();
    assertThat(Csv.infer(file, wide).columns()).hasSize(10_000);
    assertThat(Csv.read(file, Schema.builder().integer("c9999").build(), wide).rowCount())
        .isEqualTo(1);
  }

  @Test
  void read_badUtf8_tellsByteAndLine() throws IOException {
    byte[] bytes =
        ("a,b\n" + "x,y\n".repeat(50_000) + "M?nchen,1\n").getBytes(StandardCharsets.UTF_8);
    int at = 4 + 4 * 50_000 + 1;
    bytes[at] = (byte) 0xFC;
    refused(
        file("latin.csv", bytes),
        "File latin.csv must be UTF-8 text; was not at byte " + at + " (line 50002)");
    Path packed = folder.resolve("latin.csv.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
      out.write(bytes);
    }
    refused(packed, "at byte " + at + " (line 50002)");
    CsvOptions latin = CsvOptions.builder().charset(StandardCharsets.ISO_8859_1).build();
    assertThat(Csv.read(folder.resolve("latin.csv"), TEXT, latin).column("a").string(50_000))
        .isEqualTo("München");
  }

  @Test
  void read_cutInsideACharacter_isRefused() throws IOException {
    refused(file("cut.csv", new byte[] {'a', '\n', 'x', (byte) 0xC3}), "was not at byte 3");
  }

  @Test
  void read_nulBytes_areText() throws IOException {
    assertThat(Csv.read(file("nul.csv", "a\nx\0y\n"), TEXT).column("a").string(0))
        .isEqualTo("x\0y");
  }

  @Test
  void read_cellOfAMillionCharacters_fits() throws IOException {
    String cell = "x".repeat(1 << 20);
    assertThat(Csv.read(file("cell.csv", "a\n" + cell + "\n"), TEXT).column("a").string(0))
        .hasSize(1 << 20);
    refused(
        file("longer.csv", "a\nok\n" + cell + "y\n"),
        "line 3: 'a' must have at most 1048576 characters");
    refused(
        file("longest.csv", "a\nok\n" + cell.repeat(3) + "\n"),
        "at most 1048576 characters",
        "line 3");
  }

  @Test
  void read_unclosedQuote_namesTheRowAndNoValue() throws IOException {
    Path file = file("open.csv", "a\nx\n\"secret\ny\nz\n");
    refused(file, "Cells of open.csv", "a quote that opens a cell must close it", "row on line 3");
    assertThatThrownBy(() -> Csv.read(file, TEXT)).hasMessageNotContaining("secret").hasNoCause();
    refused(file("behind.csv", "a,b\n1,2\n\"x\"y,1\n"), "row on line 3");
  }

  @Test
  void read_truncatedGzip_isRefused() throws IOException {
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(whole)) {
      out.write("a,b\n".getBytes(StandardCharsets.UTF_8));
      for (int i = 0; i < 20_000; i++) {
        out.write((i + "," + (i * 7919L % 10_007) + "\n").getBytes(StandardCharsets.UTF_8));
      }
    }
    byte[] bytes = whole.toByteArray();
    for (int length : new int[] {3, 12, 1_000, bytes.length - 1}) {
      refused(file("cut.csv.gz", Arrays.copyOf(bytes, length)), "must be a whole gzip file");
    }
    bytes[bytes.length / 2] ^= 0x55;
    assertThatThrownBy(
            () ->
                Csv.infer(
                    file("bent.csv.gz", bytes),
                    CsvOptions.builder().header(java.util.List.of("a", "b")).build()))
        .isInstanceOf(TableReadException.class);
  }

  @Test
  void read_gzipThatUnpacksWithoutEnd_stopsAtTheLimit() throws IOException {
    Path bomb = folder.resolve("bomb.csv.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(bomb))) {
      out.write("a\n".getBytes(StandardCharsets.UTF_8));
      byte[] lines = "1\n".repeat(1 << 19).getBytes(StandardCharsets.UTF_8);
      for (int i = 0; i < 64; i++) {
        out.write(lines);
      }
    }
    assertThat(Files.size(bomb)).isLessThan(200_000);
    CsvOptions limited =
        CsvOptions.builder()
            .limits(new CsvOptions.Limits(10, Integer.MAX_VALUE - 8, 100, 1 << 20))
            .build();
    assertThatThrownBy(() -> Csv.read(bomb, TEXT, limited))
        .isInstanceOf(TableReadException.class)
        .hasMessageContaining("must have at most 1048576 bytes after unpacking");
  }

  @Test
  void read_moreRowsThanTheLimit_isRefused() {
    CsvOptions limited =
        CsvOptions.builder().limits(new CsvOptions.Limits(10, 3, 100, 1 << 20)).build();
    assertThatThrownBy(
            () -> Csv.read(new StringReader("a\n1\n2\n3\n4\n"), "rows.csv", TEXT, limited))
        .isInstanceOf(TableReadException.class)
        .hasMessageContaining("rows.csv must have at most 3 rows");
  }

  @Test
  void read_stringsWithEqualHashes_areToldApart() {
    int n = 4096;
    StringBuilder text = new StringBuilder("a\n");
    for (int i = 0; i < n; i++) {
      for (int bit = 0; bit < 12; bit++) {
        text.append((i >> bit & 1) == 0 ? "Aa" : "BB");
      }
      text.append('\n');
    }
    Table table =
        Csv.read(
            new StringReader(text.toString() + text.substring(2)),
            "hash.csv",
            Schema.builder().categorical("a").build(),
            CsvOptions.ofDefaults());
    CategoricalColumn column = (CategoricalColumn) table.column("a");
    assertThat(column.dictionary()).hasSize(n).doesNotHaveDuplicates();
    for (int i = 0; i < n; i++) {
      assertThat(column.code(i)).isEqualTo(i).isEqualTo(column.code(i + n));
    }
  }
}
