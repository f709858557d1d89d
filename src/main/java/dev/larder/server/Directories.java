package dev.larder.server;

import dev.larder.internal.log.Disk;
import dev.larder.internal.log.FileDisk;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

/** Directories that a command line names. */
final class Directories {
  private Directories() {}

  static Path path(String text) {
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw new UsageException("not a directory's name: " + text);
    }
  }

  /** The only argument: a directory that is there. */
  static Disk only(List<String> args, String tool) {
    if (args.size() != 1) {
      throw new UsageException(tool + " takes one directory, but " + args.size() + " arguments");
    }
    return existing(args.get(0));
  }

  static Disk existing(String text) {
    Path path = path(text);
    if (!Files.isDirectory(path)) {
      throw new UsageException("there is no directory " + path);
    }
    return new FileDisk(path);
  }

  /** A directory that is empty; made if it is not there. */
  static Disk empty(String text) throws IOException {
    Path path = Files.createDirectories(path(text));
    try (DirectoryStream<Path> files = Files.newDirectoryStream(path)) {
      if (files.iterator().hasNext()) {
        throw new UsageException(path + " must be empty or not there");
      }
    }
    return new FileDisk(path);
  }
}
