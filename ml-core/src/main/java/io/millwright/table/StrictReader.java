package io.millwright.table;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.util.zip.ZipException;

/**
 * Decodes bytes and refuses what is not in the character set, telling where. Not thread-safe.
 *
 * <p>All faults are {@link TableReadException}.
 */
final class StrictReader extends Reader {

  /** Finds the line of a byte by reading the source again. */
  @FunctionalInterface
  interface Lines {
    long at(long offset) throws IOException;
  }

  private final InputStream in;
  private final String source;
  private final Lines lines;
  private final CharsetDecoder decoder;
  private final long maxBytes;
  private final ByteBuffer bytes = ByteBuffer.allocate(1 << 16).flip();
  private long base;
  private long total;
  private boolean ended;

  StrictReader(
      InputStream in, String source, Charset charset, long bomBytes, long maxBytes, Lines lines) {
    this.in = in;
    this.source = source;
    this.lines = lines;
    this.maxBytes = maxBytes;
    this.base = bomBytes;
    this.decoder =
        charset
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
  }

  @Override
  public int read(char[] into, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    CharBuffer out = CharBuffer.wrap(into, offset, length);
    while (true) {
      CoderResult result = decoder.decode(bytes, out, ended);
      if (out.position() > offset) {
        return out.position() - offset;
      }
      if (result.isError()) {
        throw malformed();
      }
      if (ended) {
        return -1;
      }
      fill();
    }
  }

  private void fill() throws IOException {
    base += bytes.position();
    bytes.compact();
    int got;
    try {
      got = in.read(bytes.array(), bytes.position(), bytes.remaining());
    } catch (EOFException | ZipException e) {
      throw TableReadException.of(
          "File " + source + " must be a whole gzip file; is cut short or damaged. Fetch it again.",
          e);
    }
    if (got < 0) {
      ended = true;
    } else {
      bytes.position(bytes.position() + got);
      total += got;
      if (total > maxBytes) {
        throw TableReadException.of(
            "File "
                + source
                + " must have at most "
                + maxBytes
                + " bytes after unpacking; has more. Raise the limit of bytes in the options if it is meant.");
      }
    }
    bytes.flip();
  }

  private TableReadException malformed() throws IOException {
    long offset = base + bytes.position();
    return TableReadException.of(
        "File "
            + source
            + " must be "
            + decoder.charset().name()
            + " text; was not at byte "
            + offset
            + " (line "
            + lines.at(offset)
            + "). Convert the file, or name its character set in the options.");
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
