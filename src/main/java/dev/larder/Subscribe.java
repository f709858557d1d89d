package dev.larder;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a method that gets messages once its object is given to {@link Larder#subscribeMethods}. It
 * has one parameter, the message, of whose class and subclasses it gets all; it may have any
 * visibility. Methods with a result are allowed, the result is dropped.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Subscribe {
  /** {@return the channels: a pattern over their names, as {@link Larder#subscribe} has it} */
  String value() default "*";

  /** {@return the place among the subscribers, as {@link SubscriptionBuilder#priority} has it} */
  int priority() default 0;

  /**
   * {@return whether the method is called on a thread of its own, with a queue} Otherwise it is
   * called on the publisher's thread, by several at once if there are several.
   */
  boolean worker() default false;
}
