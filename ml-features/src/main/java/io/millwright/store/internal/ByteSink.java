package io.millwright.store.internal;

import io.millwright.store.StoreException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Little-endian bytes that grow as they are written, up to a limit. Not thread-safe. */
public final class ByteSink {

  private final int limit;
  private ByteBuffer bytes = ByteBuffer.allocate(256).order(ByteOrder.LITTLE_ENDIAN);

  /** An empty sink of at most so many bytes. */
  public ByteSink(int limit) {
    this.limit = limit;
  }

  /**
   * Makes room.
   *
   * @throws StoreException {@code too-large} beyond the limit
   */
  private ByteBuffer room(long more) {
    long needed = bytes.position() + more;
    if (needed > limit) {
      throw new StoreException(
          "too-large",
          "Rows must take at most " + limit + " bytes at once; took more. Write them in parts.");
    }
    if (more > bytes.remaining()) {
      long size = Math.min(limit, Math.max(needed, 2L * bytes.capacity()));
      ByteBuffer larger = ByteBuffer.allocate((int) size).order(ByteOrder.LITTLE_ENDIAN);
      larger.put(bytes.flip());
      bytes = larger;
    }
    return bytes;
  }

  /** One byte. */
  public void putByte(int value) {
    room(1).put((byte) value);
  }

  /** Four bytes. */
  public void putInt(int value) {
    room(4).putInt(value);
  }

  /** Eight bytes. */
  public void putLong(long value) {
    room(8).putLong(value);
  }

  /** These bytes. */
  public void putBytes(byte[] value) {
    room(value.length).put(value);
  }

  /** The number of UTF-8 bytes in four bytes, then they; half surrogate pairs are refused. */
  public void putText(String text) {
    try {
      ByteBuffer coded =
          StandardCharsets.UTF_8
              .newEncoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .encode(CharBuffer.wrap(text));
      putInt(coded.remaining());
      room(coded.remaining()).put(coded);
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException(
          "Strings must be whole characters; one has half a surrogate pair. Clean the source.", e);
    }
  }

  /** What was written, as a view that is ready to be read. */
  public ByteBuffer written() {
    return bytes.duplicate().order(ByteOrder.LITTLE_ENDIAN).flip();
  }
}
