/** Larder: an embedded, in-memory data store and message bus for the JVM. */
// Micrometer has no module descriptor, and javax.cache not even a name for its module.
@SuppressWarnings("requires-automatic")
module dev.larder {
  requires transitive org.eclipse.collections.api;
  requires org.eclipse.collections.impl;
  requires org.jctools.core.jdk11;
  requires org.slf4j;
  requires static transitive org.jspecify;
  requires static cache.api;
  requires static com.fasterxml.jackson.databind;
  requires static micrometer.core;
  requires static io.netty.buffer;
  requires static io.netty.common;
  requires static io.netty.handler;
  requires static io.netty.transport;
  requires static io.netty.transport.classes.epoll;
  requires static io.netty.transport.unix.common;
  requires static java.management;
  requires static org.junit.jupiter.api;

  exports dev.larder;
  exports dev.larder.jackson;
  exports dev.larder.jcache;
  exports dev.larder.jmx;
  exports dev.larder.junit;
  exports dev.larder.micrometer;
  exports dev.larder.redis;
}
