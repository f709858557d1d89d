package dev.larder.benchmarks;

import com.sun.management.GarbageCollectionNotificationInfo;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.atomic.AtomicLong;
import javax.management.NotificationEmitter;
import javax.management.openmbean.CompositeData;

/** The collector's longest pause, in whole milliseconds as the JVM tells it. */
final class Pauses {
  private final AtomicLong longest = new AtomicLong();

  Pauses() {
    for (GarbageCollectorMXBean bean : ManagementFactory.getGarbageCollectorMXBeans()) {
      ((NotificationEmitter) bean)
          .addNotificationListener(
              (notification, handback) -> {
                CompositeData data = (CompositeData) notification.getUserData();
                long millis = GarbageCollectionNotificationInfo.from(data).getGcInfo().getDuration();
                longest.accumulateAndGet(millis, Math::max);
              },
              notification ->
                  GarbageCollectionNotificationInfo.GARBAGE_COLLECTION_NOTIFICATION.equals(
                      notification.getType()),
              null);
    }
  }

  void reset() {
    longest.set(0);
  }

  double longestMillis() {
    return longest.get();
  }
}
