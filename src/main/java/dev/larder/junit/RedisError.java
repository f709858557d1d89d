package dev.larder.junit;

import dev.larder.redis.internal.Command;
import dev.larder.redis.internal.Errors;
import dev.larder.redis.internal.Flag;

/**
 * Errors that a Redis server answers when it is in trouble, in its words. Each is answered to the
 * commands to which Redis answers it, unless a rule names its commands.
 */
public enum RedisError {
  /** The server reads its data from the disk: not to HELLO, for one. */
  LOADING(Errors.LOADING),

  /** The server is a replica: to commands that write. */
  READONLY(Errors.READONLY),

  /** The memory is used up: to commands that may need more. */
  OOM(Errors.OOM),

  /** Part of a cluster is not there: to commands with keys. */
  CLUSTERDOWN(Errors.CLUSTERDOWN),

  /** A script does not end. */
  BUSY(Errors.BUSY);

  private final String text;

  RedisError(String text) {
    this.text = text;
  }

  /** {@return what clients read} */
  public String text() {
    return text;
  }

  /** Whether Redis answers it to this command. */
  boolean meets(Command command) {
    return switch (this) {
      case LOADING -> !command.is(Flag.LOADING);
      case READONLY -> command.is(Flag.WRITE);
      case OOM -> command.is(Flag.DENYOOM);
      case CLUSTERDOWN -> !command.specs().isEmpty();
      case BUSY -> !command.is(Flag.ALLOW_BUSY);
    };
  }
}
