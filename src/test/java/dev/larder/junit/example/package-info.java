/** How to test with the kit: Jedis, Lettuce, Redisson, Spring Boot with Spring Data Redis. */
@NullMarked
package dev.larder.junit.example;

import org.jspecify.annotations.NullMarked;
