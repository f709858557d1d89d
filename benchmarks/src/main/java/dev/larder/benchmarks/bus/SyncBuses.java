package dev.larder.benchmarks.bus;

import com.google.common.eventbus.EventBus;
import com.google.common.eventbus.Subscribe;
import dev.larder.Channel;
import dev.larder.Larder;
import io.reactivex.rxjava3.subjects.PublishSubject;
import java.util.List;
import java.util.function.Consumer;
import net.engio.mbassy.bus.MBassador;
import net.engio.mbassy.listener.Handler;
import net.engio.mbassy.listener.Listener;
import net.engio.mbassy.listener.References;
import org.springframework.context.ApplicationEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.SimpleApplicationEventMulticaster;
import reactor.core.publisher.Sinks;

/** Buses that call their subscribers on the publisher's thread. */
final class SyncBuses {
  private SyncBuses() {}

  static Bus of(String name, List<Counter> subscribers) {
    switch (name) {
      case "larder":
        return larder(subscribers);
      case "guava":
        EventBus guava = new EventBus();
        subscribers.forEach(counter -> guava.register(new Annotated(counter)));
        return guava::post;
      case "mbassador":
        MBassador<Tick> mbassador = new MBassador<>(error -> {});
        subscribers.forEach(counter -> mbassador.subscribe(new Annotated(counter)));
        return mbassador::publish;
      case "greenrobot":
        org.greenrobot.eventbus.EventBus greenrobot =
            org.greenrobot.eventbus.EventBus.builder().sendNoSubscriberEvent(false).build();
        subscribers.forEach(counter -> greenrobot.register(new Annotated(counter)));
        return greenrobot::post;
      case "spring":
        return spring(subscribers);
      case "rxjava":
        PublishSubject<Tick> subject = PublishSubject.create();
        subscribers.forEach(counter -> subject.subscribe(counter::accept));
        return subject::onNext;
      case "reactor":
        Sinks.Many<Tick> sink = Sinks.many().multicast().directBestEffort();
        subscribers.forEach(counter -> sink.asFlux().subscribe(counter));
        return sink::tryEmitNext;
      default:
        return array(subscribers);
    }
  }

  private static Bus larder(List<Counter> subscribers) {
    Channel<Tick> channel = Larder.inMemory().channel("ticks", Tick.class);
    subscribers.forEach(channel::subscribe);
    return channel::publish;
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  private static Bus array(List<Counter> subscribers) {
    Consumer<Tick>[] all = subscribers.toArray(Consumer[]::new);
    return message -> {
      for (Consumer<Tick> consumer : all) {
        consumer.accept(message);
      }
    };
  }

  private static Bus spring(List<Counter> subscribers) {
    SimpleApplicationEventMulticaster multicaster = new SimpleApplicationEventMulticaster();
    subscribers.forEach(counter -> multicaster.addApplicationListener(new SpringListener(counter)));
    return message -> multicaster.multicastEvent(new SpringEvent(message));
  }

  /** As Spring wants it: an object an event. */
  static final class SpringEvent extends ApplicationEvent {
    private static final long serialVersionUID = 1L;

    SpringEvent(Tick tick) {
      super(tick);
    }
  }

  /** A listener. */
  record SpringListener(Counter counter) implements ApplicationListener<SpringEvent> {
    @Override
    public void onApplicationEvent(SpringEvent event) {
      counter.accept((Tick) event.getSource());
    }
  }

  /** What the buses that look for annotations find. */
  @Listener(references = References.Strong)
  public static final class Annotated {
    private final Counter counter;

    Annotated(Counter counter) {
      this.counter = counter;
    }

    /** Gets a message. */
    @Subscribe
    @Handler
    @org.greenrobot.eventbus.Subscribe
    public void get(Tick tick) {
      counter.accept(tick);
    }
  }
}
