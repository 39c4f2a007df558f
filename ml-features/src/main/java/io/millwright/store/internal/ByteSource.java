package io.millwright.store.internal;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Reads what a {@link ByteSink} wrote, distrusting it: nothing is allocated before its bytes are
 * there, and every fault is an {@link IllegalArgumentException}. Not thread-safe.
 */
public final class ByteSource {

  private final ByteBuffer bytes;

  /** A source of what remains of the bytes. */
  public ByteSource(ByteBuffer bytes) {
    this.bytes = bytes.slice().order(ByteOrder.LITTLE_ENDIAN);
  }

  /** The exception of every fault; says what must hold. */
  public static IllegalArgumentException fault(String constraint) {
    return new IllegalArgumentException(constraint);
  }

  /** Makes sure that so many bytes are left. */
  public void need(long count) {
    if (count < 0 || count > bytes.remaining()) {
      throw fault("it must have " + count + " more bytes; had " + bytes.remaining());
    }
  }

  /** One byte, 0 to 255. */
  public int takeByte() {
    need(1);
    return bytes.get() & 0xFF;
  }

  /** Four bytes. */
  public int takeInt() {
    need(4);
    return bytes.getInt();
  }

  /** Eight bytes. */
  public long takeLong() {
    need(8);
    return bytes.getLong();
  }

  /** So many bytes. */
  public byte[] takeBytes(int count) {
    need(count);
    byte[] taken = new byte[count];
    bytes.get(taken);
    return taken;
  }

  /** A text as {@link ByteSink#putText} writes it. */
  public String takeText() {
    int length = takeInt();
    need(length);
    ByteBuffer coded = bytes.slice(bytes.position(), length);
    bytes.position(bytes.position() + length);
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .decode(coded)
          .toString();
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException("its texts must be UTF-8; one is not", e);
    }
  }

  /** Makes sure that nothing is left. */
  public void end() {
    if (bytes.hasRemaining()) {
      throw fault("it must end; had " + bytes.remaining() + " more bytes");
    }
  }
}
