package dev.larder;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What a record's component is when it is read from data that doesn't have it, because the data is
 * older than the component:
 *
 * <pre>{@code
 * record User(String name, @Default("en") String language, @Default("18") int age) {}
 * }</pre>
 *
 * Without it such a component is 0, false, null, or for a {@code List}, {@code Set}, {@code Map} or
 * {@code Optional} empty. For components that have no parts and for enums; the text is parsed when
 * the codec is made, which fails if it can't be.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Default {
  /** {@return the default as text; bytes in Base64} */
  String value();
}
