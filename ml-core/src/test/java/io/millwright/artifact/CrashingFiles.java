package io.millwright.artifact;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Real files that die at the k-th point and stay dead, as a killed process does.
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
      RealFiles.INSTANCE.write(file, to -> {});
    }
    point();
    if (points >= crashAt) {
      byte[] half = Arrays.copyOf(all.toByteArray(), all.size() / 2);
      RealFiles.INSTANCE.write(file, to -> to.write(half));
    }
    point();
    RealFiles.INSTANCE.write(file, all::writeTo);
  }

  @Override
  public void append(Path file, long length, byte[] bytes) throws IOException {
    point();
    log("append", file);
    if (points >= crashAt) {
      RealFiles.INSTANCE.append(file, length, new byte[0]);
    }
    point();
    if (points >= crashAt) {
      RealFiles.INSTANCE.append(file, length, Arrays.copyOf(bytes, bytes.length / 2));
    }
    point();
    RealFiles.INSTANCE.append(file, length, bytes);
  }

  @Override
  public void syncDirectory(Path directory) throws IOException {
    point();
    log("sync", directory);
    RealFiles.INSTANCE.syncDirectory(directory);
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
