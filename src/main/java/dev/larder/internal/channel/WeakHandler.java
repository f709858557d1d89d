package dev.larder.internal.channel;

import java.lang.ref.WeakReference;
import java.util.function.Consumer;

/** Calls a handler as long as somebody holds it, and then ends its subscription. */
final class WeakHandler implements Consumer<Object> {
  private final Registration owner;
  private final WeakReference<Consumer<Object>> handler;

  WeakHandler(Registration owner, Consumer<Object> handler) {
    this.owner = owner;
    this.handler = new WeakReference<>(handler);
  }

  @Override
  public void accept(Object message) {
    Consumer<Object> held = handler.get();
    if (held == null) {
      owner.close();
      throw NotDelivered.INSTANCE;
    }
    held.accept(message);
  }
}
