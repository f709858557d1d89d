package dev.larder.internal.codec;

import dev.larder.Codec;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * The codec of a list of which all elements have one codec: how many there are, then each behind
 * its length. It takes no null. What it reads can't be changed.
 *
 * @param <E> the type of the elements
 */
final class ListCodec<E> implements BufferCodec<List<E>> {
  private final Codec<E> elements;
  private final String name;

  ListCodec(Codec<E> elements) {
    this.elements = elements;
    this.name = "list<" + CodecName.checked(elements) + ">";
  }

  @Override
  @SuppressWarnings("unchecked") // a class says nothing about what the list holds
  public Class<List<E>> type() {
    return (Class<List<E>>) (Class<?>) List.class;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public boolean isCanonical() {
    return elements instanceof BufferCodec<E> buffer && buffer.isCanonical();
  }

  @Override
  @SuppressWarnings("unchecked") // the copy holds what the list holds
  public void write(List<E> value, ByteSink out) {
    Object[] copy = value.toArray(); // so that the count is right whoever changes the list now
    out.putVarint(copy.length);
    for (Object element : copy) {
      Codecs.writeSized(elements, (E) element, out);
    }
  }

  @Override
  @SuppressWarnings("unchecked") // filled with what the codec of the elements gives
  public List<E> read(ByteSource in) {
    Object[] read = new Object[ValueFormat.count(in, 1)];
    for (int i = 0; i < read.length; i++) {
      read[i] = Codecs.read(elements, in.getPart());
    }
    in.end();
    return (List<E>) Collections.unmodifiableList(Arrays.asList(read));
  }
}
