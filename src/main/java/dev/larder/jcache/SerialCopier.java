package dev.larder.jcache;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamClass;
import java.io.OutputStream;
import java.lang.reflect.Proxy;
import java.util.HashSet;
import java.util.Set;
import javax.cache.CacheException;

/**
 * Copies what has no codec as JSR-107 has it: by Java serialisation. The one place that does, and
 * bytes from elsewhere never come here: it reads only what it has just written.
 */
final class SerialCopier implements Copier {
  private final ClassLoader classes;

  SerialCopier(ClassLoader classes) {
    this.classes = classes;
  }

  @Override
  @SuppressWarnings({"unchecked", "BanSerializableRead"}) // an object's copy has its class
  public <T> T copy(T original) {
    Set<String> written = new HashSet<>();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new Writer(bytes, written)) {
      out.writeObject(original);
      out.flush();
      try (ObjectInputStream in =
          new Reader(new ByteArrayInputStream(bytes.toByteArray()), written, classes)) {
        return (T) in.readObject();
      }
    } catch (IOException | ClassNotFoundException e) {
      throw new CacheException(
          original.getClass().getName()
              + " can't be copied: give the configuration a Copier, or store by reference",
          e);
    }
  }

  /** Notes the classes that it writes. */
  private static final class Writer extends ObjectOutputStream {
    private final Set<String> written;

    Writer(OutputStream out, Set<String> written) throws IOException {
      super(out);
      this.written = written;
    }

    @Override
    protected void annotateClass(Class<?> type) {
      written.add(type.getName());
    }

    @Override
    protected void annotateProxyClass(Class<?> type) {
      written.add(Proxy.class.getName());
      for (Class<?> face : type.getInterfaces()) {
        written.add(face.getName());
      }
    }
  }

  /** Reads those classes alone, as the cache manager's class loader knows them. */
  private static final class Reader extends ObjectInputStream {
    private final ClassLoader classes;

    Reader(InputStream in, Set<String> written, ClassLoader classes) throws IOException {
      super(in);
      this.classes = classes;
      setObjectInputFilter(info -> verdict(info, written));
    }

    private static ObjectInputFilter.Status verdict(
        ObjectInputFilter.FilterInfo info, Set<String> written) {
      Class<?> type = info.serialClass();
      if (type == null) {
        return ObjectInputFilter.Status.UNDECIDED; // only sizes, which are the original's
      }
      // Collections ask for the arrays that they make; an array's elements are asked for as well.
      return type.isArray() || Proxy.isProxyClass(type) || written.contains(type.getName())
          ? ObjectInputFilter.Status.ALLOWED
          : ObjectInputFilter.Status.REJECTED;
    }

    @Override
    protected Class<?> resolveClass(ObjectStreamClass described)
        throws IOException, ClassNotFoundException {
      try {
        return Class.forName(described.getName(), false, classes);
      } catch (ClassNotFoundException e) {
        return super.resolveClass(described); // primitive types, and who loaded us
      }
    }
  }
}
