package io.millwright.artifact;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Real files, without forcing them to the device, that die at the k-th point and stay dead, as a
 * killed process does.
 *
 * <p>Each operation has a point before it; writing has two more, with an empty file and with half
 * of the content. Everything that was asked for is in {@link #log()}.
 */
final class CrashingFiles implements FileOperations {

  private final int crashAt;
  private final List<String> log = new ArrayList<>();
  private int points;

  CrashingFiles(int crashAt) {
    this.crashAt = crashAt;
  }

  /** The process died here. */
  static final class SimulatedCrash extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  List<String> log() {
    return log;
  }

  private void point() {
    if (points >= crashAt) {
      throw new SimulatedCrash();
    }
    points++;
  }

  private void log(String operation, Path path) {
    Path parent = path.getParent();
    log.add(
        operation + " " + (parent == null ? "" : parent.getFileName() + "/") + path.getFileName());
  }

  @Override
  public void createDirectory(Path directory) throws IOException {
    point();
    log("mkdir", directory);
    RealFiles.INSTANCE.createDirectory(directory);
  }

  @Override
  public void write(Path file, Content content) throws IOException {
    point();
    log("write", file);
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    content.writeTo(all);
    if (points >= crashAt) {
      Files.write(file, new byte[0], StandardOpenOption.CREATE_NEW);
    }
    point();
    if (points >= crashAt) {
      byte[] half = Arrays.copyOf(all.toByteArray(), all.size() / 2);
      Files.write(file, half, StandardOpenOption.CREATE_NEW);
    }
    point();
    Files.write(file, all.toByteArray(), StandardOpenOption.CREATE_NEW);
  }

  @Override
  public void append(Path file, long length, byte[] bytes) throws IOException {
    point();
    log("append", file);
    if (points >= crashAt) {
      cutAndAdd(file, length, new byte[0]);
    }
    point();
    if (points >= crashAt) {
      cutAndAdd(file, length, Arrays.copyOf(bytes, bytes.length / 2));
    }
    point();
    cutAndAdd(file, length, bytes);
  }

  private static void cutAndAdd(Path file, long length, byte[] bytes) throws IOException {
    byte[] old = Files.exists(file) ? Files.readAllBytes(file) : new byte[0];
    Files.write(file, Arrays.copyOf(old, (int) length));
    Files.write(file, bytes, StandardOpenOption.APPEND);
  }

  @Override
  public void syncDirectory(Path directory) throws IOException {
    point();
    log("sync", directory);
    if (!Files.isDirectory(directory)) {
      throw new NotDirectoryException(directory.toString());
    }
  }

  @Override
  public void move(Path from, Path to) throws IOException {
    point();
    log("move", to);
    RealFiles.INSTANCE.move(from, to);
  }

  @Override
  public void publish(Path from, Path to) throws IOException {
    point();
    log("publish", to);
    RealFiles.INSTANCE.publish(from, to);
  }

  @Override
  public void delete(Path path) throws IOException {
    point();
    log("delete", path);
    RealFiles.INSTANCE.delete(path);
  }
}
