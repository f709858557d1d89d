package dev.larder.redis.internal;

/**
 * What a connection's buffers hold, in bytes, at one moment.
 *
 * @param received what has come and is in the receive buffer, with what is being run
 * @param receivedFree the room that this has besides
 * @param arguments the arguments of the command that is being run, or has come in part
 * @param queued those of the commands between MULTI and EXEC
 * @param replyRoom the size of the buffer into which replies are written now
 * @param replyPeak the most that was handed on from one at once
 * @param replied what stands in it
 * @param pieces how many pieces were handed on and not taken by the client yet
 * @param waiting how long those are, with what Netty needs for each
 */
public record Buffers(
    long received,
    long receivedFree,
    long arguments,
    long queued,
    long replyRoom,
    long replyPeak,
    long replied,
    long pieces,
    long waiting) {
  /** Of a connection that holds nothing. */
  public static final Buffers EMPTY = new Buffers(0, 0, 0, 0, 0, 0, 0, 0, 0);

  /** All of them. */
  public long total() {
    return received + receivedFree + arguments + queued + replyRoom + waiting;
  }
}
