package dev.larder.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Gives the tests of a class a store. Methods, and constructors, take as parameters what they want
 * of it: {@link dev.larder.Larder}, {@link RedisAddress}, {@link TestRedis}, {@link TestTime}, or
 * all as {@link LarderKit}.
 */
// Were JUnit's module required transitively, no module without it could compile against us.
@SuppressWarnings("exports")
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@Documented
@ExtendWith(LarderExtension.class)
public @interface LarderTest {
  /** {@return for how long a test has its store} */
  StoreScope scope() default StoreScope.TEST;

  /**
   * {@return what a store begins with: files, or resources beside the test class} One that ends in
   * {@code .jsonl} is what {@link dev.larder.Larder#export} has written, and comes first; {@code
   * .rdb} is a file of Redis, see {@link dev.larder.redis.RdbFile}; others hold commands, a line
   * each, as for {@code redis-cli}.
   */
  String[] fixtures() default {};

  /** {@return what fixes chance, see {@link LarderKit#seed}} */
  long seed() default 0;

  /** {@return what fails a test that leaves it behind} */
  Leak[] leaks() default {};
}
