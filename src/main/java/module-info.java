/** Larder: an embedded, in-memory data store and message bus for the JVM. */
module dev.larder {
  requires transitive org.eclipse.collections.api;
  requires org.eclipse.collections.impl;
  requires org.jctools.core.jdk11;
  requires org.slf4j;
  requires static transitive org.jspecify;
  requires static com.fasterxml.jackson.databind;

  exports dev.larder;
  exports dev.larder.jackson;
}
