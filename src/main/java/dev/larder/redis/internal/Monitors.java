package dev.larder.redis.internal;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Those who see each command: MONITOR. */
public final class Monitors {
  private static final String HEX = "0123456789abcdef";
  private final List<Session> sessions = new CopyOnWriteArrayList<>();

  /** Lets a session see what others and it itself send from now on. */
  public void add(Session session) {
    if (!session.state().isMonitor()) {
      session.state().monitor(true);
      sessions.add(session);
    }
  }

  void remove(Session session) {
    if (session.state().isMonitor()) {
      session.state().monitor(false);
      sessions.remove(session);
    }
  }

  boolean any() {
    return !sessions.isEmpty();
  }

  /** Shows a command. */
  void show(Session by, int database, Command command, Args args) {
    if (sessions.isEmpty() || command.is(Flag.ADMIN) || command.is(Flag.SKIP_MONITOR)) {
      return;
    }
    long micros = by.server().now() * 1000;
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    text(out, "+" + micros / 1_000_000 + ".");
    text(out, String.format(java.util.Locale.ROOT, "%06d", micros % 1_000_000));
    Session.Connection connection = by.connection();
    String address = connection.address();
    if (connection.isLocalSocket()) {
      address = "unix:" + address.substring(0, address.lastIndexOf(':'));
    }
    text(out, " [" + database + " " + address + "]");
    for (int i = 0; i < args.count(); i++) {
      out.write(' ');
      if (hides(command, args, i)) {
        text(out, "\"(redacted)\"");
      } else {
        quoted(out, args.bytes(i));
      }
    }
    text(out, "\r\n");
    Push line = Push.late(out.toByteArray());
    for (Session session : sessions) {
      session.connection().push(line);
    }
  }

  /** Whether an argument is a secret. */
  static boolean hides(Command command, Args args, int index) {
    if (command.fullName().equals("auth")) {
      return index > 0;
    }
    if (command.fullName().equals("hello")) {
      return index > 2 && args.is(index - 1, "AUTH") || index > 3 && args.is(index - 2, "AUTH");
    }
    return command.fullName().equals("config|set")
        && index > 2
        && (index & 1) == 1
        && args.is(index - 1, "REQUIREPASS");
  }

  private static void text(ByteArrayOutputStream out, String text) {
    out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
  }

  private static void quoted(ByteArrayOutputStream out, byte[] bytes) {
    out.write('"');
    for (byte b : bytes) {
      switch (b) {
        case '\\', '"' -> {
          out.write('\\');
          out.write(b);
        }
        case '\n' -> text(out, "\\n");
        case '\r' -> text(out, "\\r");
        case '\t' -> text(out, "\\t");
        case 7 -> text(out, "\\a");
        case '\b' -> text(out, "\\b");
        default -> {
          if (b >= ' ' && b <= '~') {
            out.write(b);
          } else {
            text(out, "\\x" + HEX.charAt(b >> 4 & 15) + HEX.charAt(b & 15));
          }
        }
      }
    }
    out.write('"');
  }
}
