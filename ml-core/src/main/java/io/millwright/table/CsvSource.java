package io.millwright.table;

import io.millwright.Progress;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * Opens a file as strictly decoded characters: gzip by its first bytes, byte order mark, limits.
 */
final class CsvSource implements Closeable {

  static final int SAMPLE = 1 << 16;

  private static final int PROGRESS_BYTES = 1 << 20;

  private final String name;
  private final PushbackReader characters;
  private final boolean gzip;
  private final Charset charset;

  private CsvSource(String name, Reader reader, boolean gzip, Charset charset) {
    this.name = name;
    this.characters = new PushbackReader(reader, SAMPLE);
    this.gzip = gzip;
    this.charset = charset;
  }

  static CsvSource of(Reader reader, String name) {
    return new CsvSource(name, reader, false, StandardCharsets.UTF_8);
  }

  static CsvSource of(Path path, Optional<Charset> wanted, long maxBytes, Progress progress)
      throws IOException {
    String name = String.valueOf(path.getFileName());
    if (!Files.exists(path)) {
      throw TableReadException.of("File " + path + " must exist; does not. Check the path.");
    }
    if (!Files.isRegularFile(path)) {
      throw TableReadException.of(
          "File " + path + " must be a regular file; is a folder or other.");
    }
    InputStream raw =
        new Counting(Files.newInputStream(path), "reading " + name, Files.size(path), progress);
    try {
      BufferedInputStream packed = new BufferedInputStream(raw, 1 << 16);
      boolean gzip = startsWith(packed, 0x1F, 0x8B);
      BufferedInputStream plain = gzip ? unpacked(packed, name) : packed;
      Bom bom = Bom.of(plain, name);
      plain.skipNBytes(bom.length);
      Charset charset = wanted.orElse(bom.charset);
      Reader reader =
          new StrictReader(
              plain, name, charset, bom.length, maxBytes, offset -> lineAt(path, gzip, offset));
      return new CsvSource(name, reader, gzip, charset);
    } catch (IOException | RuntimeException e) {
      raw.close();
      throw e;
    }
  }

  String name() {
    return name;
  }

  boolean gzip() {
    return gzip;
  }

  Charset charset() {
    return charset;
  }

  Reader characters() {
    return characters;
  }

  /** The first characters, which stay to be read. */
  String sample() throws IOException {
    char[] sample = new char[SAMPLE];
    int length = 0;
    int got = 0;
    while (length < SAMPLE && (got = characters.read(sample, length, SAMPLE - length)) >= 0) {
      length += got;
    }
    characters.unread(sample, 0, length);
    return new String(sample, 0, length);
  }

  @Override
  public void close() throws IOException {
    characters.close();
  }

  private static BufferedInputStream unpacked(InputStream packed, String name) throws IOException {
    try {
      return new BufferedInputStream(new GZIPInputStream(packed, 1 << 16), 1 << 16);
    } catch (java.io.EOFException | ZipException e) {
      throw TableReadException.of(
          "File " + name + " must be a whole gzip file; is cut short or damaged. Fetch it again.",
          e);
    }
  }

  private static boolean startsWith(BufferedInputStream in, int... magic) throws IOException {
    in.mark(magic.length);
    byte[] start = in.readNBytes(magic.length);
    in.reset();
    byte[] wanted = new byte[magic.length];
    for (int i = 0; i < magic.length; i++) {
      wanted[i] = (byte) magic[i];
    }
    return Arrays.equals(start, wanted);
  }

  private static long lineAt(Path path, boolean gzip, long offset) throws IOException {
    try (InputStream file = new BufferedInputStream(Files.newInputStream(path));
        InputStream in = gzip ? new GZIPInputStream(file, 1 << 16) : file) {
      byte[] buffer = new byte[1 << 16];
      long line = 1;
      long left = offset;
      int got;
      while (left > 0 && (got = in.read(buffer, 0, (int) Math.min(buffer.length, left))) > 0) {
        for (int i = 0; i < got; i++) {
          line += buffer[i] == '\n' ? 1 : 0;
        }
        left -= got;
      }
      return line;
    }
  }

  private record Bom(Charset charset, int length) {

    static Bom of(BufferedInputStream in, String name) throws IOException {
      try {
        if (startsWith(in, 0xEF, 0xBB, 0xBF)) {
          return new Bom(StandardCharsets.UTF_8, 3);
        }
        if (startsWith(in, 0xFE, 0xFF)) {
          return new Bom(StandardCharsets.UTF_16BE, 2);
        }
        return startsWith(in, 0xFF, 0xFE)
            ? new Bom(StandardCharsets.UTF_16LE, 2)
            : new Bom(StandardCharsets.UTF_8, 0);
      } catch (java.io.EOFException | ZipException e) {
        throw TableReadException.of(
            "File " + name + " must be a whole gzip file; is cut short or damaged. Fetch it again.",
            e);
      }
    }
  }

  /** Tells how many bytes of the file have been read. */
  private static final class Counting extends FilterInputStream {

    private final String step;
    private final long size;
    private final Progress progress;
    private long done;
    private long told;

    Counting(InputStream in, String step, long size, Progress progress) {
      super(in);
      this.step = step;
      this.size = size;
      this.progress = progress;
    }

    @Override
    public int read() throws IOException {
      int got = super.read();
      count(got < 0 ? -1 : 1);
      return got;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      int got = super.read(into, offset, length);
      count(got);
      return got;
    }

    private void count(int got) {
      done += Math.max(got, 0);
      boolean ended = got < 0 && told < done;
      if (ended || done - told >= PROGRESS_BYTES) {
        told = done;
        progress.update(step, done, Math.max(size, done));
      }
    }
  }
}
