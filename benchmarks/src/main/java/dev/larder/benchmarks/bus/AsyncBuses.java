package dev.larder.benchmarks.bus;

import com.google.common.eventbus.AsyncEventBus;
import com.lmax.disruptor.YieldingWaitStrategy;
import com.lmax.disruptor.dsl.Disruptor;
import com.lmax.disruptor.dsl.ProducerType;
import dev.larder.Channel;
import dev.larder.Larder;
import dev.larder.Waiting;
import dev.larder.WhenFull;
import io.reactivex.rxjava3.schedulers.Schedulers;
import io.reactivex.rxjava3.subjects.PublishSubject;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.EventBus;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import net.engio.mbassy.bus.MBassador;
import net.engio.mbassy.bus.config.BusConfiguration;
import net.engio.mbassy.bus.config.Feature;
import org.jctools.queues.varhandle.MpscVarHandleArrayQueue;
import org.springframework.context.event.SimpleApplicationEventMulticaster;
import reactor.core.publisher.Sinks;

/** Buses that call each subscriber on a thread of its own, or of their own where they can't. */
final class AsyncBuses {
  static final int CAPACITY = 1 << 10;

  private AsyncBuses() {}

  /** By default as many as there are processors, who hand messages over in no order. */
  private static BusConfiguration oneDispatcher() {
    BusConfiguration configuration = new BusConfiguration();
    configuration
        .addFeature(Feature.SyncPubSub.Default())
        .addFeature(Feature.AsynchronousHandlerInvocation.Default())
        .addFeature(
            Feature.AsynchronousMessageDispatch.Default().setNumberOfMessageDispatchers(1));
    return configuration.addPublicationErrorHandler(error -> {});
  }

  static Bus of(String name, List<Counter> subscribers) {
    switch (name) {
      case "larder":
        return larder(Waiting.PARK, subscribers);
      case "larderSpinning":
        return larder(Waiting.SPIN, subscribers);
      case "disruptor":
        return disruptor(ProducerType.SINGLE, subscribers);
      case "disruptorMulti":
        return disruptor(ProducerType.MULTI, subscribers);
      case "guava":
        ExecutorService executor = Executors.newSingleThreadExecutor(DAEMONS);
        AsyncEventBus guava = new AsyncEventBus(executor);
        subscribers.forEach(counter -> guava.register(new SyncBuses.Annotated(counter)));
        return bounded(guava::post, subscribers);
      case "mbassador":
        MBassador<Tick> mbassador = new MBassador<>(oneDispatcher());
        subscribers.forEach(counter -> mbassador.subscribe(new SyncBuses.Annotated(counter)));
        return bounded(mbassador::publishAsync, subscribers);
      case "spring":
        SimpleApplicationEventMulticaster spring = new SimpleApplicationEventMulticaster();
        spring.setTaskExecutor(Executors.newSingleThreadExecutor(DAEMONS));
        subscribers.forEach(
            counter -> spring.addApplicationListener(new SyncBuses.SpringListener(counter)));
        return bounded(
            tick -> spring.multicastEvent(new SyncBuses.SpringEvent(tick)), subscribers);
      case "rxjava":
        PublishSubject<Tick> subject = PublishSubject.create();
        subscribers.forEach(
            counter -> subject.observeOn(Schedulers.newThread()).subscribe(counter::accept));
        return bounded(subject::onNext, subscribers);
      case "reactor":
        Sinks.Many<Tick> sink = Sinks.many().multicast().directBestEffort();
        subscribers.forEach(
            counter ->
                sink.asFlux()
                    .onBackpressureBuffer()
                    .publishOn(reactor.core.scheduler.Schedulers.newSingle("peer", true))
                    .subscribe(counter));
        return bounded(sink::tryEmitNext, subscribers);
      case "vertx":
        return vertx(subscribers);
      default:
        return jctools(subscribers);
    }
  }

  private static final ThreadFactory DAEMONS =
      task -> {
        Thread thread = new Thread(task, "peer");
        thread.setDaemon(true);
        return thread;
      };

  /** For buses without a bound: publishers wait while too many messages are under way. */
  private static Bus bounded(Bus bus, List<Counter> subscribers) {
    Counter[] all = subscribers.toArray(Counter[]::new);
    return new Bus() {
      private long published;

      @Override
      public void publish(Tick message) {
        for (Counter counter : all) {
          while (published - counter.count() >= CAPACITY) {
            Thread.yield();
          }
        }
        published++;
        bus.publish(message);
      }
    };
  }

  private static Bus larder(Waiting waiting, List<Counter> subscribers) {
    Larder larder = Larder.inMemory();
    Channel<Tick> channel = larder.channel("ticks", Tick.class);
    subscribers.forEach(
        counter ->
            channel
                .subscriber()
                .onWorker(waiting)
                .queue(CAPACITY, WhenFull.WAIT)
                .subscribe(counter));
    return channel::publish;
  }

  private static Bus jctools(List<Counter> subscribers) {
    @SuppressWarnings({"unchecked", "rawtypes"})
    MpscVarHandleArrayQueue<Tick>[] queues = new MpscVarHandleArrayQueue[subscribers.size()];
    for (int i = 0; i < queues.length; i++) {
      MpscVarHandleArrayQueue<Tick> queue = new MpscVarHandleArrayQueue<>(CAPACITY);
      queues[i] = queue;
      Counter counter = subscribers.get(i);
      DAEMONS.newThread(() -> consume(queue, counter)).start();
    }
    return message -> {
      for (MpscVarHandleArrayQueue<Tick> queue : queues) {
        for (int i = 0; !queue.offer(message); i++) {
          pause(i);
        }
      }
    };
  }

  static void consume(MpscVarHandleArrayQueue<Tick> queue, Counter counter) {
    int idle = 0;
    while (true) {
      Tick tick = queue.poll();
      if (tick == null) {
        pause(idle++);
      } else {
        idle = 0;
        counter.accept(tick);
      }
    }
  }

  /** As the yielding strategy of the Disruptor has it. */
  private static void pause(int round) {
    if (round < 100) {
      Thread.onSpinWait();
    } else {
      Thread.yield();
    }
  }

  /** An event of the ring, which is there for good. */
  private static final class Slot {
    private Tick tick;
  }

  /** {@code SINGLE} is for one publisher that never changes; a channel has any number. */
  private static Bus disruptor(ProducerType publishers, List<Counter> subscribers) {
    Disruptor<Slot> disruptor =
        new Disruptor<>(
            Slot::new, CAPACITY, DAEMONS, publishers, new YieldingWaitStrategy());
    for (Counter counter : subscribers) {
      disruptor.handleEventsWith((slot, sequence, endOfBatch) -> counter.accept(slot.tick));
    }
    disruptor.start();
    var ring = disruptor.getRingBuffer();
    return message -> {
      long sequence = ring.next();
      ring.get(sequence).tick = message;
      ring.publish(sequence);
    };
  }

  /** A codec that hands the message over as it is. */
  private static final class Local implements io.vertx.core.eventbus.MessageCodec<Tick, Tick> {
    @Override
    public void encodeToWire(io.vertx.core.buffer.Buffer buffer, Tick tick) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Tick decodeFromWire(int position, io.vertx.core.buffer.Buffer buffer) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Tick transform(Tick tick) {
      return tick;
    }

    @Override
    public String name() {
      return "local";
    }

    @Override
    public byte systemCodecID() {
      return -1;
    }
  }

  private static Bus vertx(List<Counter> subscribers) {
    Vertx vertx = Vertx.vertx();
    EventBus bus = vertx.eventBus().registerDefaultCodec(Tick.class, new Local());
    subscribers.forEach(
        counter -> bus.<Tick>localConsumer("ticks", message -> counter.accept(message.body())));
    return bounded(tick -> bus.publish("ticks", tick), subscribers);
  }
}
