package dev.larder.redis;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * How a Redis endpoint listens. Made by {@link #builder()}.
 *
 * @param bind the address; another than loopback needs a password
 * @param port the port, 0 for a free one
 * @param threads how many threads serve connections
 * @param password what clients must give before all else, or null
 * @param allowsRemoteWithoutPassword whether others than this machine may connect although there is
 *     no password
 * @param unixSocket where a Unix domain socket is made besides, or null
 * @param tls with what the port speaks TLS, or null if it doesn't
 */
public record RedisOptions(
    String bind,
    int port,
    int threads,
    @Nullable String password,
    boolean allowsRemoteWithoutPassword,
    @Nullable Path unixSocket,
    @Nullable SSLContext tls) {
  private static final int HIGHEST_PORT = 65_535;

  /**
   * Checks what is given.
   *
   * @param bind see the record
   * @param port see the record
   * @param threads see the record
   * @param password see the record
   * @param allowsRemoteWithoutPassword see the record
   * @param unixSocket see the record
   * @param tls see the record
   * @throws IllegalArgumentException if one of them is not allowed
   */
  public RedisOptions {
    Objects.requireNonNull(bind, "bind");
    if (port < 0 || port > HIGHEST_PORT) {
      throw new IllegalArgumentException("a port is from 0 to 65535, but this is " + port);
    }
    if (threads < 1) {
      throw new IllegalArgumentException("at least one thread must serve, but this is " + threads);
    }
    if (password != null && password.isEmpty()) {
      throw new IllegalArgumentException(
          "a password has at least one character, but this has none");
    }
  }

  /** {@return loopback, a free port, one thread, no password, no Unix domain socket, no TLS} */
  public static RedisOptions ofDefaults() {
    return builder().build();
  }

  /** {@return a builder that begins with the defaults} */
  public static Builder builder() {
    return new Builder();
  }

  /** {@return a builder that begins with these options} */
  public Builder toBuilder() {
    Builder builder = new Builder();
    builder.bind = bind;
    builder.port = port;
    builder.threads = threads;
    builder.password = password;
    builder.remote = allowsRemoteWithoutPassword;
    builder.unixSocket = unixSocket;
    builder.tls = tls;
    return builder;
  }

  /**
   * {@return the same options with another port}
   *
   * @param newPort the port, 0 for a free one
   */
  public RedisOptions withPort(int newPort) {
    return toBuilder().port(newPort).build();
  }

  /** The password is left out. */
  @Override
  public String toString() {
    return "RedisOptions["
        + bind
        + ":"
        + port
        + Optional.ofNullable(unixSocket).map(path -> ", " + path).orElse("")
        + (tls == null ? "" : ", TLS")
        + (password == null ? "" : ", password")
        + ", threads "
        + threads
        + "]";
  }

  /** Defaults: loopback, a free port, one thread, no password, no Unix domain socket, no TLS. */
  public static final class Builder {
    private String bind = "127.0.0.1";
    private int port;
    private int threads = 1;
    private @Nullable String password;
    private boolean remote;
    private @Nullable Path unixSocket;
    private @Nullable SSLContext tls;

    private Builder() {}

    /**
     * The address to listen on; another than loopback needs a password.
     *
     * @param address the address
     * @return this builder
     */
    public Builder bind(String address) {
      bind = Objects.requireNonNull(address, "address");
      return this;
    }

    /**
     * The port, 0 for a free one.
     *
     * @param number the port
     * @return this builder
     */
    public Builder port(int number) {
      port = number;
      return this;
    }

    /**
     * How many threads serve connections.
     *
     * @param count at least 1
     * @return this builder
     */
    public Builder threads(int count) {
      threads = count;
      return this;
    }

    /**
     * What clients must give before all else.
     *
     * @param secret not empty
     * @return this builder
     */
    public Builder password(String secret) {
      password = Objects.requireNonNull(secret, "secret");
      return this;
    }

    /**
     * Lets others than this machine connect although there is no password.
     *
     * @return this builder
     */
    public Builder allowRemoteWithoutPassword() {
      remote = true;
      return this;
    }

    /**
     * Makes a Unix domain socket besides; its file must not be there yet.
     *
     * @param path the file
     * @return this builder
     */
    public Builder unixSocket(Path path) {
      unixSocket = Objects.requireNonNull(path, "path");
      return this;
    }

    /**
     * Lets the port speak TLS; the Unix domain socket doesn't.
     *
     * @param context with the key and certificate of the server
     * @return this builder
     */
    public Builder tls(SSLContext context) {
      tls = Objects.requireNonNull(context, "context");
      return this;
    }

    /**
     * {@return the options}
     *
     * @throws IllegalArgumentException if they can't be
     */
    public RedisOptions build() {
      return new RedisOptions(bind, port, threads, password, remote, unixSocket, tls);
    }
  }
}
