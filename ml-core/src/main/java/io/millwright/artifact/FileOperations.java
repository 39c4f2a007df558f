package io.millwright.artifact;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;

/**
 * Every change this package makes to a file system, so that tests can crash between any two.
 *
 * <p>An operation that returned is durable once the directory that holds its entry was synced.
 */
interface FileOperations {

  /** Writes the content of a file. */
  interface Content {
    void writeTo(OutputStream to) throws IOException;
  }

  /** Creates one directory; fails if it exists. */
  void createDirectory(Path directory) throws IOException;

  /** Creates a file that must not exist, writes it and forces it to the device. */
  void write(Path file, Content content) throws IOException;

  /** Cuts a file (made if absent) to {@code length} bytes, adds {@code bytes} and forces it. */
  void append(Path file, long length, byte[] bytes) throws IOException;

  /** Forces the entries of a directory to the device. */
  void syncDirectory(Path directory) throws IOException;

  /** Renames within one file system; an existing file is replaced in the same instant. */
  void move(Path from, Path to) throws IOException;

  /** Gives a finished file its final name, which must be free, and removes the old name. */
  void publish(Path from, Path to) throws IOException;

  /** Deletes one file or empty directory, or nothing if it is absent. */
  void delete(Path path) throws IOException;
}
