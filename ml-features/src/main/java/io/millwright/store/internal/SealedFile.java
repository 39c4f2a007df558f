package io.millwright.store.internal;

import io.millwright.Sha256;
import io.millwright.store.StoreException;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;

/**
 * A file of eight magic bytes, the length of its content, the content, and the SHA-256 of all that:
 * read whole or refused.
 */
public final class SealedFile {

  /** How long a content may be. */
  public static final int MOST_BYTES = 1 << 30;

  private static final int HEAD = 16;
  private static final int SEAL = 32;

  private SealedFile() {}

  /** The parts of the file, to be written one after another. */
  public static ByteBuffer[] parts(String magic, ByteBuffer content) {
    ByteBuffer head = ByteBuffer.allocate(HEAD).order(ByteOrder.LITTLE_ENDIAN);
    head.put(magic.getBytes(StandardCharsets.US_ASCII)).putLong(content.remaining()).flip();
    return new ByteBuffer[] {head, content, ByteBuffer.wrap(seal(head, content))};
  }

  private static byte[] seal(ByteBuffer head, ByteBuffer content) {
    MessageDigest digest = Sha256.digest();
    digest.update(head.duplicate());
    digest.update(content.duplicate());
    return digest.digest();
  }

  /**
   * The content of a file.
   *
   * @throws StoreException {@code damaged-file} if it is cut, changed, too large or not such a file
   */
  public static ByteSource read(Path file, String magic) throws IOException {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
      long size = channel.size();
      if (size < HEAD + SEAL || size > (long) MOST_BYTES + HEAD + SEAL) {
        throw damaged(file, "its size must be that of such a file; was " + size + " bytes");
      }
      ByteBuffer all = ByteBuffer.allocate((int) size).order(ByteOrder.LITTLE_ENDIAN);
      readFully(channel, all);
      return content(file, magic, all.flip());
    }
  }

  private static ByteSource content(Path file, String magic, ByteBuffer all) {
    ByteBuffer head = all.slice(0, HEAD).order(ByteOrder.LITTLE_ENDIAN);
    byte[] start = new byte[8];
    head.get(0, start);
    int length = all.limit() - HEAD - SEAL;
    if (!new String(start, StandardCharsets.ISO_8859_1).equals(magic)) {
      throw damaged(file, "it must begin with " + magic);
    }
    if (head.getLong(8) != length) {
      throw damaged(file, "it must have the length that it says");
    }
    ByteBuffer content = all.slice(HEAD, length);
    if (!ByteBuffer.wrap(seal(head, content)).equals(all.slice(HEAD + length, SEAL))) {
      throw damaged(file, "its SHA-256 must be the one at its end");
    }
    return new ByteSource(content);
  }

  private static void readFully(FileChannel channel, ByteBuffer into) throws IOException {
    while (into.hasRemaining()) {
      if (channel.read(into) < 0) {
        throw new EOFException("File became shorter while it was read. Try again.");
      }
    }
  }

  /** The exception about a file that cannot be trusted. */
  public static StoreException damaged(Path file, String constraint) {
    return new StoreException("damaged-file", message(file, constraint));
  }

  /** As {@link #damaged(Path, String)}, with what reading it met. */
  public static StoreException damaged(Path file, RuntimeException cause) {
    return new StoreException("damaged-file", message(file, reason(cause)), cause);
  }

  /** Only the first line: later ones may be long. */
  private static String reason(RuntimeException cause) {
    return String.valueOf(cause.getMessage()).lines().findFirst().orElse("it could not be read");
  }

  private static String message(Path file, String constraint) {
    return "File "
        + file.getFileName()
        + " cannot be trusted: "
        + constraint
        + " ("
        + file
        + "). Restore it from a copy; nothing was changed.";
  }
}
